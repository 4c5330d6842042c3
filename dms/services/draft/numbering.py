"""The numbers of cost lines. A draft gives each new line the next one, so that its files keep to it; when the form is
made the lines are counted as it prints them, and from then on a line has one number everywhere."""

from __future__ import annotations

from dms.models import Case
from dms.queries import documents


def count_lines(case: Case) -> None:
    """Numbers the lines of a draft from 1, with the files that prove them, in the caller's transaction."""
    lines = case.content.get("costs") or []
    numbers = {str(line["id"]): str(no) for no, line in enumerate(lines, 1)}
    if all(old == new for old, new in numbers.items()):
        return
    counted = [line | {"id": numbers[str(line["id"])]} for line in lines]
    case.content = case.content | {"costs": counted, "last_cost": len(counted)}
    for paper in documents.handed_in(case.id):
        paper.lines = [numbers[line] for line in paper.lines if line in numbers]
