"""The words of the machine: states, acts, roles, relations. No rule lives here."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias


class CaseState(StrEnum):
    """Where a case stands (digest of order 342, "The way of an application")."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    REGISTERED = "registered"
    COMPLETENESS = "completeness"
    SUBSTANTIVE_REVIEW = "substantive_review"
    REMARKS = "remarks"  # export programme only
    HEARING = "hearing"
    DECISION = "decision"
    AGREEMENT = "agreement"
    PAYMENT = "payment"
    MONITORING = "monitoring"
    RECOVERY = "recovery"
    CLOSED = "closed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    LEFT = "left"  # export programme only
    ARCHIVED = "archived"


#: Ended, waiting only for the archive.
ENDED = frozenset({CaseState.CLOSED, CaseState.REFUSED, CaseState.WITHDRAWN, CaseState.DECLINED, CaseState.LEFT})


class Action(StrEnum):
    """What a person or the system may do with a case. What the head signs comes in two: ``prepare_*`` and the act."""

    SUBMIT = "submit"
    REGISTER = "register"
    TAKE = "take"
    ASSIGN = "assign"
    ANSWER_COMPLETENESS = "answer_completeness"
    COMPLETE = "complete"
    PREPARE_REJECTION = "prepare_rejection"
    REJECT_INCOMPLETE = "reject_incomplete"
    ANSWER_CHECK = "answer_check"
    JUDGE_LINE = "judge_line"
    VISIT = "visit"
    PROPOSE_REFUSAL = "propose_refusal"
    PROPOSE_GRANT = "propose_grant"
    RECORD_POSITION = "record_position"
    MOVE_HEARING = "move_hearing"
    HOLD_HEARING = "hold_hearing"
    PREPARE_GRANT = "prepare_grant"
    PREPARE_REFUSAL = "prepare_refusal"
    RETURN_DRAFT = "return_draft"
    CHANGE_SIGNER = "change_signer"
    GRANT = "grant"
    REFUSE = "refuse"
    SEND_BACK = "send_back"
    SIGN_AGREEMENT = "sign_agreement"
    DECLINE = "decline"
    PAY = "pay"
    REPORT_QUARTER = "report_quarter"
    WARN = "warn"
    ASK = "ask"
    PREPARE_CLOSE = "prepare_close"
    CLOSE = "close"
    PREPARE_BREACH = "prepare_breach"
    BREACH = "breach"
    PREPARE_TERMINATION = "prepare_termination"
    TERMINATE = "terminate"
    RECOVER = "recover"
    WITHDRAW = "withdraw"
    ARCHIVE = "archive"


class ExportAction(StrEnum):
    """What only the export programme knows (314:22): remarks and their answer, and leaving without consideration."""

    SEND_REMARKS = "send_remarks"
    ANSWER_REMARKS = "answer_remarks"
    PREPARE_LEAVING = "prepare_leaving"
    LEAVE = "leave"


#: An act of a case, whichever its programme.
CaseAct: TypeAlias = Action | ExportAction


class Role(StrEnum):
    """Who somebody is for the operator. An applicant is a person of an applying organisation."""

    APPLICANT = "applicant"
    REGISTRAR = "registrar"
    EXECUTOR = "executor"
    HEAD = "head"
    DEPUTY = "deputy"
    FINANCE = "finance"
    MONITOR = "monitor"
    ARCHIVIST = "archivist"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


STAFF_ROLES = frozenset(Role) - {Role.APPLICANT, Role.SYSTEM}


class Relation(StrEnum):
    """How an actor stands to one case."""

    OWN = "own"  # an applicant's own organisation, within the scope and dates of the paper that lets him act
    ASSIGNEE = "assignee"  # the executor or monitor to whom the case is given
    STAFF = "staff"  # of the operator, the case is not given to this person
    NONE = "none"  # a stranger


class Right(StrEnum):
    """What may be done with a case and its files short of moving it."""

    READ = "read"
    EDIT = "edit"
    ATTACH = "attach"
    NOTE = "note"  # internal notes: read and write
    EXPORT = "export"
    ASSIGN = "assign"
    LETTER = "letter"  # to write letters of the case: the applicant his own, the operator's side answers and drafts


class Verdict(StrEnum):
    """The answer to one check."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"


class DraftKind(StrEnum):
    """Kinds of a prepared act that waits for the head's signature."""

    REJECTION = "rejection"
    GRANT = "grant"
    REFUSAL = "refusal"
    CLOSING = "closing"
    BREACH = "breach"
    TERMINATION = "termination"
    LEAVING = "leaving"  # export programme only
