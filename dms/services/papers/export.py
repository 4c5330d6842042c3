"""Letters of the export programme: the forms of its order are not at hand, so each says what its clause asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from dms.formatting import dmyhm
from dms.models import User
from dms.queries import cases, documents
from dms.services.dates import terms
from dms.services.judging import grounds as of_case
from dms.services.judging.law import edition_of
from dms.services.papers import export_words as say
from dms.services.papers import parts
from dms.services.papers.sources import Source, builds
from dms.services.papers.titles import PLAIN, TITLES, title_of
from forms.annexes.contexts.letters import CaseLetter, Fact, Grid
from forms.annexes.contexts.parts import UNSIGNED, Bank, Cited, Party, Signatory
from forms.annexes.places import place_of
from workflows.money import format_number
from workflows.numbers import is_organisation
from workflows.programmes.editions import EXPORT
from workflows.states import CaseState
from workflows.text import Text, brief

LETTER = "case-letter"
#: Letters of a grant: its calculation sheet names the interpretations.
WITH_SHEET = frozenset({"annex-2", "annex-3"})


def _signatory(source: Source, author: User | None) -> Signatory:
    """Whoever writes the letter; of a decision, who signs it."""
    if author is not None:
        return parts.signatory(author, source.case.language)
    return parts.head_signatory(source) if source.decision else UNSIGNED


def letter(
    source: Source,
    kind: str,
    lead: Text,
    *,
    facts: Iterable[tuple[Text, str]] = (),
    items: Iterable[Cited] = (),
    grid: Grid | None = None,
    closing: str = "",
    author: User | None = None,
    second: Signatory | None = None,
    own: bool = False,
) -> CaseLetter:
    case, lang = source.case, source.case.language
    return CaseLetter(
        addressee=parts.addressee(case),
        operator_name=parts.operator_name(case),
        title=(PLAIN.get(kind) or TITLES[kind]).get(lang),
        application=parts.application_of(case),
        on=source.now.date(),
        lead=lead.get(lang),
        facts=tuple(Fact(label=label.get(lang), value=value) for label, value in facts if value),
        items=tuple(items),
        grid=grid,
        closing=closing,
        signatory=UNSIGNED if own else _signatory(source, author),
        second=second,
        own=own,
        mark=(say.ON_SHEET if own or source.decision else say.SENT).get(lang),
        relied_on=() if kind in WITH_SHEET else parts.relied_on(source),
    )


@builds("registration-notice", programme=EXPORT, form=LETTER)
def registration(source: Source) -> CaseLetter:
    case, found = source.case, terms.deadlines(source.case)
    assert case.received_at is not None  # it has been submitted
    assert found is not None  # likewise
    ends = [(term.title, dmyhm(term.due_at)) for term in found.terms]
    facts = [(say.RECEIVED, dmyhm(case.received_at)), (say.REGISTERED, dmyhm(found.registered_at)), *ends]
    return letter(source, "registration-notice", say.IS_REGISTERED.fill(number=case.number), facts=facts)


@builds("remarks", programme=EXPORT, form=LETTER)
def remarks(source: Source) -> CaseLetter:
    """What lacks or does not conform; after the first round it is the repeat notice (314:22)."""
    lang, round_no = source.case.language, source.extra["round"]
    lines = {line.get("id"): line.get("name") or line.get("id") for line in parts.lines_of(source.case)}
    titles = {paper.public_id: title_of(paper.kind, source.case) for paper in documents.documents_of(source.case.id)}
    items = []
    for row in source.extra["remarks"]:
        about = f" ({'; '.join(places)})" if (places := list(_places(source, row, lines, titles))) else ""
        items.append(Cited(text=row["text"] + about, clause=place_of(row["clause"], lang)))
    lead = say.REMARKS if round_no == 1 else say.REPEAT.fill(round=round_no)
    closing = "\n".join(filter(None, (parts.own_words(source), say.ANSWER.get(lang))))
    return letter(source, "remarks", lead, items=items, closing=closing, author=source.author)


def _places(
    source: Source, row: Mapping[str, Any], lines: Mapping[Any, Any], titles: Mapping[str, Text]
) -> Iterator[str]:
    """Where a remark belongs: its document with the page, its cost line."""
    lang = source.case.language
    if title := titles.get(row.get("document") or ""):
        yield brief(title).get(lang)
    if row.get("page"):
        yield say.PAGE.fill(page=row["page"]).get(lang)
    if row["line"]:
        yield f"{say.LINE.get(lang)} {lines.get(row['line'], row['line'])}"


@builds("leaving-notice", programme=EXPORT, form=LETTER)
def leaving_notice(source: Source) -> CaseLetter:
    payload, lang = _payload(source), source.case.language
    grounds = edition_of(source.case).leaving
    items = [Cited(text=grounds[clause].get(lang), clause=place_of(clause, lang)) for clause in payload["clauses"]]
    return letter(source, "leaving-notice", say.LEFT, items=items, closing=payload.get("reasons") or "")


@builds("annex-2", programme=EXPORT, form=LETTER)
def notification(source: Source) -> CaseLetter:
    result, lang = _payload(source)["calculation"], source.case.language
    refused = {row["line"]: row["fact"] for row in _payload(source).get("refused_lines") or ()}
    names = {line["id"]: line.get("name") or line["id"] for line in parts.lines_of(source.case)}
    items = []
    for line in result["lines"]:
        percent = f"{(Decimal(line['rate']) * 100).normalize():f}"
        name = names.get(line["id"], line["id"])
        told = say.GRANTED_LINE.fill(
            name=name, accepted=format_number(Decimal(line["accepted"])), percent=percent,
            granted=format_number(Decimal(line["granted"])),
        )  # fmt: skip
        if line["id"] in refused:
            told = say.REFUSED_LINE.fill(name=name, fact=refused[line["id"]])
        items.append(Cited(text=told.get(lang), clause=place_of(line["refused_because"] or "314:11", lang)))
    facts = [(say.TOTAL, parts.told_sum(Decimal(result["total"]), lang))]
    return letter(source, "annex-2", say.GRANTED, facts=facts, items=items)


@builds("annex-3", programme=EXPORT, form=LETTER)
def agreement(source: Source) -> CaseLetter:
    case, result, lang = source.case, _payload(source)["calculation"], source.case.language
    obligation = edition_of(case).sums.obligation
    facts = [
        (say.TOTAL, parts.told_sum(Decimal(result["total"]), lang)),
        (say.OPERATOR, _side(parts.operator_party(source), parts.operator_bank(lang), lang)),
        (say.APPLICANT, _side(parts.applicant_party(case), parts.bank(case.content), lang)),
    ]
    items = [
        *(Cited(text=name) for name in parts.cost_type_names(case)),
        Cited(text=obligation.title.get(lang), clause=place_of(obligation.clause, lang)),
    ]
    return letter(
        source, "annex-3", say.AGREED, facts=facts, items=items, closing=say.REPORTS.get(lang),
        second=parts.applicant_signatory(case),
    )  # fmt: skip


def _side(party: Party, bank: Bank, lang: str) -> str:
    """A side with what the agreement of order 342 tells of one too: nothing known of this one's form asks for less."""
    head = ", ".join(filter(None, (party.head.position, party.head.name)))
    told = (
        (say.NUMBER if is_organisation(party.bin) else say.PERSONAL_NUMBER, party.bin), (say.ADDRESS, party.address),
        (say.PHONE, party.phone), (say.IBAN, party.iban), (say.BANK, bank.name), (say.BIC, party.bic),
        (say.SIGNS, head), (say.ACTS_ON, party.acts_on),
    )  # fmt: skip
    return "\n".join((party.name, *(f"{label.get(lang)}: {value}" for label, value in told if value)))


@builds("annex-5", programme=EXPORT, form=LETTER)
def refusal(source: Source) -> CaseLetter:
    return letter(source, "annex-5", say.REFUSED, items=_grounds(source, _payload(source)["grounds"]))


@builds("preliminary-decision", programme=EXPORT, form=LETTER)
def preliminary(source: Source) -> CaseLetter:
    hearing = cases.newest_hearing(source.case.id)
    assert hearing is not None  # announced with it
    facts = [
        (say.HEARING_AT, dmyhm(hearing.planned_at)),
        (say.PLACE, hearing.place or hearing.link),
        (say.CONTACT, parts.settings().operator_phone),
    ]
    items = _grounds(source, hearing.grounds)
    return letter(source, "preliminary-decision", say.PRELIMINARY, facts=facts, items=items, author=source.author)


@builds("applicant-notice", programme=EXPORT, form=LETTER)
def applicant_notice(source: Source) -> CaseLetter:
    told, signatory = parts.own_words(source), parts.applicant_signatory(source.case)
    declines = source.case.state == CaseState.AGREEMENT
    return letter(
        source,
        "applicant-notice",
        say.DECLINED if declines else say.NO_LONGER,
        closing=told,
        second=signatory,
        own=True,
    )


def _grounds(source: Source, given: list[dict[str, Any]]) -> list[Cited]:
    case, lang, found = source.case, source.case.language, []
    papers = documents.documents_of(case.id)
    for row in given:
        ground, proof = of_case.ground_of(case, row), of_case.proof_of(case, row, papers)
        told = (ground.title.get(lang), row.get("facts") or "", proof.get(lang) if proof else "")
        found.append(Cited(text=": ".join(filter(None, told)), clause=place_of(ground.clause, lang)))
    return found


def _payload(source: Source) -> dict[str, Any]:
    assert source.decision is not None  # these papers belong to a decision
    return source.decision.payload
