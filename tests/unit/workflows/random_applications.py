"""Random applications of both programmes, as JSON: sums near the caps, days near the ends of the windows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.unit.workflows.naive_sums import GENERAL, REMOVED, years_back

Json = dict[str, Any]
EXPORT_TYPES = [*GENERAL, "9.9", *REMOVED]

tiyn = st.one_of(st.integers(0, 10**6), st.integers(0, 4 * 10**9), st.integers(10**9, 4 * 10**10))
money = tiyn.map(lambda n: f"{n // 100}.{n % 100:02d}") | st.integers(0, 10**8).map(str)
rate = st.integers(1, 10**6).map(lambda n: f"{n // 100}.{n % 100:02d}")
applied_days = st.dates(date(2019, 1, 1), date(2026, 12, 31)) | st.sampled_from(
    [date(2024, 2, 29), date(2020, 2, 29), date(2026, 2, 28), date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 20)]
)


@st.composite
def near(draw: st.DrawFn, *anchors: date) -> date:
    """A day close to one of the anchors, or some years around it."""
    reach = draw(st.sampled_from([2, 2, 40, 900]))
    return draw(st.sampled_from(anchors)) + timedelta(draw(st.integers(-reach, reach)))


@st.composite
def payment(draw: st.DrawFn, currency: str, applied: date) -> Json:
    day = draw(near(applied, years_back(applied, 1), years_back(applied, 2)))
    found = {"paid_on": day.isoformat(), "amount": draw(money)}
    if currency != "KZT":
        found |= {"rate": draw(rate), "rate_units": draw(st.sampled_from([1, 3, 10, 100, 1000]))}
    return found


@st.composite
def cost(draw: st.DrawFn, number: int, programme: str, applied: date) -> Json:
    kind = draw(st.sampled_from(["1", "2", "3"] if programme == "domestic-342" else EXPORT_TYPES))
    currency = draw(st.sampled_from(["KZT", "KZT", "USD", "RUB"]))
    found: Json = {"id": str(number), "type": kind, "currency": currency}
    if draw(st.booleans()):
        found |= draw(payment(currency, applied))
    else:
        found["payments"] = draw(st.lists(payment(currency, applied), min_size=1, max_size=3))
    if kind in ("9.8", "9.9"):
        found["processing"] = draw(st.sampled_from(["upper", "medium", "lower"]))
    if kind == "9.9":
        found |= draw(
            st.fixed_dictionaries({}, optional={"domestic_carrier": st.booleans(), "sea_port": st.booleans()})
        )
    return found


@st.composite
def granted(draw: st.DrawFn, programme: str, applied: date, decided: date) -> Json:
    kind = draw(st.sampled_from(["1", "2", "3"] if programme == "domestic-342" else EXPORT_TYPES))
    day = min(decided, draw(near(applied, decided, years_back(applied, 2), date(applied.year, 1, 1))))
    received = day - timedelta(draw(st.integers(0, 60)))
    return {
        "type": kind,
        "received_on": received.isoformat(),
        "decided_on": day.isoformat(),
        "amount": draw(money),
    }


@st.composite
def applications(draw: st.DrawFn) -> Json:
    programme = draw(st.sampled_from(["domestic-342", "export-314"]))
    applied = draw(applied_days)
    decided = applied + timedelta(draw(st.integers(0, 30)))
    app: Json = {
        "programme": programme,
        "applied_on": applied.isoformat(),
        "decided_on": decided.isoformat(),
        "size": draw(st.sampled_from(["small", "medium", "medium", "large"])),
        "mci": draw(st.sampled_from(["4325.00", "3932", "2777.99"])),
        "costs": [draw(cost(n, programme, applied)) for n in range(draw(st.integers(1, 5)))],
        "earlier": draw(st.lists(granted(programme, applied, decided), max_size=4)),
    }
    if programme == "export-314":
        if any(row["type"] == "9.9" for row in app["costs"]) or draw(st.booleans()):
            app |= {"taxes_paid_previous_year": draw(money), "vat_refunded_previous_year": draw(money)}
        rows = st.lists(granted(programme, applied, decided), max_size=2)
        app["declared_earlier"] = [{k: v for k, v in row.items() if k != "decided_on"} for row in draw(rows)]
    return app
