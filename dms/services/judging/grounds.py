"""Grounds of refusal of one case: as the rules see them, as they are kept, and what shows them in words."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import asdict
from typing import Any

from dms import law as texts
from dms.models import Case, Document
from dms.queries import cases, documents
from dms.services.judging import given
from dms.services.judging.law import edition_of
from dms.services.papers.titles import title_of
from workflows.facts import CALCULATION, ChosenGround
from workflows.programmes.grounds import Ground
from workflows.states import Verdict
from workflows.text import Text, brief, join

Kept = Mapping[str, Any]

#: Papers made here that can show a ground, beside everything that was handed in.
SHOWING = frozenset({"annex-1", "visit-record", "hearing-minutes"})

NOT_KEPT = Text(
    "қағидалардың талабы орындалмаған", "требование правил не выполнено", "a requirement of the rules is not met"
)
UNMET = Text("талап орындалмаған: «{what}»", "не выполнено требование: «{what}»", "a requirement is not met: “{what}”")
BY_DOCUMENT = Text("Растайтын құжат: {what}", "Подтверждающий документ: {what}", "Shown by the document: {what}")
BY_CHECK = Text(
    "«{what}» тексеруіне «жоқ» деп жауап берілді",
    "На проверку «{what}» дан ответ «нет»",
    "The check “{what}” was answered “no”",
)
BY_CALCULATION = Text(
    "Растайтыны: есептеу бойынша өтелетін сома жоқ",
    "Подтверждение: по расчету возмещать нечего",
    "Shown by the calculation, which leaves nothing to reimburse",
)


def kept(grounds: Iterable[given.Ground]) -> list[dict[str, Any]]:
    """What was handed in, as the hearing, the decision and the journal keep it."""
    return [asdict(ground) for ground in grounds]


def showing(case: Case) -> list[Document]:
    """Documents of the case that can show a ground."""
    return [p for p in documents.documents_of(case.id) if p.current and (p.origin == "uploaded" or p.kind in SHOWING)]


def of_rules(case: Case, rows: Iterable[Kept], papers: Container[str] | None = None) -> tuple[ChosenGround, ...]:
    """Kept grounds as the rules see them. ``papers``: public ids of the documents that can show them; those of the case
    by default, asked only where a ground names one."""
    told = list(rows)
    if papers is None:
        papers = {paper.public_id for paper in showing(case)} if any(row.get("document") for row in told) else set()
    return tuple(_of_rules(case, row, papers) for row in told)


def _of_rules(case: Case, row: Kept, papers: Container[str]) -> ChosenGround:
    number, clause = int(row.get("number") or 0), str(row.get("clause") or "")
    listed = edition_of(case).grounds.closed.get(number)
    return ChosenGround(
        number=number,
        clause=clause,
        fact=str(row.get("facts") or ""),
        document=bool(row.get("document")) and row["document"] in papers,
        shown_by=str(row.get("shown_by") or ""),
        in_law=stands(case, listed.clause if listed else clause),
    )


def stands(case: Case, clause: str) -> bool:
    """Whether the known text of the case's own order has the clause, in the edition that judges the case."""
    edition = edition_of(case)
    of_order = clause.partition(":")[0] == edition.name.partition("@")[0]
    return of_order and clause not in edition.absent and texts.has(clause)


def clauses_of(case: Case) -> tuple[str, ...]:
    """Every clause that ``stands`` in the case's order, in its order."""
    return tuple(clause for clause in texts.refs() if stands(case, clause))


def ground_of(case: Case, row: Kept) -> Ground:
    """A kept ground by its place in the law: of the closed list, else the clause that was not kept, told by the
    checks on it that were answered "no"."""
    edition = edition_of(case)
    if not edition.grounds.is_open:
        return edition.grounds.closed[int(row["number"])]
    clause = str(row.get("clause") or "")
    answers = cases.newest_answers(case.id, "check")
    failed = {key for key, answer in answers.items() if answer.verdict == Verdict.NO.value}
    titles = [check.title for check in edition.checks.all if check.clause == clause and check.key in failed]
    return Ground(0, unmet(*titles), clause)


def unmet(*requirements: Text) -> Text:
    """That these requirements are not met: a check's title says what must hold."""
    return UNMET.fill(what=join(requirements, "; ")) if requirements else NOT_KEPT


def paper_of(row: Kept, papers: Iterable[Document]) -> Document | None:
    """The document that a kept ground names, among these."""
    return next((paper for paper in papers if paper.public_id == row.get("document")), None)


def proof_of(case: Case, row: Kept, papers: Iterable[Document]) -> Text | None:
    """What shows a kept ground, in words; None for one kept before that was asked."""
    paper, check = paper_of(row, papers), edition_of(case).checks.by_key.get(str(row.get("shown_by") or ""))
    if paper is not None:
        return BY_DOCUMENT.fill(what=_named(paper, case))
    if check is not None:
        return BY_CHECK.fill(what=check.title)
    return BY_CALCULATION if row.get("shown_by") == CALCULATION else None


def _named(paper: Document, case: Case) -> Text:
    """Title without its particulars, and of what was handed in the name of its file."""
    title = brief(title_of(paper.kind, case))
    if paper.current is None or paper.origin != "uploaded":
        return title
    name = paper.current.file.name
    return Text(*(f"{title.get(lang)}, {name}" for lang in ("kk", "ru", "en")))
