"""What of the case stands in another case too, as the desk shows it: with a link where the reader may read the other
case, else the bare fact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import g, url_for
from flask_babel import gettext as _
from flask_login import current_user

from dms.formatting import text
from dms.models import Case, Document
from dms.queries.reading import readable, reader_of
from dms.queries.repeated import Repeat, list_repeats
from dms.services import clock
from dms.services.papers.titles import title_of
from workflows.labels import STATE_LABELS
from workflows.programmes import LABELS
from workflows.states import CaseState


@dataclass(frozen=True, slots=True)
class Row:
    """``what`` of this case, ``where`` else it stands; ``url``: of the other case, if the reader may read it."""

    what: str
    where: str
    facts: str
    url: str | None
    repeat: Repeat


def repeats_of(case: Case, papers: Iterable[Document]) -> list[Row]:
    """Every repeat of the case, costs first."""
    seen = readable(reader_of(current_user, clock.today(), g.roles))
    known = {paper.id: paper for paper in papers}
    return [_row(case, repeat, known) for repeat in list_repeats(case, seen)]


def _row(case: Case, repeat: Repeat, papers: dict[int, Document]) -> Row:
    if repeat.line:
        what = _("Cost line %(no)s: the same tax invoice, supplier and sum", no=repeat.line)
    else:
        what = _("The same file: %(title)s", title=_title(case, papers.get(repeat.document_id or 0)))
    programme = text(LABELS[repeat.programme])
    if not repeat.is_open:
        return Row(what, _("another case, which you may not read"), programme, None, repeat)
    whose = _("the same applicant") if repeat.same_applicant else _("another applicant")
    facts = [programme, text(STATE_LABELS[CaseState(repeat.status)]), whose]
    url = url_for("desk.case", public_id=repeat.public_id)
    return Row(what, repeat.number or _("not registered yet"), " · ".join(facts), url, repeat)


def _title(case: Case, paper: Document | None) -> str:
    if paper is None:
        return ""
    named = paper.current.file.name if paper.current else ""
    return f"{text(title_of(paper.kind, case))} ({named})" if named else text(title_of(paper.kind, case))
