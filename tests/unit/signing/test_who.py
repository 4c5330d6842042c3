"""Who may sign what: decision table over certificate, party, paper, act and day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dms.signing.challenge import LIFETIME, Challenge
from dms.signing.types import Capacity, SignerInfo
from dms.signing.who import Paper, PaperKind, Party, Side, reasons_against
from dms.signing.words import REASONS, UNDECIDED, reason
from workflows.states import Action
from workflows.text import LANGS

BIN, OTHER_BIN = "990140000011", "990140000022"
IIN, OTHER_IIN = "800101300012", "900202400023"
DAY = date(2026, 11, 20)

COMPANY = Party(Side.APPLICANT, bin=BIN)
OPERATOR = Party(Side.OPERATOR, bin=BIN)
PROPRIETOR = Party(Side.APPLICANT, iin=IIN)
CLIENT = Party(Side.APPLICANT, iin=OTHER_IIN)

_OIDS = {
    Capacity.FIRST_HEAD: ("1.2.398.3.3.4.1.2", "1.2.398.3.3.4.1.2.1"),
    Capacity.AUTHORISED: ("1.2.398.3.3.4.1.2", "1.2.398.3.3.4.1.2.2"),
    Capacity.EMPLOYEE: ("1.2.398.3.3.4.1.2", "1.2.398.3.3.4.1.2.5"),
    Capacity.INDIVIDUAL: ("1.2.398.3.3.4.1.1",),
}


def signer(capacity: Capacity, **given: str) -> SignerInfo:
    base = SignerInfo(
        iin=IIN,
        bin="" if capacity is Capacity.INDIVIDUAL else BIN,
        surname="Әбілов",
        given_name="Үміт",
        patronymic="",
        common_name="Әбілов Үміт",
        organisation="«Қазөңдеу» ЖШС",
        role_oids=_OIDS[capacity],
        capacity=capacity,
        serial="AB12",
        not_before=datetime(2025, 1, 1, tzinfo=UTC),
        not_after=datetime(2027, 1, 1, tzinfo=UTC),
        issuer="NUC",
    )
    return replace(base, **given)


HEAD, AUTHORISED = signer(Capacity.FIRST_HEAD), signer(Capacity.AUTHORISED)
EMPLOYEE, PERSON = signer(Capacity.EMPLOYEE), signer(Capacity.INDIVIDUAL)

FIRST = Paper(kind=PaperKind.FIRST_HEAD, number="-", holder_iin=IIN, valid_from=date(2020, 1, 1))
ORDER = Paper(kind=PaperKind.ACTING_ORDER, number="15-Н", holder_iin=IIN, valid_from=DAY, valid_to=DAY)
POWER = Paper(
    kind=PaperKind.POWER_OF_ATTORNEY,
    number="7",
    holder_iin=IIN,
    valid_from=date(2026, 1, 1),
    valid_to=date(2026, 12, 31),
    scope=frozenset({Action.SUBMIT}),
)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("who", "party", "paper", "act", "day", "expected"),
    [
        # a first head needs nothing beside the certificate
        (HEAD, COMPANY, None, Action.SUBMIT, DAY, []),
        (HEAD, COMPANY, FIRST, Action.SUBMIT, DAY, []),
        (HEAD, COMPANY, replace(POWER, valid_to=BEFORE), Action.SUBMIT, DAY, []),
        (HEAD, OPERATOR, None, Action.GRANT, DAY, []),
        # without the first head's OID a paper is needed
        (AUTHORISED, COMPANY, None, Action.SUBMIT, DAY, ["not_first_head"]),
        (EMPLOYEE, COMPANY, FIRST, Action.SUBMIT, DAY, ["not_first_head"]),
        (EMPLOYEE, OPERATOR, None, Action.GRANT, DAY, ["not_first_head"]),
        # an acting order covers every act on its days
        (EMPLOYEE, COMPANY, ORDER, Action.SUBMIT, DAY, []),
        (AUTHORISED, OPERATOR, ORDER, Action.REFUSE, DAY, []),
        (EMPLOYEE, COMPANY, ORDER, Action.SUBMIT, BEFORE, ["paper_not_begun"]),
        (EMPLOYEE, OPERATOR, ORDER, Action.GRANT, AFTER, ["paper_ended"]),
        (EMPLOYEE, COMPANY, replace(ORDER, holder_iin=OTHER_IIN), Action.SUBMIT, DAY, ["paper_of_another"]),
        # a power of attorney covers its acts on its days
        (EMPLOYEE, COMPANY, POWER, Action.SUBMIT, DAY, []),
        (EMPLOYEE, COMPANY, POWER, Action.SUBMIT, date(2026, 1, 1), []),
        (EMPLOYEE, COMPANY, POWER, Action.SUBMIT, date(2026, 12, 31), []),
        (EMPLOYEE, COMPANY, POWER, Action.SUBMIT, date(2027, 1, 1), ["paper_ended"]),
        (EMPLOYEE, COMPANY, POWER, Action.SUBMIT, date(2025, 12, 31), ["paper_not_begun"]),
        (EMPLOYEE, COMPANY, POWER, Action.SIGN_AGREEMENT, DAY, ["paper_out_of_scope"]),
        (EMPLOYEE, COMPANY, replace(POWER, scope=frozenset()), Action.SUBMIT, DAY, ["paper_out_of_scope"]),
        (EMPLOYEE, COMPANY, replace(POWER, scope=None, valid_to=None), Action.WITHDRAW, date(2040, 1, 1), []),
        (
            EMPLOYEE,
            COMPANY,
            replace(POWER, holder_iin=OTHER_IIN),
            Action.WITHDRAW,
            date(2027, 1, 1),
            ["paper_of_another", "paper_ended", "paper_out_of_scope"],
        ),
        # the organisation is the certificate's
        (replace(HEAD, bin=OTHER_BIN), COMPANY, None, Action.SUBMIT, DAY, ["other_organisation"]),
        (replace(EMPLOYEE, bin=OTHER_BIN), COMPANY, POWER, Action.SUBMIT, DAY, ["other_organisation"]),
        (PERSON, COMPANY, POWER, Action.SUBMIT, DAY, ["individual_certificate"]),
        (replace(PERSON, bin=BIN), COMPANY, POWER, Action.SUBMIT, DAY, ["individual_certificate"]),
        # a sole proprietor or natural person signs alone or through an attorney
        (PERSON, PROPRIETOR, None, Action.SUBMIT, DAY, []),
        (HEAD, PROPRIETOR, None, Action.SUBMIT, DAY, ["organisation_certificate"]),
        (PERSON, CLIENT, None, Action.SUBMIT, DAY, ["no_power_of_attorney"]),
        (PERSON, CLIENT, ORDER, Action.SUBMIT, DAY, ["no_power_of_attorney"]),
        (PERSON, CLIENT, POWER, Action.SUBMIT, DAY, []),
        (PERSON, CLIENT, POWER, Action.WITHDRAW, DAY, ["paper_out_of_scope"]),
        # the account's owner signs
        (replace(HEAD, iin=OTHER_IIN), COMPANY, None, Action.SUBMIT, DAY, ["other_person"]),
    ],
)
def test_who_may_sign(
    who: SignerInfo, party: Party, paper: Paper | None, act: Action, day: date, expected: list[str]
) -> None:
    assert [r.code for r in reasons_against(who, party, IIN, paper, act, day)] == expected


def test_reasons_name_certificate_oid_bin_and_paper_in_three_languages() -> None:
    (lacks,) = reasons_against(EMPLOYEE, COMPANY, IIN, None, Action.SUBMIT, DAY)
    (other,) = reasons_against(replace(HEAD, bin=OTHER_BIN), COMPANY, IIN, None, Action.SUBMIT, DAY)
    (ended,) = reasons_against(EMPLOYEE, OPERATOR, IIN, ORDER, Action.GRANT, AFTER)
    for lang in LANGS:
        assert "AB12" in lacks.text.get(lang)
        assert "1.2.398.3.3.4.1.2.1" in lacks.text.get(lang)
        assert BIN in other.text.get(lang)
        assert OTHER_BIN in other.text.get(lang)
        assert "15-Н" in ended.text.get(lang)
    assert (lacks.clause, ended.clause) == ("342:19", "342:35")


def test_a_party_is_an_organisation_or_a_person() -> None:
    for wrong in ({}, {"bin": BIN, "iin": IIN}):
        with pytest.raises(ValueError, match="either"):
            Party(Side.APPLICANT, **wrong)


@pytest.mark.parametrize("code", sorted(REASONS))
def test_every_reason_of_the_verifier_has_three_wordings_with_the_same_places(code: str) -> None:
    text, remedy = REASONS[code]
    places = ("{serial}", "{day}", "{oid}", "{name}", "{issuer}", "{needed}", "{count}", "{limit}", "{part}")
    used = {lang: sorted(p for p in places if p in text.get(lang)) for lang in LANGS}
    assert used["kk"] == used["ru"] == used["en"]
    assert len({text.kk, text.ru, text.en}) == 3
    filled = reason(code, **{p.strip("{}"): "X1" for p in places})
    assert all("{" not in filled.text.get(lang) for lang in LANGS)
    assert remedy is None or len({remedy.kk, remedy.ru, remedy.en}) == 3


def test_open_questions_are_reasons() -> None:
    assert set(REASONS) >= UNDECIDED


def test_a_challenge_is_fresh_bound_to_its_site_and_short_lived() -> None:
    now = datetime(2026, 11, 20, 10, tzinfo=UTC)
    one, two = Challenge.new("https://a.kz", now), Challenge.new("https://a.kz", now)
    assert one.payload() == one.payload() != two.payload()
    assert one.payload() != replace(one, audience="https://b.kz").payload()
    assert len(one.nonce) >= 43
    assert one.is_open(now)
    assert one.is_open(now + LIFETIME)
    assert not one.is_open(now + LIFETIME + timedelta(seconds=1))
    assert not one.is_open(now - timedelta(seconds=1))
