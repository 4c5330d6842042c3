"""The sheets beside a form: the calculation, the signatures, the payment order's data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from dms.models import Case, Document, Signature
from dms.queries import cases
from dms.services.clock import ALMATY
from dms.services.judging import law
from dms.services.judging.law import edition_of
from dms.services.papers import parts
from dms.services.papers.decisions import calculation_of, facts_of
from dms.services.papers.sources import Source, builds
from dms.services.papers.titles import title_of
from dms.services.tables import reference
from dms.signing import gost
from dms.signing.words import GOST_2015_NOTE
from forms.annexes.contexts import sheets
from workflows.money import format_number
from workflows.programmes.costs import SubItem
from workflows.text import Text
from workflows.trace import group_label, window_title

CAPACITY = {
    "first_head": Text("бірінші басшы", "первый руководитель", "first head"),
    "authorised": Text("қол қоюға уәкілетті тұлға", "лицо с правом подписи", "authorised to sign"),
    "employee": Text("ұйым қызметкері", "сотрудник организации", "employee"),
    "individual": Text("жеке тұлға", "физическое лицо", "individual"),
}
GOST = Text("МЕМСТ 2015 ({bits})", "ГОСТ 2015 ({bits})", "GOST 2015 ({bits})")
PURPOSE = Text(
    "Шығындардың бір бөлігін өтеу, {number} өтінім бойынша келісім",
    "Возмещение части затрат по соглашению, заявка {number}",
    "Reimbursement of a part of costs under the agreement, application {number}",
)


@builds("calculation-sheet")
def calculation_sheet(source: Source) -> sheets.CalculationSheet:
    case, result, lang = source.case, calculation_of(source), source.case.language
    received = case.received_at or source.now
    names, facts = {line["id"]: line for line in parts.lines_of(case)}, facts_of(source)
    subitems = edition_of(case).costs.subitem_by_key
    return sheets.CalculationSheet(
        document=title_of("annex-2", case).get(lang),
        applicant_name=parts.applicant_name(case),
        application=parts.application_of(case),
        edition=case.edition,
        mci=reference.mci_on(parts.local_day(received)),
        lines=tuple(_line(row, names[row["id"]], subitems, lang, facts.get(row["id"], "")) for row in result["lines"]),
        caps=tuple(_cap(row, lang) for row in result["caps"]),
        trace=tuple(
            sheets.TraceStep(
                step=row["step"][lang], result=format_number(Decimal(row["result"])), clause=row["clause"] or ""
            )
            for row in result["trace"]
        ),
        total=Decimal(result["total"]),
        interpretations=parts.relied_on(source) or parts.interpretations(result["interpretations"], lang),
    )


def _line(
    row: dict[str, Any], line: dict[str, Any], subitems: Mapping[str, SubItem], lang: str, fact: str
) -> sheets.CalculationLine:
    return sheets.CalculationLine(
        id=row["id"],
        name=line.get("name") or subitems[line["subitem"]].title.get(lang),
        accepted=Decimal(row["accepted"]),
        percent=Decimal(row["rate"]) * 100,
        proposed=Decimal(row["proposed"]),
        granted=Decimal(row["granted"]),
        refused_because=row["refused_because"] or "",
        fact=fact,
    )


def _cap(row: dict[str, Any], lang: str) -> sheets.CalculationCap:
    limit, used = Decimal(row["limit"]), Decimal(row["used"])
    return sheets.CalculationCap(
        group=group_label(row["group"]).get(lang),
        window=window_title(row["window"]).get(lang),
        limit=limit,
        used=used,
        left=max(Decimal(0), limit - used),
        clause=row["clause"],
    )


@builds("signature-sheet")
def signature_sheet(source: Source) -> sheets.SignatureSheet:
    case, lang = source.case, source.case.language
    paper: Document = source.extra["paper"]
    version = paper.current
    assert version is not None  # it has been signed
    assert version.file.sha256 is not None  # so its bytes are stored
    agreement = cases.agreement_of(case.id) if paper.kind == "annex-3" else None
    return sheets.SignatureSheet(
        document=title_of(paper.kind, case).get(lang),
        file_name=version.file.name,
        sha256=version.file.sha256,
        pages=version.pages,
        registration_number=case.number or "",
        registered_at=case.registered_at.astimezone(ALMATY) if case.registered_at else None,
        outgoing_number=paper.outgoing_number or "",
        outgoing_at=paper.outgoing_at.astimezone(ALMATY) if paper.outgoing_at else None,
        agreement_on=agreement.concluded_on if agreement else None,
        signatures=tuple(_signature(row, lang) for row in source.extra["signatures"]),
        verify_url=f"{parts.settings().public_url}/d/{paper.public_id}",
        gost_note=GOST_2015_NOTE.get(lang) if any(_gost_of(row) for row in source.extra["signatures"]) else "",
    )


def _gost_of(row: Signature) -> gost.Kind | None:
    return next((kind for kind in gost.KINDS if kind.signature in (row.evidence.get("algorithm") or "")), None)


def _algorithm(row: Signature, lang: str) -> str:
    kind = _gost_of(row)
    return GOST.fill(bits=kind.bits).get(lang) if kind else row.evidence.get("algorithm") or ""


def _signature(row: Signature, lang: str) -> sheets.Signature:
    signer = row.signer
    capacity = CAPACITY.get(signer.get("capacity") or "")
    return sheets.Signature(
        name=row.signer_name or row.user.name,
        iin=signer.get("iin") or "",
        organisation=signer.get("organisation") or "",
        bin=signer.get("bin") or "",
        capacity=capacity.get(lang) if capacity else "",
        signed_at=row.received_at.astimezone(ALMATY),
        verdict=row.verdict,  # type: ignore[arg-type]  # one of the three by the table's constraint
        reasons=tuple(reason["text"][lang] for reason in row.reasons),
        serial=signer.get("serial") or "",
        issuer=_named(signer.get("issuer") or ""),
        valid_from=_moment(signer.get("not_before")),
        valid_to=_moment(signer.get("not_after")),
        algorithm=_algorithm(row, lang),
        demo=row.demo,
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(ALMATY) if text else None


_ATTRIBUTE = re.compile(r"(?:^|, )[A-Z][A-Za-z ]*: ")


def _named(issuer: str) -> str:
    """The issuer without the English names of its parts: ``НУЦ РК, KZ`` for ``Common Name: НУЦ РК, Country: KZ``."""
    return ", ".join(filter(None, _ATTRIBUTE.split(issuer)))


@builds("payment-order")
def payment_order(source: Source) -> sheets.PaymentOrder:
    extra = source.extra
    return payment_of(source.case, source.now, extra["reference"], extra.get("purpose_code", ""))


def payment_of(case: Case, now: datetime, number: str = "", purpose_code: str = "") -> sheets.PaymentOrder:
    """What the payment order says, or would say if the case were paid now. Without a number it bears the case's."""
    agreement = cases.agreement_of(case.id)
    assert agreement is not None  # paid under an agreement
    own, bank = parts.settings(), parts.operator_bank(case.language)
    payer = sheets.PaymentSide(name=parts.operator_name(case), bin=own.operator_bin, bank=bank)
    payee = sheets.PaymentSide(
        name=parts.applicant_name(case), bin=case.organisation.bin, bank=parts.bank_on(case, now)
    )
    return sheets.PaymentOrder(
        number=number or case.number or "",
        on=now.date(),
        payer=payer,
        payee=payee,
        sum=agreement.amount,
        purpose_code=purpose_code,
        purpose=PURPOSE.fill(number=case.number).get(case.language),
        application=parts.application_of(case),
        agreement=parts.agreement_of(case),
        no_fee=bool(law.cited(case.programme, "342:21")),
    )
