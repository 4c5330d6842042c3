"""The look-up by BIN: what its answer says, and everything that is no answer of it about this number."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dms.registers import BinAnswer, CategoryAnswer, Garbled, NotFound, RegisterTrouble, TaxesAnswer
from dms.registers import read as read_kept
from dms.registers.stat_gov import read
from tests.servers.register import body_for
from workflows.registers import BY_HAND, TITLES, Register

NUMBER = "090840000906"


def test_what_it_says() -> None:
    assert read(body_for(NUMBER), NUMBER) == BinAnswer(
        'ТОО "ӨҢІР ӨНДІРІС"', date(2018, 3, 5), "25110", ("15200", "28300"), "Көкшетау, Абай 1", "Сәрсенов Асан"
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2001-12-12T18:00:00.000+0000", date(2001, 12, 13)),  # midnight in Kazakhstan, told in UTC
        ("2024-05-01T19:00:00.000+0000", date(2024, 5, 2)),  # an hour less since 1 March 2024
        ("2024-05-01T18:59:59.000+0000", date(2024, 5, 1)),
        ("2020-07-07T00:00:00+06:00", date(2020, 7, 7)),
        ("2020-07-07", date(2020, 7, 7)),
    ],
)
def test_the_day_of_registration_is_a_day_of_kazakhstan(text: str, day: date) -> None:
    assert read(body_for(NUMBER, registerDate=text), NUMBER).registered_on == day


@pytest.mark.parametrize(
    "changes",
    [
        {"bin": "011240009242"},
        {"bin": 90840000906},
        {"bin": None},
        {"name": ""},
        {"name": ["x"]},
        {"registerDate": None},
        {"registerDate": "yesterday"},
        {"registerDate": 1009843200000},
        {"registerDate": "0001-01-01T00:00:00.000+0000"},
        {"okedCode": 25110},
        {"okedCode": "25.11"},
        {"secondOkeds": "15200;28300"},
        {"katoAddress": {"city": "x"}},
    ],
)
def test_an_answer_that_does_not_fit_is_refused_whole(changes: dict[str, Any]) -> None:
    with pytest.raises(Garbled) as caught:
        read(body_for(NUMBER, **changes), NUMBER)
    assert caught.value.raw == body_for(NUMBER, **changes)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<!DOCTYPE html><html><body>502 Bad Gateway</body></html>",
        b"[]",
        b"null",
        b'"text"',
        b"{}",
        b'{"obj": {}}',
        b'{"success": "true", "obj": {"bin": "090840000906"}}',
        b'{"success": true, "obj": []}',
        '{"success": true'.encode("utf-16"),
        b"[" * 100_000,
        b"1" * 10_000,
    ],
    ids=range(12),
)
def test_what_is_no_answer_of_the_register(raw: bytes) -> None:
    with pytest.raises(Garbled):
        read(raw, NUMBER)


@pytest.mark.parametrize(
    "said", [{"success": False, "obj": None, "description": "не найден"}, {"success": True, "obj": None}]
)
def test_it_does_not_know_the_number(said: dict[str, Any]) -> None:
    with pytest.raises(NotFound):
        read(json.dumps(said).encode(), NUMBER)


@given(st.binary(max_size=300))
def test_no_bytes_break_it(raw: bytes) -> None:
    with pytest.raises(RegisterTrouble):
        read(raw, NUMBER)


def test_absent_particulars_stay_empty_and_long_ones_are_cut() -> None:
    found = read(body_for(NUMBER, fio=None, secondOkeds=None, katoAddress="x" * 9000), NUMBER)
    assert (found.head, found.more_activities, len(found.address)) == ("", (), 500)


@pytest.mark.parametrize(
    ("register", "answer"),
    [
        (Register.BIN, read(body_for(NUMBER), NUMBER)),
        (Register.CATEGORY, CategoryAnswer("medium")),
        (Register.TAXES, TaxesAnswer(None, True, {2024: Decimal("1.50")}, {2025: Decimal("0.00")})),
        (Register.TAXES, TaxesAnswer(False)),
    ],
)
def test_an_answer_comes_back_as_it_was_kept(register: Register, answer: Any) -> None:
    assert read_kept(register, json.loads(json.dumps(answer.plain()))) == answer


def test_every_register_has_its_words() -> None:
    for words in (TITLES, BY_HAND):
        assert set(words) == set(Register)
        assert all(len({text.kk, text.ru, text.en}) == 3 for text in words.values())
