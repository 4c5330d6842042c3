"""What a person hands in together with an act. Forms fill it, effects and facts read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from workflows.states import Verdict


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground of refusal: its number in a closed list, or the clause where grounds are open; the officer's facts,
    and what shows them: a paper of the case (public id), the key of a check answered "no", or the calculation."""

    number: int
    facts: str
    document: str = ""
    clause: str = ""
    shown_by: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark: the words, the clause, the document (public id) and the cost line it is about; either may be
    empty."""

    text: str
    clause: str = ""
    document: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Everything any act may need; each act reads its own part."""

    reasons: str = ""  # decline, return, send back, withdraw, terminate, reassign, warn, ask
    grounds: tuple[Ground, ...] = ()
    remarks: tuple[Remark, ...] = ()  # none: everything that was answered "no"
    leave_clause: str = ""  # on which an application is left without consideration
    # hearing
    hearing_at: datetime | None = None
    asked_by_applicant: bool = False  # another hour of the hearing
    place: str = ""
    link: str = ""
    accepts: bool = False
    stays_away: bool = False
    earlier_from: datetime | None = None
    position: str = ""
    minutes: str = ""
    absent: bool = False
    began_at: datetime | None = None
    means: str = ""
    came: tuple[str, ...] = ()
    with_operator: tuple[str, ...] = ()
    secretary: str = ""
    # work
    assignee_id: int | None = None
    key: str = ""  # which item of completeness, which check, or which cost line
    checks: tuple[str, ...] = ()  # that the refusal of a cost line rests on
    verdict: Verdict | None = None
    document_id: int | None = None
    visited_on: date | None = None
    # money and monitoring
    proposals: str = ""  # at the end of monitoring: how the measure may work better
    purpose_code: str = ""  # КНП of the payment
    reference: str = ""  # number of the payment order or of the incoming payment
    amount: Decimal | None = None
    quarter: int | None = None
    income: Decimal | None = None
    base_income: Decimal | None = None
    answer_by: date | None = None
    ground: str = ""  # of a demand whose sum the law does not reckon: the clause or the item of the agreement
    return_by: date | None = None  # of the same demand


NOTHING = Given()
