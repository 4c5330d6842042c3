"""The drawing of every machine: what a reader must be able to follow with a finger."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from dms.drawing import BOX_HEIGHT, BOX_WIDTH, Arrow, Drawing, draw
from workflows.diagram import MACHINES


@pytest.fixture(params=MACHINES)
def machine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def drawn(name: str) -> Drawing:
    return draw(MACHINES[name][0])


def pieces(arrow: Arrow) -> list[tuple[int, int, int, int]]:
    """Each straight piece as left, top, right, bottom."""
    return [(min(x, x2), min(y, y2), max(x, x2), max(y, y2)) for (x, y), (x2, y2) in pairwise(arrow.points)]


def test_every_move_has_its_arrow_and_every_state_its_box(machine: str) -> None:
    rows, drawing = MACHINES[machine][0].rows, drawn(machine)
    moves = {(row.source.value, row.target.value) for row in rows if row.source != row.target}
    assert {(arrow.source, arrow.target) for arrow in drawing.arrows} == moves
    assert sorted(box.state for box in drawing.boxes) == sorted(state.value for state in MACHINES[machine][0].states)


def test_no_box_lies_upon_another_and_no_arrow_crosses_one(machine: str) -> None:
    drawing = drawn(machine)
    assert len({(box.x, box.y) for box in drawing.boxes}) == len(drawing.boxes)
    for arrow in drawing.arrows:
        for left, top, right, bottom in pieces(arrow):
            assert left == right or top == bottom
            assert min(left, top, drawing.width - right, drawing.height - bottom) >= 0
            for box in drawing.boxes:
                beside = right <= box.x or left >= box.x + BOX_WIDTH
                assert beside or bottom <= box.y or top >= box.y + BOX_HEIGHT, (arrow.source, arrow.target, box.state)


def test_arrows_lie_upon_each_other_only_from_one_state_or_to_one(machine: str) -> None:
    for one, other in combinations(drawn(machine).arrows, 2):
        if one.source == other.source or one.target == other.target:
            continue
        for left, top, right, bottom in pieces(one):
            for left2, top2, right2, bottom2 in pieces(other):
                along = left == right == left2 == right2 and min(bottom, bottom2) > max(top, top2)
                across = top == bottom == top2 == bottom2 and min(right, right2) > max(left, left2)
                assert (along, across) == (False, False), (one, other)
