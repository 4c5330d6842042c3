"""What is asked again after an answer to remarks: a row per reason, and what stays as it was answered."""

from __future__ import annotations

import pytest

from tests.unit.workflows.export_samples import NOW as EDITION
from workflows.programmes.asked_again import Mended, asked_again
from workflows.programmes.checks import CheckGroup
from workflows.states import Verdict

YES, NO, NONE = Verdict.YES, Verdict.NO, Verdict.NOT_APPLICABLE
CHECKS = EDITION.checks.all
BAR = next(check for check in CHECKS if check.group is CheckGroup.ELIGIBILITY and not check.automatic)
PAPER = next(check for check in CHECKS if check.group is CheckGroup.PAPERS)
COST = next(check for check in CHECKS if check.group is CheckGroup.COSTS)
DATA = next(check for check in CHECKS if check.automatic)
LINES = EDITION.papers.completeness(EDITION.papers.read_situation({"cost_subitems": ["9.2.space"]}))
OF_FORM = next(item for item in LINES if not item.document)
OF_KIND = next(item for item in LINES if item.document)


@pytest.mark.parametrize("asked", [BAR, PAPER, COST, DATA, OF_FORM, OF_KIND], ids=lambda asked: asked.key)
def test_a_no_is_asked_again_and_what_was_not_touched_is_not(asked: object) -> None:
    assert asked_again(asked, NO, None, Mended())  # type: ignore[arg-type]
    assert not asked_again(asked, YES, None, Mended())  # type: ignore[arg-type]
    assert not asked_again(asked, NONE, 5, Mended(documents=frozenset({6})))  # type: ignore[arg-type]


def test_what_the_remarks_named_is_asked_again() -> None:
    assert asked_again(BAR, YES, None, Mended(keys=frozenset({BAR.key})))
    assert asked_again(BAR, YES, None, Mended(clauses=frozenset({BAR.clause})))
    assert not asked_again(BAR, YES, None, Mended(keys=frozenset({COST.key}), clauses=frozenset({"314:99"})))


def test_what_rests_on_a_document_is_asked_again_when_it_is_replaced() -> None:
    assert asked_again(BAR, YES, 7, Mended(documents=frozenset({7})))
    assert asked_again(OF_KIND, YES, None, Mended(kinds=frozenset({OF_KIND.document})))
    assert asked_again(PAPER, YES, None, Mended(kinds=frozenset({OF_KIND.document})))
    assert not asked_again(OF_KIND, YES, None, Mended(kinds=frozenset({"other"})))
    assert not asked_again(BAR, YES, None, Mended(kinds=frozenset({OF_KIND.document})))


def test_what_rests_on_the_application_is_asked_again_when_it_is_changed() -> None:
    changed = Mended(application=True)
    assert all(asked_again(asked, YES, None, changed) for asked in (COST, DATA, OF_FORM))
    assert not any(asked_again(asked, YES, None, changed) for asked in (BAR, OF_KIND))
