"""Values as a person reads them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from dms import formatting
from workflows.text import Text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("4442550"), "4 442 550,00 ₸"),
        (Decimal("0"), "0,00 ₸"),
        (Decimal("0.005"), "0,01 ₸"),
        ("960000.5", "960 000,50 ₸"),
        (Decimal("-12.5"), "−12,50 ₸"),
        (999, "999,00 ₸"),
    ],
)
def test_a_sum_in_tenge(value, shown):
    assert formatting.money(value).replace("\u00a0", " ") == shown


def test_a_sum_never_breaks_over_a_line():
    assert " " not in formatting.money(Decimal("1234567.89"))


def test_other_currencies_have_their_sign_or_their_code():
    assert formatting.money(1, "USD") == "1,00\u00a0$"
    assert formatting.money(1, "CNY") == "1,00\u00a0CNY"


@pytest.mark.parametrize(
    "function", [formatting.money, formatting.amount, formatting.dmy, formatting.dmyhm, formatting.hm]
)
def test_nothing_is_a_dash(function):
    assert function(None) == "—"


def test_a_moment_is_shown_on_the_clock_of_kazakhstan():
    late = datetime(2026, 11, 21, 20, 30, tzinfo=UTC)
    assert formatting.dmy(late) == "22.11.2026"
    assert formatting.dmyhm(late) == "22.11.2026\u00a001:30"
    assert formatting.hm(late) == "01:30"
    assert formatting.iso(late) == "2026-11-22T01:30+05:00"


def test_a_day_is_a_day():
    assert formatting.dmy(date(2026, 1, 5)) == "05.01.2026"
    assert formatting.iso(date(2026, 1, 5)) == "2026-01-05"


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        formatting.dmyhm(datetime(2026, 11, 21, 14, 32))


def test_a_text_of_the_rules_speaks_the_language_asked_for():
    text = Text("қ", "р", "e")
    assert [formatting.text(text, lang) for lang in ("kk", "ru", "en")] == ["қ", "р", "e"]
    assert formatting.text("as it is", "kk") == "as it is"
    assert formatting.text(None, "kk") == ""


@pytest.mark.parametrize(
    ("size", "shown"),
    [(0, "0 Б"), (1023, "1023 Б"), (1024, "1 КБ"), (1_468_006, "1,4 МБ"), (209_715_200, "200 МБ")],
)
def test_a_size_in_its_largest_unit(size, shown):
    assert formatting.filesize(size, "kk").replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("name", "letters"), [("Айгүл Сейітова", "АС"), ("«Ғани» Ахметов Ұлы", "ҒА"), ("әли", "Ә"), ("", "")]
)
def test_initials_keep_kazakh_letters(name, letters):
    assert formatting.initials(name) == letters


def test_states_and_roles_have_words():
    assert formatting.state_label("hearing", "ru") == "Заслушивание"
    assert formatting.role_label("executor", "kk") == "орындаушы"
    with pytest.raises(ValueError, match="nonsense"):
        formatting.state_label("nonsense", "kk")


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36",
            "Chrome, Linux",
        ),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0", "Firefox, Windows"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/156.0 Mobile Safari/537.36", "Chrome, Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19.0 Safari/604.1",
            "Safari, iPhone",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/156.0 Safari/537.36 Edg/156.0", "Edge, Windows"),
        ("curl/8.0", "curl/8.0"),
        ("", ""),
    ],
)
def test_a_browser_is_called_as_people_call_it(agent: str, said: str) -> None:
    assert formatting.browser(agent) == said
