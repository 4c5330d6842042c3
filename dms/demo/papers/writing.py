"""Which papers an application needs and what stands in each, in the language of the application, with its own sums."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from dms.demo.papers import wording as w
from dms.demo.papers.sheet import Grid, Party, Sheet
from dms.demo.people import SUPPLIERS
from workflows.money import format_number
from workflows.programmes import EDITIONS
from workflows.programmes.editions import DOMESTIC

Line = Mapping[str, Any]
_BY_NAME = {name: address for name, _, address in SUPPLIERS.values()}


def vat_on(day: str) -> Decimal:
    """The rate of value added tax: 16 % since 2026."""
    return Decimal("0.16") if day >= "2026" else Decimal("0.12")


def sheets_for(content: Mapping[str, Any], leave_out: tuple[str, ...] = ()) -> list[Sheet]:
    """Every paper that the rules require for this application: one for each line, or one for all."""
    found: list[Sheet] = []
    papers = EDITIONS[DOMESTIC][-1].papers
    for kind in papers.required(papers.situation_of(content)):
        if kind.key not in leave_out:
            found.extend(_WRITERS[kind.key](content, kind.key))
    return found


def _lines(content: Mapping[str, Any], wanted: Callable[[Line], bool] = bool) -> Iterator[Line]:
    return (line for line in content["costs"] if wanted(line))


def _resident(line: Line) -> bool:
    return not line["supplier_nonresident"]


def day(text: str, lang: str) -> str:
    found = date.fromisoformat(text)
    return f"{found:%d.%m.%Y} ж." if lang == "kk" else f"{found:%d.%m.%Y} г."


def sum_of(line: Line, amount: object = None) -> str:
    return f"{format_number(Decimal(str(amount or line['amount'])))} {line['currency']}"


def customer(content: Mapping[str, Any]) -> Party:
    lang, head, address = content["language"], content["head"], content["legal_address"]
    number = "ЖСН" if content["signer_capacity"] == "sole_proprietor" else "БСН"
    number = number if lang == "kk" else {"ЖСН": "ИИН", "БСН": "БИН"}[number]
    return Party(
        w.CUSTOMER[lang], content["applicant_name"], f"{number} {content['bin']}",
        f"{address['postcode']}, {address['city']}, {address['street']}", head["position"],
        f"{head['surname']} {head['given_name'][:1]}.",
    )  # fmt: skip


def _supplier(line: Line, lang: str) -> Party:
    number = line.get("supplier_bin") or w.NO_BIN[lang]
    label = ("БСН " if lang == "kk" else "БИН ") if line.get("supplier_bin") else ""
    name = line["supplier_name"]
    return Party(w.PROVIDER[lang], name, f"{label}{number}", _BY_NAME[name], w.DIRECTOR[lang], w.PERSON_OF[name])


def both(content: Mapping[str, Any], line: Line) -> tuple[Party, ...]:
    return (_supplier(line, content["language"]), customer(content))


def priced(line: Line, lang: str) -> Grid:
    amount = Decimal(line["amount"])
    cells = (format_number(amount), "1", format_number(amount))
    total = ("", w.TOTAL_WITHOUT_VAT[lang], "", "", format_number(amount))
    return Grid(w.SPECIFICATION[lang], w.PRICE_HEAD[lang], (("1", line["name"], *cells), total))


def contract(content: Mapping[str, Any], kind: str) -> Iterator[Sheet]:
    lang = content["language"]
    for line in _lines(content):
        about = {"name": line["name"], "sum": sum_of(line), "customer": content["applicant_name"],
                 "provider": line["supplier_name"], "no": line["contract_no"]}  # fmt: skip
        yield Sheet(
            kind=kind, name=f"{w.FILE[lang]['contract']} {line['contract_no'].replace('/', '-')}.pdf", lang=lang,
            look="plain", title=w.CONTRACT[lang].format(**about), subtitle=line["name"],
            place=w.PLACE[lang], day=day(line["contract_date"], lang), lines=(line["id"],),
            text=tuple(words.format(**about) for words in w.CLAUSES[lang]),
            annex=tuple(words.format(**about) for words in w.ANNEX[lang]), grids=(priced(line, lang),),
            parties=both(content, line),
        )  # fmt: skip


def _special_contract(content: Mapping[str, Any], kind: str) -> Iterator[Sheet]:
    """The agreement on marking means, equipment or supply that type 2 or 3 asks for besides the contract."""
    lang = content["language"]
    line = next(_lines(content, lambda line: line["subitem"] in w.SPECIAL[kind]["subitems"]))
    about = {"name": line["name"], "no": line["contract_no"], "provider": line["supplier_name"],
             "day": day(line["contract_date"], lang), "sum": sum_of(line)}  # fmt: skip
    yield Sheet(
        kind=kind, name=f"{w.FILE[lang][kind]}.pdf", lang=lang, look="plain", title=w.SPECIAL[kind][lang][0],
        subtitle=line["name"], place=w.PLACE[lang], day=day(line["contract_date"], lang), lines=(line["id"],),
        text=tuple(words.format(**about) for words in w.SPECIAL[kind][lang][1:]), grids=(priced(line, lang),),
        parties=both(content, line), scan=kind == "commissioning_proof",
    )  # fmt: skip


def invoice(content: Mapping[str, Any], kind: str) -> Iterator[Sheet]:
    """Tax invoices with the VAT beside, which is not reimbursed (342:12.1)."""
    lang = content["language"]
    for line in _lines(content, _resident):
        amount = Decimal(line["amount"])
        tax = (amount * vat_on(line["invoice_date"])).quantize(Decimal("0.01"))
        cells = tuple(format_number(value) for value in (amount, tax, amount + tax))
        head, total = w.INVOICE_HEAD[lang], w.TOTAL[lang]
        yield Sheet(
            kind=kind, name=f"{w.FILE[lang]['invoice']} {line['invoice_no']}.pdf", lang=lang, look="form",
            title=w.INVOICE[lang].format(no=line["invoice_no"]), day=day(line["invoice_date"], lang),
            lines=(line["id"],), facts=facts(content, line),
            grids=(Grid("", head, (("1", line["name"], *cells), ("", total, *cells))),), parties=both(content, line),
        )  # fmt: skip


def facts(content: Mapping[str, Any], line: Line) -> tuple[tuple[str, str], ...]:
    lang, words = content["language"], w.FACTS[content["language"]]
    provider, buyer = _supplier(line, lang), customer(content)
    return (
        (words[0], f"{provider.name}, {provider.number}, {provider.address}"),
        (words[1], f"{buyer.name}, {buyer.number}, {buyer.address}"),
        (words[2], f"№ {line['contract_no']}, {day(line['contract_date'], lang)}"),
        (words[3], f"{content['bank']['name']}, {content['bank']['iban']}, {content['bank']['bic']}"),
    )


def _payment_invoice(content: Mapping[str, Any], kind: str) -> Iterator[Sheet]:
    lang = content["language"]
    for line in _lines(content, lambda line: bool(line.get("payment_invoice_no"))):
        yield Sheet(
            kind=kind, name=f"{w.FILE[lang]['bill']} {line['payment_invoice_no']}.pdf", lang=lang, look="form",
            title=w.BILL[lang].format(no=line["payment_invoice_no"]), day=day(line["payment_invoice_date"], lang),
            lines=(line["id"],), facts=facts(content, line), grids=(priced(line, lang),),
            parties=(_supplier(line, lang),),
        )  # fmt: skip


def act(content: Mapping[str, Any], kind: str) -> Iterator[Sheet]:
    lang = content["language"]
    for line in _lines(content, _resident):
        yield Sheet(
            kind=kind, name=f"{w.FILE[lang]['act']} {line['act_no']}.pdf", lang=lang, look="form",
            title=w.ACT[lang].format(no=line["act_no"]), day=day(line["act_date"], lang), lines=(line["id"],),
            facts=facts(content, line), grids=(priced(line, lang),), text=w.ACT_TEXT[lang],
            parties=both(content, line), scan=True,
        )  # fmt: skip


def payment(content: Mapping[str, Any], kind: str) -> Iterator[Sheet]:
    """Payment orders with the bank's mark: one file a line, each payment on it."""
    lang = content["language"]
    for line in _lines(content):
        rows = tuple(
            (row["order_no"], day(row["paid_on"], lang), sum_of(line, row["amount"]), str(row.get("rate", "—")))
            for row in line["payments"]
        )
        total = ("", w.TOTAL[lang], sum_of(line), "")
        last = line["payments"][-1]["paid_on"]
        yield Sheet(
            kind=kind, name=f"{w.FILE[lang]['payment']} {rows[0][0]}.pdf", lang=lang, look="form",
            title=w.PAYMENT[lang].format(no=", ".join(row[0] for row in rows)), lines=(line["id"],),
            facts=(*facts(content, line), (w.PURPOSE[lang], line["name"])),
            grids=(Grid("", w.PAYMENT_HEAD[lang], (*rows, total)),), parties=(customer(content),),
            stamp=w.BANK_MARK[lang].format(day=day(last, lang)),
        )  # fmt: skip


def _certificate(content: Mapping[str, Any], kind: str) -> Iterator[Sheet]:
    lang = content["language"]
    for line in _lines(content, lambda line: line["subitem"].startswith("1.")):
        tests = line["subitem"] == "1.tests"
        words = w.PROTOCOL[lang] if tests else w.CERTIFICATE[lang]
        on = line.get("act_date") or line["payments"][-1]["paid_on"]
        yield Sheet(
            kind=kind, name=f"{w.FILE[lang]['protocol' if tests else 'certificate']} {line['contract_no'][:3]}.pdf",
            lang=lang, look="form" if tests else "certificate", lines=(line["id"],),
            title=words[0].format(no=f"KZ.{line['contract_no'].replace('/', '.')}"), day=day(on, lang),
            facts=tuple(zip(words[1:5], (content["applicant_name"], content["products"], line["name"],
                                         line["supplier_name"]), strict=True)),
            text=words[5:], grids=(w.TEST_GRID[lang],) if tests else (), parties=(_supplier(line, lang),),
            scan=not tests,
        )  # fmt: skip


def _registry(content: Mapping[str, Any], kind: str) -> Iterator[Sheet]:
    lang = content["language"]
    words, address = w.REGISTRY[lang], content["legal_address"]
    where = f"{address['region']}, {address['city']}"
    yield Sheet(
        kind=kind, name=f"{w.FILE[lang]['registry']}.pdf", lang=lang, look="certificate", title=words[0],
        facts=tuple(zip(words[1:6], (content["applicant_name"], content["bin"], where,
                                     f"{content['oked_code']} {content['oked_name']}", content["products"]),
                        strict=True)),
        text=words[6:], lines=tuple(line["id"] for line in content["costs"]),
    )  # fmt: skip


def _report(content: Mapping[str, Any], kind: str) -> Iterator[Sheet]:
    lang = content["language"]
    rows = tuple((line["id"], line["name"], line["supplier_name"], sum_of(line)) for line in content["costs"])
    about = {"name": content["applicant_name"], "products": content["products"], "staff": content["staff_total"]}
    yield Sheet(
        kind=kind, name=f"{w.FILE[lang]['report']}.pdf", lang=lang, look="letter", title=w.REPORT[lang][0],
        text=tuple(words.format(**about) for words in w.REPORT[lang][1:]),
        grids=(Grid(w.REPORT_TABLE[lang][0], w.REPORT_TABLE[lang][1:], rows, total=False), w.EFFECT[lang]),
        parties=(customer(content),), lines=tuple(line["id"] for line in content["costs"]),
    )  # fmt: skip


def _waybill(content: Mapping[str, Any], kind: str) -> Iterator[Sheet]:
    lang = content["language"]
    for line in _lines(content, lambda line: line["subitem"] == "3.rail"):
        yield Sheet(
            kind=kind, name=f"{w.FILE[lang]['waybill']} {line['act_no']}.pdf", lang=lang, look="form",
            title=w.WAYBILL[lang][0].format(no=f"{int(line['invoice_no']) * 7919 % 90000000 + 10000000}"),
            day=day(line["act_date"], lang), lines=(line["id"],),
            facts=((w.WAYBILL[lang][1], content["applicant_name"]), (w.WAYBILL[lang][2], line["name"]),
                   (w.WAYBILL[lang][3], line["supplier_name"])),
            grids=(w.WAGONS[lang],), stamp=w.STATION[lang].format(day=day(line["act_date"], lang)),
            parties=(_supplier(line, lang),), scan=True,
        )  # fmt: skip


def _nonresident(content: Mapping[str, Any], kind: str) -> Iterator[Sheet]:
    lang = content["language"]
    for line in _lines(content, lambda line: bool(line["supplier_nonresident"])):
        words = w.NONRESIDENT[kind][lang]
        about = {"provider": line["supplier_name"], "name": line["name"], "sum": sum_of(line),
                 "no": line["contract_no"], "customer": content["applicant_name"]}  # fmt: skip
        yield Sheet(
            kind=kind, name=f"{w.FILE[lang][kind]}.pdf", lang=lang, look="letter", title=words[0],
            day=day(line["payments"][-1]["paid_on"], lang), lines=(line["id"],),
            text=tuple(part.format(**about) for part in words[1:]), parties=(_supplier(line, lang),),
        )  # fmt: skip


_WRITERS: dict[str, Callable[[Mapping[str, Any], str], Iterator[Sheet]]] = {
    "origin_proof": _registry,
    "contract": contract,
    "payment_invoice": _payment_invoice,
    "tax_invoice": invoice,
    "completion_act": act,
    "payment_document": payment,
    "nonresident_service": _nonresident,
    "nonresident_registration": _nonresident,
    "cost_report": _report,
    "conformity_proof": _certificate,
    "marking_contract": _special_contract,
    "equipment_contract": _special_contract,
    "commissioning_proof": _special_contract,
    "supply_contract": _special_contract,
    "rail_waybill": _waybill,
}
