"""Words of the desk's templates for what rows keep as codes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from jinja2 import pass_context
from jinja2.runtime import Context

from dms.formatting import dmy, text
from dms.models import Case
from dms.services.judging import sums
from dms.services.judging.law import cited, clause_of, edition_of
from dms.services.papers.titles import title_of
from dms.views.desk import blueprint
from workflows.act_labels import act_of
from workflows.labels import DRAFT_LABELS
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
def overpaid(line: Mapping[str, Any]) -> Decimal:
    """By how much the payments of a cost exceed its tax invoice."""
    return sums.overpaid(line)


@blueprint.app_template_filter()
def in_tenge(line: Mapping[str, Any]) -> Decimal:
    """What was paid for a cost, at the rates that the applicant states (342:13)."""
    return sums.tenge_of(dict(line))


@blueprint.app_template_filter()
def draft_label(kind: str) -> str:
    return text(DRAFT_LABELS[DraftKind(kind)])


@blueprint.app_template_filter()
def decision_status(status: str) -> str:
    return str(STATUSES[status])


@blueprint.app_template_filter()
@pass_context
def paper_title(around: Context, kind: str) -> str:
    return text(title_of(kind, around.get("case")))


@blueprint.app_template_filter()
def opening_label(how: str) -> str:
    return str(OPENINGS.get(how, how))


@blueprint.app_template_filter()
@pass_context
def act_clause(around: Context, action: str) -> str:
    """The clause of an act in the law of the case on the page."""
    return clause_of(around["case"], act_of(action))


@blueprint.app_template_filter()
@pass_context
def of_law(around: Context, ref: str) -> str:
    """The clause where the case on the page is judged by its order; else empty, so that nothing is cited."""
    return cited(around["case"].programme, ref)


@blueprint.app_template_filter()
@pass_context
def check_title(around: Context, key: str) -> str:
    check = edition_of(around["case"]).checks.by_key.get(key)
    return text(check.title) if check else key


@blueprint.app_template_filter()
@pass_context
def check_clause(around: Context, key: str) -> str:
    check = edition_of(around["case"]).checks.by_key.get(key)
    return check.clause if check else ""


@blueprint.app_template_filter()
@pass_context
def line_title(around: Context, key: str) -> str:
    return line_words(around["case"], key)


def line_words(case: Case, key: str) -> str:
    """A line of the completeness list."""
    paper = next((item.title for item in edition_of(case).papers.paper_items if item.key == key), None)
    return text(paper or title_of(key.removeprefix("document."), case))
