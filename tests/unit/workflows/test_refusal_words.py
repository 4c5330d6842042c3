"""What a refusal says: each reason in three languages, with the number, the field or the paper that it is about."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.matrix.cases import AUTHOR, NOW, draft, generous
from workflows.engine import allowed, decide
from workflows.facts import Actor, CaseFacts, Paper
from workflows.programmes.domestic_342.edition_2025 import ROWS, WORKFLOW
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState, DraftKind, Relation, Role

A, S, K = Action, CaseState, DraftKind


def test_refusals_speak_three_languages_and_leave_no_place_unfilled() -> None:
    found = 0
    for row in ROWS:
        actor = Actor(AUTHOR, row.roles, Relation.OWN)
        facts = CaseFacts(
            state=row.source, draft=draft(K.GRANT, ready=False, signers=frozenset(), sums_match=False, grounds=())
        )
        try:
            decide(WORKFLOW, row.action, facts, actor, datetime(2026, 1, 1, tzinfo=UTC))
        except TransitionRefused as refusal:
            for reason in refusal.reasons:
                for text in (reason.text, reason.remedy):
                    assert text is None or all(
                        text.get(lang) and "{" not in text.get(lang) for lang in ("kk", "ru", "en")
                    )
                assert reason.clause == "" or re.fullmatch(r"342:(A\d\.)?\d+(\.\d+)?", reason.clause), reason
                found += 1
    assert found > 100


def test_what_is_missing_is_named_in_the_reader_s_language() -> None:
    facts = generous(S.DRAFT, A.SUBMIT, missing=("bank.iban", "documents.contract", "declarations.accuracy", "x"))
    with pytest.raises(TransitionRefused) as refusal:
        decide(WORKFLOW, A.SUBMIT, facts, Actor(1, frozenset({Role.APPLICANT}), Relation.OWN, may_sign=True), NOW)
    (reason,) = refusal.value.reasons
    assert "Банковские реквизиты" in reason.text.ru
    assert "Contracts for the works" in reason.text.en
    assert "genuine" in reason.text.en
    assert reason.text.kk.endswith("x.")


def test_a_short_account_says_by_how_much() -> None:
    facts = generous(S.PAYMENT, A.PAY, balance=Decimal("30.50"))
    with pytest.raises(TransitionRefused) as refusal:
        decide(WORKFLOW, A.PAY, facts, Actor(5, frozenset({Role.FINANCE}), Relation.STAFF), NOW)
    assert "69,50" in refusal.value.reasons[0].text.kk


@pytest.mark.parametrize(
    ("state", "action", "power"),
    [
        (S.DRAFT, A.WITHDRAW, "draft"),
        (S.HEARING, A.RECORD_POSITION, "sign"),
        (S.MONITORING, A.REPORT_QUARTER, "report"),
        (S.AGREEMENT, A.DECLINE, "sign"),
    ],
)
def test_a_representative_goes_as_far_as_his_paper_and_is_told_which(state: S, action: A, power: str) -> None:
    """342:19, whoever asks the rules: a page, a job, another program."""
    facts = generous(state, action)
    for powers in ({"draft", "sign", "report"} - {power}, {power}):
        paper = Paper("7", date(2026, 2, 1), frozenset(powers), date(2026, 2, 2), date(2026, 12, 31))
        actor = Actor(1, frozenset({Role.APPLICANT}), Relation.OWN, may_sign="sign" in powers, papers=(paper,))
        [offer] = [offer for offer in allowed(WORKFLOW, facts, actor, NOW) if offer.action is action]
        assert offer.ok == (power in powers)
        if not offer.ok:
            assert "№ 7, 01.02.2026" in offer.reasons[0].text.ru
            assert "действует 02.02.2026 – 31.12.2026" in offer.reasons[0].text.ru
            assert offer.reasons[0].clause == "342:19"
