"""Random applications of both programmes, as JSON: sums on a cap and a tiyn beside it, days on the ends of windows,
years and editions and a day beside them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.unit.workflows.naive_sums import GENERAL, REMOVED, payments, shown, years_back

Json = dict[str, Any]
EXPORT_TYPES = [*GENERAL, *["9.9"] * 6, *REMOVED]

sums = st.one_of(st.integers(0, 10**6), st.integers(0, 4 * 10**9), st.integers(10**9, 4 * 10**10))
#: A limit of either order in tiyn of any year's MCI, what proposes just as much of a cost, and a tiyn beside each.
limits = st.builds(
    lambda count, mci, times, beside: count * mci * 100 * times + beside,
    st.sampled_from([10_000, 13_000, 15_000, 75_000]),
    st.sampled_from([3692, 3932, 4325]),
    st.sampled_from([1, 2]),
    st.integers(-2, 2),
)
money = (sums | limits).map(shown) | st.integers(0, 10**8).map(str) | st.integers(0, 10**6).map(lambda n: f"{n}.5")
rate = st.sampled_from(["0.01", "0.50", "512.34", "449"]) | st.integers(1, 10**6).map(shown)
EDGES = [
    date(2020, 2, 29), date(2020, 3, 31), date(2020, 4, 1), date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1),
    date(2024, 8, 1), date(2024, 8, 2), date(2024, 12, 31), date(2025, 1, 1), date(2025, 2, 28), date(2025, 10, 22),
    date(2025, 10, 23), date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 28), date(2026, 3, 31), date(2026, 12, 31),
]  # fmt: skip
applied_days = st.dates(date(2019, 1, 1), date(2026, 12, 31)) | st.sampled_from(EDGES)


@st.composite
def near(draw: st.DrawFn, *anchors: date) -> date:
    """A day close to one of the anchors, or some years around it."""
    reach = draw(st.sampled_from([0, 1, 2, 40, 900]))
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
    new_year, last = date(applied.year, 1, 1), date(applied.year, 12, 31)
    day = min(decided, draw(near(applied, decided, years_back(applied, 2), new_year, last)))
    received = draw(st.sampled_from([day, new_year, last]) | near(day - timedelta(30), new_year))
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
    decided = applied + timedelta(draw(st.sampled_from([0, 1, 30, 400]) | st.integers(0, 60)))
    app: Json = {
        "programme": programme,
        "applied_on": applied.isoformat(),
        "decided_on": decided.isoformat(),
        "size": draw(st.sampled_from(["small", "medium", "medium", "large"])),
        "costs": [draw(cost(n, programme, applied)) for n in range(draw(st.integers(1, 5)))],
        "earlier": draw(st.lists(granted(programme, applied, decided), max_size=4)),
    }
    if draw(st.booleans()):
        app["mci"] = draw(st.sampled_from(["4325.00", "3932", "2777.99", "0.01"]))
    if programme == "export-314":
        if any(row["type"] == "9.9" for row in app["costs"]) or draw(st.booleans()):
            app |= {"taxes_paid_previous_year": draw(money), "vat_refunded_previous_year": draw(money)}
        rows = st.lists(granted(programme, applied, decided), max_size=2)
        app["declared_earlier"] = [{k: v for k, v in row.items() if k != "decided_on"} for row in draw(rows)]
        draw(taxes_on_the_edge(app))
    return app


@st.composite
def taxes_on_the_edge(draw: st.DrawFn, app: Json) -> None:
    """Now and then there is nothing but transport, and the taxes are just what is declared, or a tiyn beside it."""
    own = [row for row in app["costs"] if row["type"] == "9.9"]
    if own and draw(st.booleans()):
        declared = sum(amount for row in own for _, amount in payments(row))
        app |= {"costs": own, "declared_earlier": []}
        app |= {"taxes_paid_previous_year": shown(max(0, declared + draw(st.integers(-1, 1))))}
        app |= {"vat_refunded_previous_year": "0"}
