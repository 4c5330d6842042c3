"""Words of the desk's templates for what rows keep as codes."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

from dms.formatting import dmy, text
from dms.services.papers.titles import title_of
from dms.views.desk import blueprint
from workflows.labels import DRAFT_LABELS
from workflows.programmes.domestic_342.checks import CHECK_BY_KEY
from workflows.programmes.domestic_342.completeness import PAPER_ITEMS
from workflows.states import DraftKind

STATUSES = {
    "open": _l("waits for the signature"),
    "signed": _l("signed"),
    "returned": _l("returned with a remark"),
    "void": _l("void"),
}
OPENINGS = {
    "download": _l("downloaded"),
    "preview": _l("looked at"),
    "zip": _l("taken out with all documents"),
    "package": _l("taken out with the archive package"),
}


@blueprint.app_template_filter()
def written_day(value: str | None) -> str:
    """A day of the application, kept as ISO text, as people write it; what is no day stays as it is."""
    try:
        return dmy(date.fromisoformat(value)) if value else ""
    except ValueError:
        return str(value)


@blueprint.app_template_filter()
def draft_label(kind: str) -> str:
    return text(DRAFT_LABELS[DraftKind(kind)])


@blueprint.app_template_filter()
def decision_status(status: str) -> str:
    return str(STATUSES[status])


@blueprint.app_template_filter()
def paper_title(kind: str) -> str:
    return text(title_of(kind))


@blueprint.app_template_filter()
def opening_label(how: str) -> str:
    return str(OPENINGS.get(how, how))


@blueprint.app_template_filter()
def check_title(key: str) -> str:
    return text(CHECK_BY_KEY[key].title) if key in CHECK_BY_KEY else key


@blueprint.app_template_filter()
def check_clause(key: str) -> str:
    return CHECK_BY_KEY[key].clause if key in CHECK_BY_KEY else ""


@blueprint.app_template_filter()
def line_title(key: str) -> str:
    """A line of the completeness list."""
    paper = next((item.title for item in PAPER_ITEMS if item.key == key), None)
    return text(paper or title_of(key.removeprefix("document.")))
