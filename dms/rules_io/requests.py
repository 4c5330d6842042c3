"""JSON of ``dms calculate`` into a ``Request``. Strict: what is wrong, missing, negative or unknown is refused with
the name of its field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from dms.rules_io.fields import BadField, Fields
from dms.rules_io.strict_json import parse_json
from workflows.calculation import (
    TENGE,
    Cost,
    Declared,
    Earlier,
    NotCalculable,
    Payment,
    Processing,
    Request,
    Result,
    Size,
)
from workflows.currencies import CODES
from workflows.mci import NoMci, mci_on
from workflows.programmes import EDITIONS
from workflows.programmes.calculate import calculate
from workflows.programmes.editions import PROGRAMMES

#: Cost types of a programme in the order of its clauses, removed ones too: they are answered, not refused as input.
TYPES = {
    programme: tuple(sorted(known[-1].costs.type_by_key, key=lambda key: [int(part) for part in key.split(".")]))
    for programme, known in EDITIONS.items()
}
#: What each law asks of a request.
RULES = {programme: known[-1].sums for programme, known in EDITIONS.items()}
REQUEST_FIELDS = frozenset(
    {
        "programme", "applied_on", "decided_on", "size", "mci", "costs", "earlier", "declared_earlier",
        "taxes_paid_previous_year", "vat_refunded_previous_year",
    }
)  # fmt: skip
PAYMENT_FIELDS = frozenset({"paid_on", "amount", "rate", "rate_units"})
COST_FIELDS = PAYMENT_FIELDS | {"id", "type", "currency", "payments", "processing", "domestic_carrier", "sea_port"}
EARLIER_FIELDS = frozenset({"type", "received_on", "decided_on", "amount"})
DECLARED_FIELDS = frozenset({"type", "received_on", "amount"})
MOST_UNITS = 1_000_000


#: Tenge on a day; raises NoMci. The shipped table where there is no database to ask.
Mci = Callable[[date], Decimal]


def read_requests(
    data: bytes, *, field: str = "FILE", mci: Mci = mci_on, most: int | None = None
) -> Request | list[Request]:
    """One application, or a list of them where ``data`` holds a list, of at most ``most``. ``field`` is what the whole
    is called. Raises BadField for the first fault."""
    value = parse_json(data, field)
    if not isinstance(value, list):
        return read_request(value, "", mci)
    if most is not None and len(value) > most:
        raise BadField(field, f"must hold at most {most} applications")
    return [read_request(item, f"[{index}]", mci) for index, item in enumerate(value)]


def calculated(requests: Request | list[Request]) -> Result | list[Result]:
    """The answers in the form of the question. Raises BadField for the first application that lacks what its costs
    need."""
    if isinstance(requests, list):
        return [_calculated(request, f"[{index}].") for index, request in enumerate(requests)]
    return _calculated(requests, "")


def _calculated(request: Request, path: str) -> Result:
    try:
        return calculate(request)
    except NotCalculable as error:
        raise BadField(f"{path}{error.field}", f"is missing; {error.words.en} ({error.clause})") from None


def read_request(value: object, path: str, mci: Mci = mci_on) -> Request:
    """One application; ``path`` stands before the names of its fields. Raises BadField."""
    fields = Fields(value, path, REQUEST_FIELDS)
    programme = fields.choice("programme", PROGRAMMES)
    applied_on = fields.day("applied_on")
    request = Request(
        programme=programme,
        applied_on=applied_on,
        decided_on=fields.optional("decided_on", fields.day) or applied_on,
        size=Size(fields.choice("size", tuple(Size))),
        mci=_mci(fields, mci),
        costs=fields.each("costs", lambda item, at: _cost(item, at, programme)),
        earlier=fields.each("earlier", lambda item, at: _earlier(item, at, programme)),
        declared_earlier=fields.each("declared_earlier", lambda item, at: _declared(item, at, programme)),
        taxes_paid_previous_year=fields.optional("taxes_paid_previous_year", fields.money),
        vat_refunded_previous_year=fields.optional("vat_refunded_previous_year", fields.money),
    )
    _check(request, fields)
    return request


def _check(request: Request, fields: Fields) -> None:
    """What only the whole application shows."""
    if request.decided_on < request.applied_on:
        raise BadField(fields.path("decided_on"), "is before applied_on")
    if not request.costs:
        raise BadField(fields.path("costs"), "must hold at least one cost")
    seen = set()
    for index, cost in enumerate(request.costs):
        if cost.id in seen:
            raise BadField(fields.path(f"costs[{index}].id"), "is used twice")
        seen.add(cost.id)
    for index, row in enumerate(request.earlier):
        if row.decided_on > request.decided_on:
            raise BadField(fields.path(f"earlier[{index}].decided_on"), "is after this decided_on")
    if any(cost.type in RULES[request.programme].asks_taxes for cost in request.costs):
        for key in ("taxes_paid_previous_year", "vat_refunded_previous_year"):
            if key not in fields:
                raise BadField(fields.path(key), "is missing; a cost of type 9.9 needs it")


def _mci(fields: Fields, mci: Mci) -> Decimal:
    given = fields.optional("mci", fields.positive)
    if given is not None:
        return given
    try:
        return mci(fields.day("applied_on"))
    except NoMci as error:
        raise BadField(fields.path("mci"), f"is missing, and no value is known for {error.day}") from None


def _cost(value: object, path: str, programme: str) -> Cost:
    fields = Fields(value, path, COST_FIELDS)
    identity = fields.text("id")
    cost_type = fields.choice("type", TYPES[programme])
    currency = fields.text("currency")
    if currency not in CODES:
        raise BadField(fields.path("currency"), "is not a currency code of ISO 4217 such as USD")
    processing = fields.optional("processing", lambda key: Processing(fields.choice(key, tuple(Processing))))
    if cost_type in RULES[programme].asks_processing and processing is None:
        raise fields.missing("processing")
    return Cost(
        id=identity,
        type=cost_type,
        currency=currency,
        payments=_payments(fields, currency),
        processing=processing,
        domestic_carrier=fields.flag("domestic_carrier"),
        sea_port=fields.flag("sea_port"),
    )


def _payments(fields: Fields, currency: str) -> tuple[Payment, ...]:
    """One payment written flat, or a list of them."""
    if "payments" not in fields:
        return (_payment(fields, currency),)
    flat = [key for key in sorted(PAYMENT_FIELDS) if key in fields]
    if flat:
        raise BadField(fields.path(flat[0]), "must not stand beside payments")
    payments = fields.each("payments", lambda item, at: _payment(Fields(item, at, PAYMENT_FIELDS), currency))
    if not payments:
        raise BadField(fields.path("payments"), "must hold at least one payment")
    return payments


def _payment(fields: Fields, currency: str) -> Payment:
    paid_on, amount = fields.day("paid_on"), fields.money("amount")
    if currency != TENGE:
        return Payment(paid_on, amount, fields.positive("rate"), fields.units("rate_units", MOST_UNITS))
    for key in ("rate", "rate_units"):
        if key in fields:
            raise BadField(fields.path(key), f"must be absent for {TENGE}")
    return Payment(paid_on, amount)


def _earlier(value: object, path: str, programme: str) -> Earlier:
    fields = Fields(value, path, EARLIER_FIELDS)
    cost_type = fields.choice("type", TYPES[programme])
    received_on, decided_on = fields.day("received_on"), fields.day("decided_on")
    return Earlier(type=cost_type, decided_on=decided_on, amount=fields.money("amount"), received_on=received_on)


def _declared(value: object, path: str, programme: str) -> Declared:
    fields = Fields(value, path, DECLARED_FIELDS)
    return Declared(fields.choice("type", TYPES[programme]), fields.day("received_on"), fields.money("amount"))
