"""Which papers an application of the export programme needs, and what stands in each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from dms.demo.papers import export_wording as x
from dms.demo.papers import wording as w
from dms.demo.papers import writing as by
from dms.demo.papers.sheet import Grid, Sheet
from workflows.money import format_number
from workflows.programmes import EDITIONS
from workflows.programmes.editions import EXPORT

Content = Mapping[str, Any]


def export_sheets(content: Content, only: Sequence[str] = ()) -> list[Sheet]:
    """Every paper that the rules require, the contracts and the waybills; of ``only`` some kinds, just these."""
    found: list[Sheet] = []
    edition = EDITIONS[EXPORT][-1]
    for kind in edition.papers.required(edition.papers.situation_of(content)):
        if only and kind.key not in only:
            continue
        types = edition.costs.subitem_by_key
        lines = [line for line in content["costs"] if types[line["subitem"]].type in kind.cost_types]
        found.extend(_WRITERS[kind.key]({**content, "costs": lines}, kind.key))
    if not only:
        found.extend(by.contract(content, "other"))
        found.extend(_waybill(content))
    return found


def _origin(content: Content, kind: str) -> Iterator[Sheet]:
    lang, words = content["language"], x.ORIGIN[content["language"]]
    good = content["goods"][0]
    last = content["costs"][-1]["payments"][-1]["paid_on"]
    values = (content["applicant_name"], good["name"], good["code"], x.KAZAKHSTAN[lang])
    yield Sheet(
        kind=kind, name=f"{x.FILE[lang]['origin']}.pdf", lang=lang, look="certificate",
        title=words[0].format(no=f"{int(content['bin']) % 900000 + 100000}"), day=by.day(last, lang),
        facts=tuple(zip(words[1:5], values, strict=True)), text=words[5:],
        lines=tuple(line["id"] for line in content["costs"]),
    )  # fmt: skip


def _invoice_or_act(content: Content, kind: str) -> Iterator[Sheet]:
    """Of a resident the tax invoice and the act, of a foreign organiser the act alone."""
    yield from by.invoice(content, kind)
    yield from by.act(content, kind)
    lang = content["language"]
    for line in content["costs"]:
        if line["supplier_nonresident"]:
            yield Sheet(
                kind=kind, name=f"{x.FILE[lang]['act']} {line['contract_no'].replace('/', '-')}.pdf", lang=lang,
                look="form", title=x.ACT[lang].format(no=line["contract_no"]), lines=(line["id"],),
                day=by.day(line["payments"][-1]["paid_on"], lang), facts=by.facts(content, line),
                grids=(by.priced(line, lang),), text=w.ACT_TEXT[lang], parties=by.both(content, line), scan=True,
            )  # fmt: skip


def _ict(content: Content, kind: str) -> Iterator[Sheet]:
    yield from _invoice_or_act(content, kind)
    yield from by.payment(content, kind)


def _trip(content: Content, kind: str) -> Iterator[Sheet]:
    lang = content["language"]
    for line in content["costs"]:
        words = x.TRIP[lang]
        yield Sheet(
            kind=kind, name=f"{x.FILE[lang]['trip']} {line['id']}.pdf", lang=lang, look="letter", title=words[0],
            day=by.day(line["payments"][0]["paid_on"], lang), lines=(line["id"],),
            text=tuple(part.format(event=line["event"], country=line["country"]) for part in words[1:]),
            parties=(by.customer(content),),
        )  # fmt: skip


def _reconciliation(content: Content, kind: str) -> Iterator[Sheet]:
    lang = content["language"]
    for line in content["costs"]:
        amount = format_number(Decimal(line["amount"]))
        paid = tuple(
            (str(no), x.PAID[lang].format(no=row["order_no"], day=by.day(row["paid_on"], lang)),
             format_number(Decimal(row["amount"])), "")
            for no, row in enumerate(line["payments"], start=2)
        )  # fmt: skip
        rows = (("1", x.SERVED[lang], "", amount), *paid, ("", x.NO_DEBT[lang], amount, amount))
        yield Sheet(
            kind=kind, name=f"{x.FILE[lang]['reconciliation']} {line['id']}.pdf", lang=lang, look="form",
            title=x.RECONCILIATION[lang].format(no=line["contract_no"]), lines=(line["id"],),
            day=by.day(line["payments"][-1]["paid_on"], lang), facts=by.facts(content, line),
            grids=(Grid("", x.RECONCILIATION_HEAD[lang], rows),), parties=by.both(content, line), scan=True,
        )  # fmt: skip


def _waybill(content: Content) -> Iterator[Sheet]:
    """What proves the domestic carrier and the sea port (314:11)."""
    lang, words = content["language"], x.WAYBILL[content["language"]]
    for line in content["costs"]:
        if line.get("sea_port"):
            on = by.day(line["payments"][0]["paid_on"], lang)
            yield Sheet(
                kind="other", name=f"{x.FILE[lang]['waybill']} {line['id']}.pdf", lang=lang, look="form",
                title=words[0].format(no=line["contract_no"].replace("/", "")), day=on, lines=(line["id"],),
                facts=((words[1], content["applicant_name"]), (words[2], line["name"]),
                       (words[3], line["supplier_name"]), (words[4], words[5])),
                grids=(x.CONTAINERS[lang],), stamp=x.PORT[lang].format(day=on), parties=by.both(content, line)[:1],
                scan=True,
            )  # fmt: skip


_WRITERS: dict[str, Callable[[Content, str], Iterator[Sheet]]] = {
    "origin_goods": _origin,
    "origin_transport": _origin,
    "invoice_or_act": _invoice_or_act,
    "payment_document": by.payment,
    "trip_order_goods": _trip,
    "trip_order_ict": _trip,
    "transport_invoice": by.invoice,
    "transport_act": by.act,
    "reconciliation_act": _reconciliation,
    "ict_proof": _ict,
}
