"""A machine as boxes and arrows for a page: states in columns by how many acts lead to them. The same rows that decide
are drawn; the table beside the picture says the same in words."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from enum import StrEnum

from workflows.diagram import AnyWorkflow, entries
from workflows.text import Text

BOX_WIDTH, BOX_HEIGHT = 158, 64
COLUMN, LINE, EDGE = 214, 104, 10
#: Letters that a line of a box holds, and how many lines.
LETTERS, LINES = 20, 2


@dataclass(frozen=True, slots=True)
class Box:
    """A state. ``x``, ``y``: its upper left corner."""

    x: int
    y: int
    state: str
    label: Text

    def lines(self, lang: str) -> list[str]:
        """The label in lines that fit the box."""
        return textwrap.wrap(self.label.get(lang), LETTERS, max_lines=LINES, placeholder="…")


@dataclass(frozen=True, slots=True)
class Drawing:
    """``arrows`` are SVG paths, heads included."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[str, ...]
    box_width: int = BOX_WIDTH
    box_height: int = BOX_HEIGHT


def draw(machine: AnyWorkflow) -> Drawing:
    columns = _columns(machine)
    boxes = {
        state: Box(EDGE + at * COLUMN, EDGE + line * LINE, state.value, machine.label(state))
        for at, states in enumerate(columns)
        for line, state in enumerate(states)
    }
    pairs = dict.fromkeys((row.source, row.target) for row in machine.rows if row.source != row.target)
    width = EDGE * 2 + (len(columns) - 1) * COLUMN + BOX_WIDTH
    height = EDGE * 2 + (max(map(len, columns)) - 1) * LINE + BOX_HEIGHT + _ROOM_BELOW
    arrows = tuple(_arrow(boxes[source], boxes[target]) for source, target in pairs)
    return Drawing(width, height, tuple(boxes.values()), arrows)


#: Arrows that lead back swing below the lowest box.
_ROOM_BELOW = 30


def _columns(machine: AnyWorkflow) -> list[list[StrEnum]]:
    """States by their distance from where things begin."""
    columns, placed = [list(entries(machine))], set(entries(machine))
    while len(placed) < len(machine.states):
        before = set(columns[-1])
        found = dict.fromkeys(row.target for row in machine.rows if row.source in before and row.target not in placed)
        states = list(found) or [state for state in machine.states if state not in placed]
        columns.append(states)
        placed.update(states)
    return columns


def _arrow(source: Box, target: Box) -> str:
    """From side to side when it goes forward, else by the lower edges."""
    if target.x > source.x:
        x1, y1 = source.x + BOX_WIDTH, source.y + BOX_HEIGHT // 2
        x2, y2 = target.x, target.y + BOX_HEIGHT // 2
        return f"M{x1} {y1}C{x1 + 30} {y1} {x2 - 30} {y2} {x2} {y2}m-6 -4l6 4l-6 4"
    x1, y1 = source.x + BOX_WIDTH // 2, source.y + BOX_HEIGHT
    x2, y2 = target.x + BOX_WIDTH // 2, target.y + BOX_HEIGHT
    low = max(y1, y2) + 26
    return f"M{x1} {y1}C{x1} {low} {x2} {low} {x2} {y2}m-4 6l4 -6l4 6"
