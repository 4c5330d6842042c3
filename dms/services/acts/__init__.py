"""What each act of the machine changes besides the state. One effect an act; the list is whole or nothing starts."""

from __future__ import annotations

from dms.services.acts import agreement, decisions, intake, monitoring, remarks, review
from dms.services.acts.act import Act, Effect
from workflows.states import Action, CaseAct, ExportAction

EFFECTS: dict[CaseAct, Effect] = {
    Action.SUBMIT: intake.submit,
    Action.REGISTER: intake.register,
    Action.WITHDRAW: intake.withdraw,
    Action.TAKE: review.take,
    Action.ASSIGN: review.assign,
    Action.ANSWER_COMPLETENESS: review.answer_completeness,
    Action.COMPLETE: review.complete,
    Action.PREPARE_REJECTION: decisions.prepare_rejection,
    Action.REJECT_INCOMPLETE: decisions.reject_incomplete,
    Action.ANSWER_CHECK: review.answer_check,
    Action.JUDGE_LINE: review.judge_line,
    Action.VISIT: review.visit,
    Action.PROPOSE_REFUSAL: review.propose_refusal,
    Action.PROPOSE_GRANT: review.propose_grant,
    Action.RECORD_POSITION: review.record_position,
    Action.MOVE_HEARING: review.move_hearing,
    Action.HOLD_HEARING: review.hold_hearing,
    Action.PREPARE_GRANT: decisions.prepare_grant,
    Action.PREPARE_REFUSAL: decisions.prepare_refusal,
    Action.RETURN_DRAFT: decisions.return_draft,
    Action.CHANGE_SIGNER: decisions.change_signer,
    Action.SEND_BACK: decisions.send_back,
    Action.GRANT: decisions.grant,
    Action.REFUSE: decisions.refuse,
    Action.SIGN_AGREEMENT: agreement.sign_agreement,
    Action.DECLINE: agreement.decline,
    Action.PAY: agreement.pay,
    Action.PREPARE_TERMINATION: agreement.prepare_termination,
    Action.TERMINATE: agreement.terminate,
    Action.REPORT_QUARTER: monitoring.report_quarter,
    Action.WARN: monitoring.warn,
    Action.ASK: monitoring.ask,
    Action.PREPARE_CLOSE: monitoring.prepare_close,
    Action.CLOSE: monitoring.close,
    Action.PREPARE_BREACH: monitoring.prepare_breach,
    Action.BREACH: monitoring.breach,
    Action.RECOVER: monitoring.recover,
    Action.ARCHIVE: monitoring.archive,
    ExportAction.SEND_REMARKS: remarks.send_remarks,
    ExportAction.ANSWER_REMARKS: remarks.answer_remarks,
    ExportAction.PREPARE_LEAVING: remarks.prepare_leaving,
    ExportAction.LEAVE: remarks.leave,
}

if missing := {*Action, *ExportAction} - set(EFFECTS):
    raise RuntimeError(f"acts without an effect: {sorted(missing)}")

__all__ = ["EFFECTS", "Act", "Effect"]
