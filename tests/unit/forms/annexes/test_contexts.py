"""Contexts: samples round trip, every fault is one line that names its field, the schema says what is taken."""

from __future__ import annotations

import copy
import json
from dataclasses import FrozenInstanceError, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.annexes.contexts import ANNEXES, FORMS, ContextError, from_json, schema, to_json
from forms.annexes.contexts.application import Application, CostSubitem
from forms.annexes.contexts.monitoring import Progress
from forms.annexes.contexts.report import thousands
from forms.annexes.contexts.samples import make, sample, variants
from forms.annexes.render import page
from workflows.programmes.domestic_342.cost_types import SUBITEMS

ALL = [(form, variant) for form in FORMS for variant in variants(form)]


@pytest.mark.parametrize(("form", "variant"), ALL)
def test_sample_comes_back_equal_from_json(form: str, variant: str) -> None:
    data = json.loads(json.dumps(sample(form, variant)))

    assert from_json(form, data) == make(form, variant)
    assert to_json(from_json(form, data)) == data


@pytest.mark.parametrize(("form", "variant"), ALL)
def test_every_key_of_a_sample_stands_in_the_schema(form: str, variant: str) -> None:
    found = schema(form)

    _conforms(found, found, sample(form, variant))


def _conforms(whole: dict[str, Any], part: dict[str, Any], value: Any) -> None:
    """A small reader of the JSON schemas we make, so that the schema is held against the samples independently."""
    if "$ref" in part:
        part = whole["$defs"][part["$ref"].removeprefix("#/$defs/")]
    if "anyOf" in part:
        if value is None:
            return
        part = part["anyOf"][0]
        return _conforms(whole, part, value)
    if part.get("type") == "object":
        assert set(value) <= set(part["properties"])
        assert set(part["required"]) <= set(value)
        for name, item in value.items():
            _conforms(whole, part["properties"][name], item)
    elif part.get("type") == "array":
        for item in value:
            _conforms(whole, part["items"], item)
    elif "enum" in part:
        assert value in part["enum"]
    else:
        assert isinstance(value, {"string": str, "integer": int, "boolean": bool}[part["type"]])


@pytest.mark.parametrize("form", list(FORMS))
def test_a_missing_required_field_is_named(form: str) -> None:
    for name in schema(form)["required"]:
        data = sample(form)
        del data[name]
        with pytest.raises(ContextError) as caught:
            from_json(form, data)
        assert str(caught.value) == f"{name}: required field is missing"


BROKEN = [
    ("annex-1", ("costs", 1, "amount_tenge"), "-1.00", "costs[1].amount_tenge: must not be negative"),
    ("annex-1", ("costs", 1, "amount_tenge"), "-0.00", "costs[1].amount_tenge: must not be negative"),
    ("annex-1", ("bin",), "１２３４５６７８９０１２", "bin: must be 12 digits"),
    ("annex-1", ("filled_on",), "9999-12-31", "filled_on: is not between 1900 and 2199"),
    ("annex-1", ("costs", 1, "amount_tenge"), "1.001", "costs[1].amount_tenge: has more than 2 digits after the point"),
    (
        "annex-1",
        ("costs", 0, "amount_tenge"),
        5,
        'costs[0].amount_tenge: must be a decimal number in quotes, such as "1200',
    ),
    ("annex-1", ("costs", 0, "amount_tenge"), "1e5", "costs[0].amount_tenge: must be a decimal number in quotes"),
    ("annex-1", ("costs", 0, "amount_tenge"), "٣", "costs[0].amount_tenge: must be a decimal number in quotes"),
    ("annex-1", ("bin",), "15034000123", "bin: must be 12 digits"),
    ("annex-1", ("bin",), 150340001236, "bin: must be a text"),
    ("annex-1", ("filled_on",), "2026-02-30", "filled_on: there is no day 2026-02-30"),
    ("annex-1", ("filled_on",), "30.02.2026", "filled_on: must be a date"),
    ("annex-1", ("staff_total",), True, "staff_total: must be a whole number"),
    ("annex-1", ("staff_total",), -1, "staff_total: must not be negative"),
    ("annex-1", ("staff_citizens",), 121, "staff_citizens: is more than staff_total"),
    ("annex-1", ("local_content_share",), "100.5", "local_content_share: must be at most 100"),
    ("annex-1", ("applicant_name",), "  ", "applicant_name: must not be empty"),
    ("annex-1", ("applicant_name",), "x" * 1001, "applicant_name: is longer than 1000 characters"),
    ("annex-1", ("applicant_name",), "a\x00b", "applicant_name: holds the control character U+0000"),
    ("annex-1", ("applicant_name",), "a\ud800b", "applicant_name: holds the control character U+D800"),
    ("annex-1", ("applicant_name",), "a\nb", "applicant_name: holds the control character U+000A"),
    ("annex-1", ("cost_subitems",), ["1.magic"], "cost_subitems[0]: must be one of 1.assessment"),
    ("annex-1", ("costs",), {}, "costs: must be a list"),
    ("annex-1", ("head",), [], "head: must be an object"),
    ("annex-1", ("head", "nickname"), "x", "head.nickname: unknown field"),
    ("annex-1", ("bank", "iban"), "KZ12", "bank.iban: is not an account number"),
    ("annex-2", ("granted",), [], "granted: must hold at least one contract"),
    ("annex-2", ("granted", 0, "percent"), "50.00001", "granted[0].percent: has more than 4 digits"),
    ("annex-3", ("statistics_to",), {"year": 2023, "quarter": 1}, "statistics_to: is earlier than statistics_from"),
    ("annex-3", ("statistics_to", "quarter"), 5, "statistics_to.quarter: must be at most 4"),
    ("annex-3", ("whole",), "yes", "whole: must be true or false"),
    ("annex-4", ("year",), 1234, "year: must be at least 1991"),
    ("annex-5", ("grounds",), [], "grounds: must hold at least one ground"),
    ("registration-notice", ("received_at",), "2026-03-19T18:40:00", "received_at: must carry its offset from UTC"),
    ("registration-notice", ("received_at",), 7, "received_at: must be a moment"),
    ("signature-sheet", ("sha256",), "AB", "sha256: must be 64 lower-case hexadecimal digits"),
]


@pytest.mark.parametrize(("form", "path", "value", "said"), BROKEN)
def test_a_fault_is_one_line_that_names_the_field(form: str, path: tuple[Any, ...], value: Any, said: str) -> None:
    data = sample(form)
    at: Any = data
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value

    with pytest.raises(ContextError) as caught:
        from_json(form, data)

    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("data", [None, [], "x", 7])
def test_what_is_no_object_is_refused(data: Any) -> None:
    with pytest.raises(ContextError, match="must be an object"):
        from_json("annex-1", data)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(form=st.sampled_from(list(ANNEXES)), data=st.data())
def test_no_junk_in_a_field_gets_past_or_breaks_out(form: str, data: st.DataObject) -> None:
    whole = copy.deepcopy(sample(form))
    whole[data.draw(st.sampled_from(sorted(whole)))] = data.draw(_JSON)

    try:
        context = from_json(form, whole)
    except ContextError:
        return
    assert from_json(form, to_json(context)) == context


def test_a_context_made_in_code_is_checked_like_one_from_json() -> None:
    with pytest.raises(ContextError, match=r"^staff_total: must be a whole number$"):
        Application(operator_name="О", applicant_name="А", staff_total=Decimal(3))
    with pytest.raises(ContextError, match=r"^filled_on: must be a date$"):
        Application(operator_name="О", applicant_name="А", filled_on=datetime(2026, 1, 1))
    with pytest.raises(ContextError, match=r"^costs: must be a list$"):
        Application(operator_name="О", applicant_name="А", costs=[])


def test_a_context_cannot_be_changed() -> None:
    context = make("annex-1")
    with pytest.raises(FrozenInstanceError):
        context.total = Decimal(1)
    assert replace(context) == context


def test_ticks_of_item_11_are_the_sub_items_of_the_rules() -> None:
    assert get_args(CostSubitem) == tuple(item.key for item in SUBITEMS)


def test_report_is_in_thousand_tenge_half_up() -> None:
    assert [thousands(Decimal(x)) for x in ("4442550.00", "49.99", "50.00", "150.00")] == [
        Decimal("4442.6"),
        Decimal("0.0"),
        Decimal("0.1"),
        Decimal("0.2"),
    ]


@pytest.mark.parametrize(("growth", "percent"), [("3554040.00", "40.00"), ("-1.00", "-0.01"), ("0.00", "0.00")])
def test_progress_of_the_counter_obligation(growth: str, percent: str) -> None:
    progress = Progress(granted=Decimal("4442550.00"), growth=Decimal(growth), quarters=8)
    assert progress.required == Decimal("8885100.00")
    assert progress.percent == Decimal(percent)


@pytest.mark.clause("342:25.2")
@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_a_conclusion_says_how_the_measures_may_work_better(lang: Any) -> None:
    context: Any = replace(make("monitoring-conclusion"), proposals="Ұсыныс: мерзімді қысқарту")
    assert "Ұсыныс: мерзімді қысқарту" in page("monitoring-conclusion", context, lang)


def test_dates_are_dates() -> None:
    assert from_json("annex-1", sample("annex-1")).filled_on == date(2026, 3, 19)
