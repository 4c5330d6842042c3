"""What each generated document is filled with: one frozen dataclass a document, its JSON schema, samples.

The application builds a context from its rows, keeps ``to_json`` of it beside the file, and the same context always
gives the same PDF. Texts inside a context are in the language of the document; the form's own words are in its
template.
"""

from __future__ import annotations

from typing import Any

from forms.annexes.contexts import codec
from forms.annexes.contexts.agreement import Agreement
from forms.annexes.contexts.application import Application
from forms.annexes.contexts.decisions import (
    CompletenessRefusal,
    HearingMinutes,
    Notification,
    PreliminaryDecision,
    Refusal,
)
from forms.annexes.contexts.export_application import ExportApplication
from forms.annexes.contexts.letters import CaseLetter
from forms.annexes.contexts.monitoring import DataRequest, Demand, MonitoringConclusion, RiskWarning
from forms.annexes.contexts.notices import (
    ApplicantNotice,
    IntakeNotice,
    RegistrationNotice,
    TerminationNotice,
    VisitRecord,
)
from forms.annexes.contexts.report import OperatorReport
from forms.annexes.contexts.rules import Context, ContextError
from forms.annexes.contexts.sheets import CalculationSheet, PaymentOrder, SignatureSheet
from forms.annexes.contexts.supplement import Supplement

#: The forms of order 342; ``dms render`` offers these.
ANNEXES: dict[str, type[Context]] = {
    "annex-1": Application,
    "annex-2": Notification,
    "annex-3": Agreement,
    "annex-4": OperatorReport,
    "annex-5": Refusal,
}

#: Every generated document by its key.
FORMS: dict[str, type[Context]] = ANNEXES | {
    "registration-notice": RegistrationNotice,
    "completeness-refusal": CompletenessRefusal,
    "preliminary-decision": PreliminaryDecision,
    "hearing-minutes": HearingMinutes,
    "risk-warning": RiskWarning,
    "data-request": DataRequest,
    "demand": Demand,
    "monitoring-conclusion": MonitoringConclusion,
    "intake-notice": IntakeNotice,
    "applicant-notice": ApplicantNotice,
    "termination-notice": TerminationNotice,
    "visit-record": VisitRecord,
    "case-letter": CaseLetter,
    "export-application": ExportApplication,
    "calculation-sheet": CalculationSheet,
    "signature-sheet": SignatureSheet,
    "payment-order": PaymentOrder,
    "supplement": Supplement,
}


def from_json(form: str, data: Any) -> Context:
    """The context of ``form`` held by ``data``. Raises ContextError naming the wrong field, KeyError for no form."""
    return codec.from_json(FORMS[form], data)


def to_json(context: Context) -> dict[str, Any]:
    """``context`` as JSON data: decimals as strings, dates and moments as ISO 8601."""
    data: dict[str, Any] = codec.to_json(context)
    return data


def schema(form: str) -> dict[str, Any]:
    """The JSON schema of the input of ``form``."""
    return codec.schema(FORMS[form])


__all__ = ["ANNEXES", "FORMS", "Context", "ContextError", "from_json", "schema", "to_json"]
