"""What a screen reader sees and does, over AT-SPI; for the distribution's own Python.

Each line of standard input is a JSON list, a command and its arguments; each answer is a line.
"""

import json
import sys
from typing import Any

import gi  # type: ignore[import-not-found]  # the distribution's

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # noqa: E402

_PATIENCE = 5000
"""Milliseconds that the app may take to answer."""

_ROLES = {"button": "push button"}
"""Names of roles in newer versions of AT-SPI, and those that the tests use."""

heard: list[tuple[str, str]] = []


def hear(event: Any) -> None:
    """An announcement with its text, anything else with the name of what it is about."""
    text = event.any_data if event.type == "object:announcement" else event.source.get_name()
    heard.append((event.type, text))


def windows() -> list[Any]:
    """The app's windows and dialogs as they came."""
    return [window for app in children_of(Atspi.get_desktop(0)) for window in children_of(app)]


def at(path: list[int]) -> Any:
    node = windows()[path[0]]
    for number in path[1:]:
        node = node.get_child_at_index(number)
    return node


def told_of(node: Any, path: list[int]) -> dict[str, object] | None:
    """With what is inside of it, if that is on the screen; None where it has just gone."""
    if node is None:
        return None
    try:
        node.clear_cache()
        states = states_of(node)
        children = children_of(node) if "showing" in states else []
        told = {
            "path": path,
            "name": node.get_name(),
            "role": role_of(node),
            "description": node.get_description(),
            "states": states,
        }
    except GLib.Error:
        return None
    inside = (told_of(child, [*path, number]) for number, child in enumerate(children))
    return {**told, "children": [one for one in inside if one]}


def role_of(node: Any) -> str:
    name: str = node.get_role_name()
    return _ROLES.get(name, name)


def states_of(node: Any) -> list[str]:
    return [state.value_nick for state in node.get_state_set().get_states()]


def children_of(node: Any) -> list[Any]:
    return [node.get_child_at_index(number) for number in range(node.get_child_count())]


def act(node: Any, action: str) -> bool:
    names = [node.get_action_name(number) for number in range(node.get_n_actions())]
    return action in names and node.do_action(names.index(action))


def choose(node: Any, name: str) -> bool:
    """An entry of a menu inside; whether it was there, and could be used."""
    node.clear_cache()
    if node.get_name() == name and "sensitive" in states_of(node) and act(node, "Press"):
        return True
    inside = (one for one in children_of(node) if one and "menu" in role_of(one))
    return any(choose(one, name) for one in inside)


def answer(command: str, *arguments: Any) -> object:
    match command:
        case "windows":
            found = (told_of(window, [number]) for number, window in enumerate(windows()))
            return [one for one in found if one]
        case "count":
            return sum("showing" in states_of(window) for window in windows() if window)
        case "act":
            path, action = arguments
            return act(at(path), action)
        case "choose":
            return choose(windows()[0], *arguments)
        case "write":
            path, text = arguments
            return at(path).get_editable_text_iface().set_text_contents(text)
        case "heard":
            told = [*heard]
            heard.clear()
            return told
        case _:
            raise ValueError(command)


def obey(source: Any, _condition: Any) -> bool:
    line = source.readline()
    if not line:
        Atspi.event_quit()
        return False
    try:
        told = {"answer": answer(*json.loads(line))}
    except Exception as error:  # noqa: BLE001 - whoever asks is told
        told = {"error": repr(error)}
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    return True


def main() -> None:
    Atspi.init()
    Atspi.set_timeout(_PATIENCE, _PATIENCE)
    listener = Atspi.EventListener.new(hear)
    for kind in ("announcement", "property-change", "text-changed", "children-changed"):
        listener.register(f"object:{kind}")
    GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, obey)
    Atspi.event_main()


if __name__ == "__main__":
    main()
