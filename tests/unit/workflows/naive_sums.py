"""Sums counted a second time from the text alone: JSON in, JSON out, fractions and whole tiyn, nothing taken from
``workflows``. Bad input is not its business."""

from __future__ import annotations

import math
from datetime import date
from fractions import Fraction
from typing import Any

Json = dict[str, Any]
GENERAL = ["9.1", "9.2", "9.4", "9.5", "9.7", "9.8", "10.1", "10.2", "10.3", "10.5", "10.6", "10.7"]
REMOVED = {"9.3": "314:9.3", "9.6": "314:9.6", "10.4": "314:10.4"}

#: Tenge by year, for the years that have one value (kazakhstan.md, 7); 2020 changed in the middle.
MCI = {2019: 2525, 2021: 2917, 2022: 3063, 2023: 3450, 2024: 3692, 2025: 3932, 2026: 4325}
#: The order of the oldest edition that is known.
FIRST_ORDER = {"domestic-342": date(2025, 10, 23), "export-314": date(2024, 8, 2)}


def mci_of(day: date) -> int:
    """In tiyn, as the table of the country's facts has it."""
    if day.year == 2020:
        return 265100 if day < date(2020, 4, 1) else 277800
    return MCI[day.year] * 100


def tiyn(text: str) -> int:
    whole, _, rest = text.partition(".")
    return int(whole) * 100 + int((rest + "00")[:2])


def shown(amount: int) -> str:
    return f"{amount // 100}.{amount % 100:02d}"


def years_back(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def payments(cost: Json) -> list[tuple[date, int]]:
    """Each payment with its day and its tiyn, half up."""
    found = []
    for row in cost.get("payments") or [cost]:
        value = Fraction(tiyn(row["amount"]))
        if cost["currency"] != "KZT":
            value = value * Fraction(tiyn(row["rate"]), 100) / row["rate_units"]
        found.append((date.fromisoformat(row["paid_on"]), math.floor(value + Fraction(1, 2))))
    return found


def calculate(app: Json) -> Json:
    """``total``, ``lines``, ``caps``, ``outcome`` and ``clause`` as promised; no trace."""
    applied = date.fromisoformat(app["applied_on"])
    decided = date.fromisoformat(app.get("decided_on") or app["applied_on"])
    counting = domestic if app["programme"] == "domestic-342" else export
    lines, caps, outcome, clause = counting(
        app, applied, decided, tiyn(app["mci"]) if "mci" in app else mci_of(applied)
    )
    if outcome == "":
        left: dict[str, int] = {}
        for cap in caps:
            rest = max(0, cap["limit"] - cap["used"])
            left[cap["group"]] = min(rest, left.get(cap["group"], rest))
        for line in lines:
            line["granted"] = min(line["proposed"], left.get(line["group"], 0))
            if line["group"] in left:
                left[line["group"]] -= line["granted"]
        outcome = "grant" if sum(line["granted"] for line in lines) else "refuse"
    return {
        **({"edition_assumed": True} if applied < FIRST_ORDER[app["programme"]] else {}),
        "total": shown(sum(line["granted"] for line in lines)),
        "lines": [
            {
                "id": line["id"],
                "accepted": shown(line["accepted"]),
                "rate": f"{line['rate'] / 100:.2f}",
                "proposed": shown(line["proposed"]),
                "granted": shown(line["granted"]),
                "refused_because": line["why"],
            }
            for line in lines
        ],
        "caps": [
            {
                **cap,
                "limit": shown(cap["limit"]),
                "used": shown(cap["used"]),
                "left": shown(max(0, cap["limit"] - cap["used"])),
            }
            for cap in caps
        ],
        "outcome": outcome,
        "clause": clause,
    }


def line_of(cost: Json, group: str | None, accepted: int, rate: int, why: str | None) -> Json:
    return {
        "id": cost["id"],
        "group": group,
        "accepted": accepted,
        "rate": rate,
        "proposed": accepted * rate // 100,
        "granted": 0,
        "why": why,
    }


def domestic(app: Json, applied: date, decided: date, mci: int) -> tuple[list[Json], list[Json], str, str | None]:
    first = years_back(applied, 2)
    lines = []
    for cost in app["costs"]:
        paid = payments(cost)
        good = any(first <= day <= applied for day, _ in paid)
        group = "1" if cost["type"] == "1" else "2+3"
        total = sum(amount for _, amount in paid) if good else 0
        lines.append(line_of(cost, group, total, 50, None if good else "342:10.1"))
    caps = []
    for group, types, count, clause in (("1", "1", 15000, "342:9.1"), ("2+3", "23", 10000, "342:9.2")):
        for window in ("24-months", "calendar-year"):
            used = 0
            for row in app.get("earlier", []):
                day = date.fromisoformat(row["decided_on"])
                inside = first <= day < applied if window == "24-months" else day.year == applied.year
                if row["type"] in types and (inside or applied <= day <= decided):
                    used += tiyn(row["amount"])
            caps.append({"group": group, "window": window, "limit": count * mci, "used": used, "clause": clause})
    if app["size"] == "large":
        return lines, caps, "refuse", "342:11.6"
    return lines, caps, "", None


def export_rate(cost: Json, size: str) -> int:
    if cost["type"] in REMOVED:
        return 0
    if cost["type"] not in ("9.8", "9.9"):
        return {"large": 30, "medium": 50, "small": 60}[size]
    rate = {"upper": 80, "medium": 50, "lower": 30}[cost["processing"]]
    if cost["type"] == "9.9":
        rate += 5 * bool(cost.get("domestic_carrier")) + 5 * bool(cost.get("sea_port"))
    return rate


def export(app: Json, applied: date, decided: date, mci: int) -> tuple[list[Json], list[Json], str, str | None]:
    first = years_back(applied, 1)
    lines, declared, groups = [], {"general": 0, "9.9": 0}, set()
    for cost in app["costs"]:
        rate = export_rate(cost, app["size"])
        if cost["type"] in REMOVED:
            lines.append(line_of(cost, None, 0, rate, REMOVED[cost["type"]]))
            continue
        group = "general" if cost["type"] in GENERAL else "9.9"
        groups.add(group)
        paid = payments(cost)
        inside = [amount for day, amount in paid if first <= day <= applied]
        declared[group] += sum(amount for _, amount in paid)
        lines.append(line_of(cost, group, sum(inside), rate, None if inside else "314:20.2"))
    for row in app.get("declared_earlier", []):
        if row["received_on"][:4] == str(applied.year) and row["type"] not in REMOVED:
            declared["general" if row["type"] in GENERAL else "9.9"] += tiyn(row["amount"])
    used = export_used(app, applied, decided)
    caps = [cap_of("general", "calendar-year", 13000 * mci, used)]
    taxes = None
    if "taxes_paid_previous_year" in app:
        taxes = max(0, tiyn(app["taxes_paid_previous_year"]) - tiyn(app["vat_refunded_previous_year"]))
        caps.append(cap_of("9.9", "taxes-paid", min(75000 * mci, taxes), used))
    clause = leave_clause(groups, declared, mci, taxes)
    return lines, caps, "leave" if clause else "", clause


def export_used(app: Json, applied: date, decided: date) -> dict[str, int]:
    used = {"general": 0, "9.9": 0}
    for row in app.get("earlier", []):
        day = date.fromisoformat(row["decided_on"])
        if row["type"] in GENERAL and (day.year == applied.year or applied <= day <= decided):
            used["general"] += tiyn(row["amount"])
        if row["type"] == "9.9" and row["received_on"][:4] == str(applied.year):
            used["9.9"] += tiyn(row["amount"])
    return used


def leave_clause(groups: set[str], declared: dict[str, int], mci: int, taxes: int | None) -> str | None:
    if "general" in groups and declared["general"] > 13000 * mci:
        return "314:22.2"
    if "9.9" in groups and declared["9.9"] > 75000 * mci:
        return "314:22.3"
    if "9.9" in groups and taxes is not None and declared["9.9"] > taxes:
        return "314:22.4"
    return None


def cap_of(group: str, window: str, limit: int, used: dict[str, int]) -> Json:
    return {"group": group, "window": window, "limit": limit, "used": used[group], "clause": "314:12"}
