"""A machine as boxes and arrows for a page: states one under the other in the order of their way, ends to the
right. An arrow to the next line goes straight down; every other takes the lane of its target beside the boxes,
so no arrow crosses a box and two lie upon each other only where they lead to the same state. The same rows that decide
are drawn; the table beside the picture says the same in words."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from workflows.diagram import AnyWorkflow, entries
from workflows.text import Text

BOX_WIDTH, BOX_HEIGHT = 158, 64
COLUMN, LINE, EDGE, LANE = 184, 104, 10, 10
#: Beside the middle of a box: where an arrow comes from another column, and where one goes to its lane.
ASIDE, FAR = 20, 40
#: Letters that a line of a box holds, and how many lines.
LETTERS, LINES = 20, 2

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Box:
    """A state. ``x``, ``y``: its upper left corner. ``last``: nothing stands to the right of it."""

    x: int
    y: int
    state: str
    label: Text
    last: bool

    def lines(self, lang: str) -> list[str]:
        """The label in lines that fit the box."""
        return textwrap.wrap(self.label.get(lang), LETTERS, max_lines=LINES, placeholder="…")


@dataclass(frozen=True, slots=True)
class Arrow:
    """From corner to corner; the head is at the last one."""

    source: str
    target: str
    points: tuple[Point, ...]

    @property
    def path(self) -> str:
        """For SVG, head included."""
        (x, _y), (x2, _y2) = self.points[-2:]
        head = "m-4 -6l4 6l4 -6" if x == x2 else "m6 -4l-6 4l6 4"
        return "M" + "L".join(f"{x} {y}" for x, y in self.points) + head


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the page draws."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    box_width: int = BOX_WIDTH
    box_height: int = BOX_HEIGHT


def draw(machine: AnyWorkflow) -> Drawing:
    ways: dict[StrEnum, list[StrEnum]] = {state: [] for state in machine.states}
    for row in machine.rows:
        if row.source != row.target and row.target not in ways[row.source]:
            ways[row.source].append(row.target)
    lines = _lines(ways, list(entries(machine)))
    boxes = {
        state: Box(EDGE + at * COLUMN, EDGE + no * LINE, state.value, machine.label(state), at == len(line) - 1)
        for no, line in enumerate(lines)
        for at, state in enumerate(line)
    }
    pairs = [(boxes[source], boxes[target]) for source, targets in ways.items() for target in targets]
    far = dict.fromkeys(target.state for source, target in pairs if target.y - source.y != LINE)
    beside = EDGE + (max(map(len, lines)) - 1) * COLUMN + BOX_WIDTH + LANE
    lanes = {state: beside + LANE * place for place, state in enumerate(far, 1)}
    arrows = tuple(Arrow(source.state, target.state, _points(source, target, lanes)) for source, target in pairs)
    width, height = beside + LANE * len(lanes) + EDGE, EDGE * 2 + (len(lines) - 1) * LINE + BOX_HEIGHT
    return Drawing(width, height, tuple(boxes.values()), arrows)


def _lines(ways: dict[StrEnum, list[StrEnum]], first: list[StrEnum]) -> list[list[StrEnum]]:
    """Every state under all that lead to it, ways back left out; what goes on stands before what ends."""
    order = _order(ways, first)
    level = dict.fromkeys(ways, 0)
    for state in order:
        for target in ways[state]:
            if order.index(target) > order.index(state):
                level[target] = max(level[target], level[state] + 1)
    found: list[list[StrEnum]] = [[] for _ in range(max(level.values()) + 1)]
    for state in order:
        found[level[state]].append(state)
    return [sorted(line, key=lambda state: len(ways[state]) < 2) for line in found]


def _order(ways: dict[StrEnum, list[StrEnum]], first: list[StrEnum]) -> list[StrEnum]:
    """The states so that only a way back leads from a later one to an earlier."""
    left: list[StrEnum] = []
    seen: set[StrEnum] = set()

    def visit(state: StrEnum) -> None:
        seen.add(state)
        for target in ways[state]:
            if target not in seen:
                visit(target)
        left.append(state)

    for state in (*first, *ways):
        if state not in seen:
            visit(state)
    return left[::-1]


def _points(source: Box, target: Box, lanes: dict[str, int]) -> tuple[Point, ...]:
    if target.y - source.y == LINE:
        x1, x2 = _center(source), _center(target) - (0 if source.x == target.x else ASIDE)
        middle = source.y + BOX_HEIGHT + 14 + (source.x - EDGE) // COLUMN * 4
        start, end = (x1, source.y + BOX_HEIGHT), (x2, target.y)
        return _joined([start, (x1, middle), (x2, middle), end])
    x = lanes[target.state]
    out, into = _way_out(source), _way_in(target)
    return _joined([*out, (x, out[-1][1]), (x, into[0][1]), *into])


def _joined(points: list[Point]) -> tuple[Point, ...]:
    """Without points that repeat the one before."""
    return (points[0], *(after for before, after in pairwise(points) if after != before))


def _center(box: Box) -> int:
    return box.x + BOX_WIDTH // 2


def _way_out(box: Box) -> list[Point]:
    """To the height at which an arrow leaves for its lane: by the right side, or below where another box stands."""
    if box.last:
        return [(box.x + BOX_WIDTH, box.y + BOX_HEIGHT * 3 // 4)]
    x, low = _center(box) + FAR, box.y + BOX_HEIGHT
    return [(x, low), (x, low + 8)]


def _way_in(box: Box) -> list[Point]:
    """From the height at which an arrow comes from its lane."""
    if box.last:
        y = box.y + BOX_HEIGHT // 4
        return [(box.x + BOX_WIDTH, y)]
    x = _center(box) + FAR
    return [(x, box.y - 8), (x, box.y)]
