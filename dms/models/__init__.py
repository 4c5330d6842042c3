"""The tables, one file per noun. No rule and no query lives here."""

from dms.models.base import Base
from dms.models.batches import Batch, BatchItem
from dms.models.cases import Agreement, Answer, Case, CaseKey, Counter, Decision, Hearing, Note, Quarter
from dms.models.documents import (
    ArchivePackage,
    Document,
    DocumentVersion,
    File,
    FileOpening,
    PaperOrder,
    Preview,
    Signature,
    SignatureStamp,
)
from dms.models.filing import Folder, GeneralDocument
from dms.models.finding import FileText, PageText, SearchEntry
from dms.models.ledger import Cap, JournalEntry, JournalHead, MoneyMovement
from dms.models.letters import Letter
from dms.models.office import (
    CalendarVersion,
    DemoClock,
    Done,
    IntakeNotice,
    Notice,
    RateAnswer,
    RateWindow,
    ReferenceRow,
    Report,
)
from dms.models.people import (
    BinDispute,
    Invitation,
    Membership,
    Organisation,
    StaffRole,
    User,
    UserCorrection,
    WebSession,
)
from dms.models.registers import RegisterAnswer
from dms.models.supplements import Supplement
from dms.models.uploads import FileUpload
from dms.models.versions import Comparison, PageRemark

__all__ = [
    "Agreement", "Answer", "ArchivePackage", "Base", "Batch", "BatchItem", "BinDispute", "CalendarVersion", "Cap",
    "Case", "CaseKey", "Comparison", "Counter", "Decision", "DemoClock", "Document", "DocumentVersion", "Done", "File",
    "FileOpening", "FileText", "FileUpload", "Folder", "GeneralDocument", "Hearing", "IntakeNotice", "Invitation",
    "JournalEntry", "JournalHead", "Letter", "Membership", "MoneyMovement", "Note", "Notice", "Organisation",
    "PageRemark", "PageText", "PaperOrder", "Preview", "Quarter", "RateAnswer", "RateWindow", "ReferenceRow",
    "RegisterAnswer", "Report", "SearchEntry", "Signature", "SignatureStamp", "StaffRole", "Supplement", "User",
    "UserCorrection", "WebSession",
]  # fmt: skip
