"""What a rule may look at. Frozen values, built by the application from its rows; a rule never sees a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from workflows.states import STAFF_ROLES, CaseState, DraftKind, Relation, Role, Verdict


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that lets somebody act today: for an applicant a power of attorney, the proof of acting (342:19), with
    ``powers`` of draft, sign and report; for the head of the operator an order (342:35), with those of
    ``orders.POWERS``. ``since`` and ``until``: its first and last day."""

    number: str
    on: date | None
    powers: frozenset[str]
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. ``may_sign``: a head, or a deputy with an order that covers today (342:35, decision 10);
    for an applicant: first head, or a paper that covers this act today (342:19)."""

    id: int | None
    roles: frozenset[Role]
    relation: Relation = Relation.NONE
    may_sign: bool = False
    name: str = ""
    papers: tuple[Paper, ...] = ()  # of a representative; none where nothing limits him: the first head, the operator
    orders: tuple[Paper, ...] = ()  # of a deputy whose order names what it covers; none where nothing limits him

    def reaches(self, power: str) -> bool:
        """Whether no paper limits him, or one of his covers this."""
        return not self.papers or any(power in paper.powers for paper in self.papers)

    def covers(self, power: str) -> bool:
        """Whether no order limits him, or his covers this act of the operator."""
        return not self.orders or any(power in order.powers for order in self.orders)

    @property
    def acting_roles(self) -> frozenset[Role]:
        """The roles that count in this relation: an employee who also belongs to the applying organisation stands
        towards its cases as an applicant only, and a stranger has no role at all."""
        if self.relation is Relation.OWN:
            return self.roles & {Role.APPLICANT}
        if self.relation is Relation.NONE:
            return self.roles & {Role.SYSTEM}
        return self.roles & STAFF_ROLES


#: What shows a ground when it is the case's own calculation, which leaves nothing.
CALCULATION = "calculation"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenGround:
    """A ground of refusal as an officer chose it: its number in a closed list, or the clause that is not kept where
    grounds are open; the fact, and what of the case shows it. ``document``: a paper of this case is named;
    ``shown_by``: key of a check answered "no", or ``CALCULATION``. ``in_law``: its clause stands in the known text of
    the case's edition."""

    number: int = 0
    clause: str = ""
    fact: str = ""
    document: bool = False
    shown_by: str = ""
    in_law: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A prepared act. ``ready``: its files are rendered and frozen. ``sums_match``: a calculation made now gives the
    sums it was prepared with. ``grounds``: of a refusal; ``clauses``: of leaving without consideration. ``signer``: row
    id of the person whom its papers name as the one who signs, with ``signer_name``; None: they name nobody."""

    kind: DraftKind
    prepared_by: int
    ready: bool = False
    sums_match: bool = True
    grounds: tuple[ChosenGround, ...] = ()
    clauses: tuple[str, ...] = ()
    signer: int | None = None
    signer_name: str = ""
    signers: frozenset[int] = frozenset()  # row ids of those whose verified EDS stands over exactly its frozen files


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingFacts:
    announced_at: datetime
    planned_at: datetime | None = None
    position_recorded: bool = False
    absence_recorded: bool = False
    minutes_recorded: bool = False
    earlier_from: datetime | None = None  # the applicant agreed to be heard from this moment, before the hour announced
    stays_away: bool = False  # the applicant has said that he will not take part, and his position is there in writing
    came: bool = False  # who took part for the applicant is named
    began_at: datetime | None = None  # when it was held in fact, as the minutes tell it
    grounds: tuple[ChosenGround, ...] = ()  # of the preliminary decision, on which the applicant was heard

    @property
    def ahead(self) -> datetime | None:
        """Its hour; None once it has been held."""
        return None if self.minutes_recorded else self.planned_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What an officer names in a demand for return: the sum, its ground, what was broken, the last day."""

    amount: Decimal | None = None
    ground: str = ""
    fact: str = ""
    return_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """One case as the rules see it. Every field has a harmless default, so that a test names only what it is about;
    "harmless" means: the guard that needs it refuses."""

    state: CaseState
    programme: str = "domestic-342"
    received_at: datetime | None = None
    registers_at: datetime | None = None  # the office moment from which it may be registered (A6.7), known at submit
    registered_at: datetime | None = None
    # intake and submission (342:6, 342:14-19)
    intake_open: bool = False
    missing: tuple[str, ...] = ("unknown",)  # labels of empty fields and absent document kinds
    files_scanned: bool = False  # true when the scanner is off
    files_sound: bool = False  # no file refused, none still arriving
    frozen: bool = False  # the application's PDF is made and matches the draft
    signed: bool = False  # the applicant's EDS over the frozen files is verified
    # review
    assignee_id: int | None = None
    assignee_fit: bool = True  # the one whom the act names may work on cases today; true where it names nobody
    completeness: Mapping[str, Verdict] = field(default_factory=dict)
    completeness_due: tuple[str, ...] = ("unknown",)  # keys that must be answered
    checks: Mapping[str, Verdict] = field(default_factory=dict)
    checks_due: tuple[str, ...] = ("unknown",)
    proposed_total: Decimal | None = None  # what a calculation made now would grant
    lines: tuple[str, ...] = ()  # cost lines of the application
    refused_lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # line → checks that it was refused on
    grounds: tuple[ChosenGround, ...] = ()  # of refusal, chosen for the act at hand
    hearing: HearingFacts | None = None
    heard_from: datetime | None = None  # the earlier hour that the act at hand agrees to
    gives_way: bool = False  # the act at hand gives up the hour of the hearing: for an earlier one, or for none
    draft: Draft | None = None
    # handed in with the act itself
    answer: Verdict | None = None  # to one line of completeness, or to one check; "no" refuses a cost line
    proposed: Verdict | None = None  # what the data say of the check that is answered
    line: str = ""  # the cost line that is judged
    line_checks: tuple[str, ...] = ()  # the checks that its refusal rests on
    hearing_at: datetime | None = None  # the hour of the hearing that a proposed refusal announces
    # agreement and money
    operator_signed: bool = False
    applicant_signed: bool = False
    reasons_given: bool = False  # the words that the act needs (decline, return, send back, terminate) are there
    granted: Decimal | None = None
    pays_itself: bool = False  # the account of the payee is the operator's own
    details_under_judgement: bool = False  # both sides signed other bank details, and a signature is still judged
    balance: Decimal = Decimal(0)  # money on the programme's account: in less paid out
    # monitoring
    quarter_ends_on: date | None = None  # of the quarter that the act names, else of the first
    monitoring_ends_on: date | None = None
    obligation_met: bool | None = None  # None: not known yet
    breach_ground: bool = False
    to_return: Decimal | None = None  # what the law's formula sends back by the quarters reported; None: no formula
    figure_lacking: str = "quarter"  # what the report of a quarter does not name: quarter, income, base_income; or none
    demand: Demand = Demand()  # what the act at hand names of a demand for return
    recovered: bool = False  # the demanded sum is back
    overpaid: bool = False  # the act at hand names more than is left to return
    # export programme (314:3, 314:22, 314:24)
    rounds: int = 0  # how often remarks went out
    new_documents: bool = False  # the applicant put something in, or changed the application, since the last remarks
    review_term_set: bool = False  # the length of the review term, a setting of the programme, is known
    earlier_waiting: tuple[str, ...] = ("unknown",)  # numbers registered before it whose decision the operator owes
    leave_clause: str = ""  # 314:22.1-22.4, chosen for the act at hand
    leave_clauses: frozenset[str] = frozenset()  # those that hold by the ledger and the sums declared
    # a hearing that is moved (342:37, I-42)
    asked_by_applicant: bool = False  # the applicant asked for another hour, or agreed to it
    hearing_until: datetime | None = None  # the latest hour that a notice given now lets the operator choose
    # archive
    package_sealed: bool = False
