"""What a figure is, how it is measured, and how it is told."""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles

Cost = Callable[[], float]
"""Does something once, makes sure that it was really done, and returns what it cost."""


@dataclass(frozen=True, slots=True)
class Bar:
    """At most `most` times the floor, or, where it `adds`, at most so much more."""

    name: str
    most: float
    unit: str = "ms"
    adds: bool = False

    def compare(self, ours: float, floor: float) -> float:
        return ours - floor if self.adds else ours / floor


@dataclass(frozen=True, slots=True)
class Figure:
    """Medians; `lower` and `upper` are the quartiles of what single pairs of runs came to."""

    bar: Bar
    floor: float
    ours: float
    lower: float
    upper: float
    runs: int

    @property
    def result(self) -> float:
        return self.bar.compare(self.ours, self.floor)

    @property
    def is_met(self) -> bool:
        return self.result <= self.bar.most


def in_turns(bar: Bar, runs: int, floor: Cost, ours: Cost) -> Figure:
    """In turns, so that what else the machine does meets both; a first pair does not count."""
    pairs = [(floor(), ours()) for _ in range(runs + 1)]
    return figure_of(bar, pairs[1:])


def figure_of(bar: Bar, pairs: Sequence[tuple[float, float]]) -> Figure:
    """`pairs` are what floor and ours came to in each run."""
    single = [bar.compare(ours, floor) for floor, ours in pairs]
    lower, _middle, upper = quantiles(single) if len(single) > 1 else single * 3
    floors, all_ours = zip(*pairs, strict=True)
    return Figure(bar, median(floors), median(all_ours), lower, upper, len(pairs))


def heading() -> str:
    return f"{'':62} {'floor':>9} {'ours':>9} {'':4} {'result':>8} {'quartiles':>17} {'bar':>7}"


def line(one: Figure) -> str:
    sign, mark = "+" if one.bar.adds else "x", "" if one.is_met else "  over the bar"
    spread = f"{one.lower:.3g} to {one.upper:.3g}"
    return (
        f"{one.bar.name:62} {one.floor:9.4g} {one.ours:9.4g} {one.bar.unit:4} "
        f"{sign}{one.result:7.3g} {spread:>17} {sign}{one.bar.most:6g}{mark}"
    )


def as_json(figures: Sequence[Figure]) -> str:
    told = [{**asdict(one), "result": one.result, "met": one.is_met} for one in figures]
    return json.dumps({"python": sys.version.split()[0], "figures": told}, indent=2) + "\n"


def from_json(text: str) -> list[Figure]:
    """What `as_json` wrote."""
    names = ("floor", "ours", "lower", "upper", "runs")
    return [
        Figure(Bar(**one["bar"]), **{name: one[name] for name in names})
        for one in json.loads(text)["figures"]
    ]


def write_json(figures: Sequence[Figure], path: Path) -> None:
    path.write_text(as_json(figures), "utf-8")
