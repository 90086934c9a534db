"""`ltx-desktop` as a process in another language, from its help to its window."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from harness.display import on_display

PROGRAM = [sys.executable, "-m", "ltx_desktop"]
LIMIT = 120


def run(
    arguments: list[str], environment: dict[str, str], folder: Path, *, pasted: str = ""
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*PROGRAM, *arguments],
        env=environment,
        cwd=folder,
        input=pasted,
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )


@pytest.mark.parametrize(
    ("language", "states"),
    [
        ("de", ["In Ordnung", "Abgelaufen", "Braucht Hilfe", "Bald erneuern"]),
        ("es", ["En orden", "Caducada", "Requiere atención", "Renovar pronto"]),
    ],
)
def test_the_demo_walks_through_the_main_job_in_the_language(
    home: dict[str, str], tmp_path: Path, language: str, states: list[str]
) -> None:
    ended = run(["--demo"], home | {"LANGUAGE": language}, tmp_path)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert sum(state in ended.stdout for state in states) >= 3
    assert not re.search(r"\b(Healthy|Expired|Urgent|saved|submitted)\b", ended.stdout)


@pytest.mark.parametrize(
    ("variables", "usage"),
    [
        ({"LANGUAGE": "de"}, "Aufruf: "),
        ({"LANGUAGE": "", "LC_ALL": "es_MX.UTF-8"}, "uso: "),
        ({"LANGUAGE": "fr:de"}, "Aufruf: "),
        ({"LANGUAGE": "en_GB:de"}, "usage: "),
        ({"LANGUAGE": "de", "LC_ALL": "C"}, "usage: "),
        ({"LANGUAGE": "fr"}, "usage: "),
    ],
)
def test_the_help_is_all_in_one_language(
    home: dict[str, str], tmp_path: Path, variables: dict[str, str], usage: str
) -> None:
    told = run(["check", "--help"], home | variables, tmp_path).stdout
    assert told.startswith(usage)
    english = usage == "usage: "
    assert ("show this help message" in told, "options:" in told) == (english, english)
    assert ("Tells whether" in told) is english


def test_wrong_usage_is_said_in_the_language(home: dict[str, str], tmp_path: Path) -> None:
    ended = run(["check", "--within"], home | {"LANGUAGE": "de"}, tmp_path)
    assert ended.returncode == 2
    assert ended.stderr == ("ltx-desktop check: Fehler: Argument --within: ein Wert fehlt\n")


def test_what_programs_read_is_the_same_in_every_language(
    home: dict[str, str], tmp_path: Path
) -> None:
    pasted = "lt_id=a; lt_token=b; lt_refresh_token=c"
    told = [
        run(["paste-info", "--json"], home | {"LANGUAGE": language}, tmp_path, pasted=pasted)
        for language in ("en", "de", "es")
    ]
    keys = [sorted(json.loads(one.stdout)) for one in told]
    assert keys[0] == keys[1] == keys[2]
    assert {one.returncode for one in told} == {told[0].returncode}


def test_qt_follows_the_language_of_the_sentences(home: dict[str, str], tmp_path: Path) -> None:
    code = (
        "from PySide6.QtCore import QLocale; from PySide6.QtWidgets import QDialogButtonBox\n"
        "from ltx_desktop.app.startup import make_application\n"
        "application = make_application(); box = QDialogButtonBox()\n"
        "save = box.addButton(QDialogButtonBox.StandardButton.Save)\n"
        "print(save.text(), QLocale().name(), application.layoutDirection().name)"
    )
    said = {}
    for language in ("en", "de_AT", "es", "fr", "en_US"):
        variables = on_display(home) | {"LANGUAGE": language}
        said[language] = subprocess.run(
            [sys.executable, "-c", code],
            env=variables,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=True,
        ).stdout.split()
    assert said == {
        "en": ["Save", "en_GB", "LeftToRight"],
        "de_AT": ["Speichern", "de_AT", "LeftToRight"],
        "es": ["Guardar", "es_ES", "LeftToRight"],
        "fr": ["Save", "en_GB", "LeftToRight"],
        "en_US": ["Save", "en_US", "LeftToRight"],
    }
