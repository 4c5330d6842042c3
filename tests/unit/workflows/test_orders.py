"""What the order behind a deputy lets him sign."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from workflows import filing, letters, supplements
from workflows.engine import allowed
from workflows.facts import Actor, Paper
from workflows.filing import GeneralAction, GeneralFacts, GeneralState
from workflows.letters import LetterAction, LetterFacts, LetterState
from workflows.orders import POWERS, beyond_order, power_of
from workflows.states import CaseState, DraftKind, Relation, Role
from workflows.supplements import SupplementAction, SupplementFacts, SupplementState

NOW = datetime(2026, 4, 7, 9, 0, tzinfo=UTC)


def deputy(*powers: str) -> Actor:
    order = Paper("12-ө", date(2026, 3, 31), frozenset(powers), date(2026, 4, 1), date(2026, 4, 30))
    return Actor(7, frozenset({Role.DEPUTY}), Relation.STAFF, True, "Орынбасар", orders=(order,) if powers else ())


def test_the_reason_names_order_day_and_act() -> None:
    found = beyond_order(deputy("grant", "letter"), "refusal", NOW)
    assert found is not None
    assert found.text.en == (
        "The order by which you replace the head (№ 12-ө, 31.03.2026; grants and agreements, letters; "
        "01.04.2026 – 30.04.2026) does not cover this act on 07.04.2026: refusals and returns."
    )
    for lang in ("kk", "ru"):
        assert "№ 12-ө, 31.03.2026" in found.text.get(lang)
        assert "07.04.2026" in found.text.get(lang)
    assert found.remedy is not None


def test_the_day_is_that_of_the_zone_of_the_law() -> None:
    found = beyond_order(deputy("grant"), "refusal", datetime(2026, 4, 7, 20, 30, tzinfo=UTC))
    assert found is not None
    assert "on 08.04.2026:" in found.text.en


@pytest.mark.parametrize("power", POWERS)
def test_an_order_covers_what_it_names_and_without_names_everything(power: str) -> None:
    assert beyond_order(deputy(power), power, NOW) is None
    assert beyond_order(deputy(), power, NOW) is None
    assert all(beyond_order(deputy(power), other, NOW) for other in POWERS if other != power)


def test_every_kind_of_draft_has_its_power() -> None:
    assert {power_of(kind) for kind in DraftKind} == {"grant", "refusal", "recovery"}


def test_supplements_letters_and_general_documents_ask_for_their_own() -> None:
    of = SupplementFacts(
        state=SupplementState.APPLICANT_SIGNED,
        case_state=CaseState.PAYMENT,
        made=True,
        signer=7,
        signer_name="Орынбасар",
    )
    workflow = next(iter(supplements.WORKFLOWS.values()))
    asked = (
        ("supplement", SupplementAction.SIGN, lambda actor: allowed(workflow, of, actor, NOW)),
        ("letter", LetterAction.SIGN, lambda actor: allowed(letters.WORKFLOW, LETTER, actor, NOW)),
        ("general", GeneralAction.APPROVE, lambda actor: allowed(filing.WORKFLOW, GENERAL, actor, NOW)),
    )
    for power, action, offers in asked:
        for actor, refused in ((deputy(power), False), (deputy("grant"), True), (deputy(), False)):
            offer = next(one for one in offers(actor) if one.action == action)
            assert ("beyond_order" in [reason.code for reason in offer.reasons]) is refused, power


LETTER = LetterFacts(state=LetterState.DRAFT)
GENERAL = GeneralFacts(state=GeneralState.DRAFT)
