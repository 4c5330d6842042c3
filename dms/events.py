"""Every kind of journal entry, in the past tense. An event that is not here cannot be written; its words are in
``event_labels``."""

from __future__ import annotations

from enum import StrEnum

from workflows.states import Action, CaseAct, ExportAction


class Event(StrEnum):
    """One name per thing that happens."""

    DRAFT_OPENED = "draft_opened"
    DRAFT_COPIED = "draft_copied"
    FROZEN = "frozen"
    UNFROZEN = "unfrozen"
    SUBMITTED = "submitted"
    REGISTERED = "registered"
    TAKEN = "taken"
    ASSIGNED = "assigned"
    COMPLETENESS_ANSWERED = "completeness_answered"
    COMPLETED = "completed"
    REJECTION_PREPARED = "rejection_prepared"
    REJECTED_INCOMPLETE = "rejected_incomplete"
    CHECK_ANSWERED = "check_answered"
    LINE_JUDGED = "line_judged"
    SITE_VISITED = "site_visited"
    REFUSAL_PROPOSED = "refusal_proposed"
    GRANT_PROPOSED = "grant_proposed"
    POSITION_RECORDED = "position_recorded"
    HEARING_MOVED = "hearing_moved"
    HEARING_HELD = "hearing_held"
    GRANT_PREPARED = "grant_prepared"
    REFUSAL_PREPARED = "refusal_prepared"
    DRAFT_RETURNED = "draft_returned"
    SIGNER_CHANGED = "signer_changed"
    GRANTED = "granted"
    REFUSED = "refused"
    SENT_BACK = "sent_back"
    AGREEMENT_SIGNED = "agreement_signed"
    DECLINED = "declined"
    PAID = "paid"
    PAYMENT_SUSPENDED = "payment_suspended"
    PAYMENT_RESUMED = "payment_resumed"
    QUARTER_REPORTED = "quarter_reported"
    WARNED = "warned"
    DATA_ASKED = "data_asked"
    CLOSING_PREPARED = "closing_prepared"
    CLOSED = "closed"
    BREACH_PREPARED = "breach_prepared"
    BREACH_DECLARED = "breach_declared"
    TERMINATION_PREPARED = "termination_prepared"
    TERMINATED = "terminated"
    RECOVERED = "recovered"
    WITHDRAWN = "withdrawn"
    REMARKS_SENT = "remarks_sent"
    REMARKS_ANSWERED = "remarks_answered"
    LEAVING_PREPARED = "leaving_prepared"
    LEFT = "left"
    ARCHIVED = "archived"
    TERMS_RECOUNTED = "terms_recounted"
    HEARING_ON_DAY_OFF = "hearing_on_day_off"
    DOCUMENT_UPLOADED = "document_uploaded"
    DOCUMENT_REMOVED = "document_removed"
    DOCUMENT_CHECKED = "document_checked"
    COLOUR_JUDGED = "colour_judged"
    DOCUMENT_RENEWED = "document_renewed"
    DOCUMENT_PROVES = "document_proves"
    PAGE_REMARKED = "page_remarked"
    PAGE_REMARK_TAKEN_BACK = "page_remark_taken_back"
    PAGE_REMARK_ANSWERED = "page_remark_answered"
    DOCUMENT_ACCEPTED = "document_accepted"
    DOCUMENT_NOT_ACCEPTED = "document_not_accepted"
    PAPER_MADE = "paper_made"
    PAPER_SIGNED = "paper_signed"
    SIGNATURE_REFUSED = "signature_refused"
    SIGNATURE_WAITS = "signature_waits"
    SIGNATURE_NOT_TOLD = "signature_not_told"
    LETTER_RECEIVED = "letter_received"
    LETTER_DRAFTED = "letter_drafted"
    LETTER_REGISTERED = "letter_registered"
    LETTER_GIVEN = "letter_given"
    LETTER_TAKEN = "letter_taken"
    LETTER_ANSWERED = "letter_answered"
    LETTER_FILED = "letter_filed"
    LETTER_RENEWED = "letter_renewed"
    LETTER_SIGNED = "letter_signed"
    LETTER_SENT = "letter_sent"
    LETTER_ANNULLED = "letter_annulled"
    FOLDER_OPENED = "folder_opened"
    FOLDER_CLOSED = "folder_closed"
    GENERAL_DRAFTED = "general_drafted"
    GENERAL_RENEWED = "general_renewed"
    GENERAL_APPROVED = "general_approved"
    GENERAL_SUPERSEDED = "general_superseded"
    GENERAL_CANCELLED = "general_cancelled"
    NOTE_WRITTEN = "note_written"
    SUPPLEMENT_PROPOSED = "supplement_proposed"
    SUPPLEMENT_IN_FORCE = "supplement_in_force"
    SUPPLEMENT_ENDED = "supplement_ended"
    MONEY_MOVED = "money_moved"
    INTAKE_OPENED = "intake_opened"
    INTAKE_CLOSED = "intake_closed"
    PACKING_BEGUN = "packing_begun"
    PACKAGE_SEALED = "package_sealed"
    PACKAGE_VERIFIED = "package_verified"
    PACKAGE_FAILED = "package_failed"
    REPORT_MADE = "report_made"
    ORGANISATION_OPENED = "organisation_opened"
    REPRESENTATIVE_INVITED = "representative_invited"
    REPRESENTATIVE_ADDED = "representative_added"
    REPRESENTATIVE_ENDED = "representative_ended"
    BIN_DISPUTED = "bin_disputed"
    DISPUTE_SETTLED = "dispute_settled"
    USER_CREATED = "user_created"
    IIN_PROVED = "iin_proved"
    IIN_FREED = "iin_freed"
    USER_BLOCKED = "user_blocked"
    USER_UNBLOCKED = "user_unblocked"
    USER_CORRECTED = "user_corrected"
    CORRECTION_PROPOSED = "correction_proposed"
    CORRECTION_REJECTED = "correction_rejected"
    ROLE_PROPOSED = "role_proposed"
    ROLE_REJECTED = "role_rejected"
    ROLE_GRANTED = "role_granted"
    ROLE_ENDED = "role_ended"
    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGNED_OUT = "signed_out"
    SESSION_ENDED = "session_ended"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of an event
    SECOND_FACTOR_CHANGED = "second_factor_changed"
    REFERENCE_PROPOSED = "reference_proposed"
    REFERENCE_APPROVED = "reference_approved"
    REFERENCE_REJECTED = "reference_rejected"
    RATES_TAKEN = "rates_taken"
    REGISTER_ASKED = "register_asked"
    REGISTER_ANSWERED = "register_answered"
    FILE_MENDED = "file_mended"
    FILE_LOST = "file_lost"
    STORE_PROBED = "store_probed"
    JOB_REPEATED = "job_repeated"
    DEMO_CLOCK_MOVED = "demo_clock_moved"


#: What a move of the machine is called once it has happened.
OF_ACTION: dict[CaseAct, Event] = {
    Action.SUBMIT: Event.SUBMITTED,
    Action.REGISTER: Event.REGISTERED,
    Action.TAKE: Event.TAKEN,
    Action.ASSIGN: Event.ASSIGNED,
    Action.ANSWER_COMPLETENESS: Event.COMPLETENESS_ANSWERED,
    Action.COMPLETE: Event.COMPLETED,
    Action.PREPARE_REJECTION: Event.REJECTION_PREPARED,
    Action.REJECT_INCOMPLETE: Event.REJECTED_INCOMPLETE,
    Action.ANSWER_CHECK: Event.CHECK_ANSWERED,
    Action.JUDGE_LINE: Event.LINE_JUDGED,
    Action.VISIT: Event.SITE_VISITED,
    Action.PROPOSE_REFUSAL: Event.REFUSAL_PROPOSED,
    Action.PROPOSE_GRANT: Event.GRANT_PROPOSED,
    Action.RECORD_POSITION: Event.POSITION_RECORDED,
    Action.MOVE_HEARING: Event.HEARING_MOVED,
    Action.HOLD_HEARING: Event.HEARING_HELD,
    Action.PREPARE_GRANT: Event.GRANT_PREPARED,
    Action.PREPARE_REFUSAL: Event.REFUSAL_PREPARED,
    Action.RETURN_DRAFT: Event.DRAFT_RETURNED,
    Action.CHANGE_SIGNER: Event.SIGNER_CHANGED,
    Action.GRANT: Event.GRANTED,
    Action.REFUSE: Event.REFUSED,
    Action.SEND_BACK: Event.SENT_BACK,
    Action.SIGN_AGREEMENT: Event.AGREEMENT_SIGNED,
    Action.DECLINE: Event.DECLINED,
    Action.PAY: Event.PAID,
    Action.REPORT_QUARTER: Event.QUARTER_REPORTED,
    Action.WARN: Event.WARNED,
    Action.ASK: Event.DATA_ASKED,
    Action.PREPARE_CLOSE: Event.CLOSING_PREPARED,
    Action.CLOSE: Event.CLOSED,
    Action.PREPARE_BREACH: Event.BREACH_PREPARED,
    Action.BREACH: Event.BREACH_DECLARED,
    Action.PREPARE_TERMINATION: Event.TERMINATION_PREPARED,
    Action.TERMINATE: Event.TERMINATED,
    Action.RECOVER: Event.RECOVERED,
    Action.WITHDRAW: Event.WITHDRAWN,
    Action.ARCHIVE: Event.ARCHIVED,
    ExportAction.SEND_REMARKS: Event.REMARKS_SENT,
    ExportAction.ANSWER_REMARKS: Event.REMARKS_ANSWERED,
    ExportAction.PREPARE_LEAVING: Event.LEAVING_PREPARED,
    ExportAction.LEAVE: Event.LEFT,
}

if set(Action) - set(OF_ACTION):
    raise RuntimeError("an act of the machine leaves no entry")
