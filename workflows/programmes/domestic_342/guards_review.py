"""Where order 342 asks for what the shared guards check from the completeness list to the decision."""

from __future__ import annotations

from collections.abc import Mapping

from workflows.programmes.checks import Checks
from workflows.programmes.domestic_342.grounds import CLOSED_LIST
from workflows.programmes.machine.review import ReviewGuards
from workflows.text import Text


def guards_of(checks: Checks) -> ReviewGuards:
    """The guards of an edition with these checks."""
    return ReviewGuards(checks, CLOSED_LIST, _INSTEAD)


_INSTEAD = Text(
    "Одан әрі қараудан бас тартуды дайындаңыз немесе жауапты түзетіңіз.",
    "Подготовьте отказ в дальнейшем рассмотрении или исправьте ответ.",
    "Prepare the refusal of further consideration, or correct the answer.",
)

CITES: Mapping[str, str] = {
    "completeness_all_yes": "342:35",
    "completeness_has_no": "342:35",
    "answer_with_reason": "342:35",
    "overruled_with_reason": "342:35",
    "checks_answered": "342:35",
    "line_of_application": "342:8",
    "line_rests_on_a_no": "342:35",
    "line_refused_with_fact": "342:36",
    "something_to_judge": "342:35",
    "lines_answer_for_checks": "342:A3.1",
    "nothing_decisive_failed": "342:11",
    "calculation_positive": "342:9",
    "sums_match": "342:9",
    "grounds_chosen": "342:A6.9",
    "grounds_of_this_law": "342:A6.9",
    "grounds_told_once": "342:36",
    "grounds_have_facts": "342:36",
    "grounds_shown": "342:36",
    "grounds_hold": "342:36",
    "grounds_were_heard": "342:37",
    "nothing_allowed_in_part": "342:9",
    "nothing_allowed_in_part:part_allowed": "342:A3.1",
    "hearing_hour_named": "342:37",
    "hearing_announced": "342:37",
    "hearing_time_reached": "342:37",
    "own_word": "342:37",
    "earlier_than_announced": "342:37",
    "moved_lawfully": "342:37",
    "presence_told": "342:37",
    "held_in_its_time": "342:37",
    "position_or_absence": "342:37",
    "minutes_recorded": "342:38",
    "hearing_held": "342:37",
    "may_sign": "342:35",
    "draft_within_order": "342:35",
    "draft_signed": "342:36",
}
