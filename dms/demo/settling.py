"""Who is there before the first case: staff with their roles, tables, heads with their organisations, a representative;
and the money that comes in over the years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

from dms.demo.content import BANK
from dms.demo.people import ACCOUNTANT, APPLICANTS, PASSWORD, STAFF, Head
from dms.demo.stage import Stage, Story, after, at, workday
from dms.demo.tables import proposals
from dms.queries import organisations as found
from dms.queries import people
from dms.services.money import ledger
from dms.services.people import accounts, corrections, links, organisations, roles
from dms.services.signed import head_proof
from dms.services.tables import reference
from dms.services.unit import unit
from workflows.programmes.editions import DOMESTIC, EXPORT
from workflows.states import Role

#: Days before the demo begins → millions of tenge from the ministry.
TRANSFERS = ((1030, 30), (900, 5), (540, 10), (200, 30), (100, 40))
#: Days before the demo begins of the application whose grant uses the account up, working days until money comes
#: again, millions: intake is suspended in between (342:6).
RELIEF = (330, 7, 70)
#: The same of the export programme, whose intake never closes.
EXPORT_TRANSFERS = ((565, 60), (180, 90))


def settle(stage: Stage, foreign: Iterable[tuple[str, date]]) -> None:
    _staff(stage)
    stage.moment += timedelta(minutes=30)
    _tables(stage, foreign)
    stage.moment += timedelta(minutes=30)
    for head in APPLICANTS:
        _applicant(stage, head)
        stage.moment += timedelta(minutes=6)
    _representative(stage)
    stage.work()


def _staff(stage: Stage) -> None:
    """The administrator opens the others' accounts; the command line opened his and gave the roles that sign."""
    now = stage.moment
    for person in STAFF:
        by = None if person.role == Role.ADMINISTRATOR else stage.officer("administrator")
        user = accounts.create_staff(
            email=person.email, name=person.name, iin=person.iin, position=person.position,
            position_ru=person.position_ru, by=by, now=now, password=PASSWORD,
        )  # fmt: skip
        signs = person.role in corrections.SIGNING  # given by two, or by the command line
        held = roles.Holding(
            valid_from=now.date(), order_no="17-Ө" if signs else "", order_on=now.date() if signs else None
        )
        roles.grant_role(user, Role(person.role), held, by=None if signs else by, now=now)


def _tables(stage: Stage, foreign: Iterable[tuple[str, date]]) -> None:
    """Two people: the finance officer proposes, the administrator approves."""
    rows = reference.propose(proposals(stage.ends.date(), foreign), stage.officer("finance"), stage.moment)
    for public_id in [row.public_id for row in rows]:
        reference.approve(public_id, stage.officer("administrator"), stage.moment)


def _person(email: str, name: str, iin: str, locale: str, now: datetime) -> None:
    accounts.sign_up(email=email, name=name, iin=iin, password=PASSWORD, locale=locale, now=now)
    user = people.find_user_by_email(email)
    assert user is not None  # signed up the line before
    accounts.confirm(user, now)


def _applicant(stage: Stage, head: Head) -> None:
    """The head signs up, proves himself by his key, opens the organisation, fills in its page."""
    now = stage.moment
    _person(head.email, head.name, head.iin, head.language, now)
    user = stage.user(head.email)
    kept = head_proof.begin(user, number=head.number, name=head.organisation, now=now)
    reasons, signer = head_proof.judge(kept, head_proof.demo_answer(kept, user, now), user, now)
    if reasons:
        raise RuntimeError(f"{head.email}: {[reason.code for reason in reasons]}")
    row = organisations.open_organisation(
        user, number=head.number, name=head.organisation, signer=signer, session_hash="", now=now
    )
    bank = BANK[head.language]
    details = {
        "legal_address": {
            "postcode": head.postcode, "region": head.region, "city": head.city, "street": head.street,
        },
        "bank": bank["name"], "iban": bank["iban"], "bic": bank["bic"], "kbe": "19" if head.is_proprietor else "17",
    }  # fmt: skip
    organisations.keep_details(row, user, name=head.organisation, details=details, now=now)


def _representative(stage: Stage) -> None:
    """An accountant with a power of attorney to draft and to report."""
    email, name, iin, key = ACCOUNTANT
    now = stage.moment
    head = next(head for head in APPLICANTS if head.key == key)
    row = found.find_by_number(head.number)
    assert row is not None  # opened before
    organisations.invite(
        row, stage.user(head.email), email=email, kind="representative", scope=["draft", "report"], paper_no="12",
        paper_on=now.date(), paper=None, valid_from=now.date(), valid_to=None, now=now,
    )  # fmt: skip
    _person(email, name, iin, head.language, now)
    organisations.accept(links.invitation_token(now, email), stage.user(email), session_hash="", now=now)


def money_stories(stage: Stage) -> Iterator[tuple[datetime, Story]]:
    """The transfers of the ministry, each on its day."""
    for number, (days, millions) in enumerate(TRANSFERS, start=1):
        day = workday(stage.ends.date() - timedelta(days=days))
        yield at(day, "09:05"), _transfer(stage, number, Decimal(millions) * 1_000_000)
    days, working_days, millions = RELIEF
    begins = at(stage.ends.date() - timedelta(days=days), "09:05")
    yield after(begins, working_days, "11:20"), _transfer(stage, len(TRANSFERS) + 1, Decimal(millions) * 1_000_000)
    for number, (days, millions) in enumerate(EXPORT_TRANSFERS, start=1):
        day = workday(stage.ends.date() - timedelta(days=days))
        yield at(day, "09:25"), _transfer(stage, number, Decimal(millions) * 1_000_000, EXPORT)


def _transfer(stage: Stage, number: int, amount: Decimal, programme: str = DOMESTIC) -> Story:
    with unit():
        ledger.transfer_in(
            programme,
            amount,
            f"ПП-{number:03d}",
            stage.officer("finance"),
            stage.moment,
            "Төлемдер кестесі бойынша",
        )
    yield stage.moment
