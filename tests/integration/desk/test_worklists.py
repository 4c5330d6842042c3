"""Worklists: the order of urgency, pages by key, bounded counts, a constant number of queries, the spreadsheet."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import scoped_session

from dms.models import Case, CaseKey, Organisation
from dms.queries import worklists
from dms.queries.reading import Reader
from dms.queries.worklists import LISTS, MOST, Cursor
from dms.services import clock
from tests.fixtures import people
from tests.fixtures.application import ALMATY
from tests.fixtures.statements import counted
from tests.integration.desk.conftest import Sign, happen
from workflows.programmes import pick
from workflows.states import CaseState, Role

START = datetime(2026, 3, 2, 10, 0, tzinfo=ALMATY)


def add_cases(
    session: Any, organisation: Organisation, dues: list[datetime | None], state: CaseState = CaseState.REGISTERED,
    **values: Any,
) -> list[Case]:  # fmt: skip
    """Registered cases by rows, one for each end of a term."""
    first = session.query(Case).count() + 1
    rows = [
        Case(
            **{
                "programme": "domestic-342", "edition": pick("domestic-342", START.date()).name, "state": state.value,
                "organisation_id": organisation.id, "author_id": people.head_of(organisation).id,
                "content": {"cost_subitems": ["1.assessment"], "costs": []}, "created_at": START, "received_at": START,
                "registered_at": START, "state_since": START, "number": f"D342-2026-{first + n:06d}", "due_at": due,
                "requested_sum": Decimal("960000.00"), **values,
            }
        )
        for n, due in enumerate(dues)
    ]  # fmt: skip
    session.add_all(rows)
    session.commit()
    return rows


@pytest.fixture
def organisation(client: FlaskClient) -> Organisation:
    return people.make_organisation(name="«Жетісу Кабель» АҚ")


@pytest.fixture
def head(client: FlaskClient) -> Reader:
    return Reader(people.make_staff(Role.HEAD).id, frozenset({Role.HEAD}))


def order_of(row: Case) -> tuple[bool, datetime, int]:
    return (row.due_at is None, row.due_at or START, row.id)


@pytest.mark.parametrize("seed", range(6))
def test_pages_by_key_give_every_row_once_in_order_both_ways(
    session: scoped_session[Any], organisation: Organisation, head: Reader, seed: int
) -> None:
    dice = random.Random(seed)
    dues = [dice.choice([None, *(START + timedelta(days=n) for n in range(3))]) for _ in range(dice.randint(1, 17))]
    for state in (CaseState.REGISTERED, CaseState.AGREEMENT):
        add_cases(session, organisation, dues, state)
    wanted = [row.id for row in sorted(session.query(Case).all(), key=order_of)]
    limit = dice.randint(1, 7)

    forwards: list[list[int]] = []
    at: Cursor | None = None
    while True:
        page = worklists.page_of(head, LISTS["all"], START, at=at, limit=limit)
        forwards.append([row.id for row in page.rows])
        assert (page.before is None) == (at is None)
        if page.after is None:
            break
        at = Cursor.read(str(page.after))
    assert [row for rows in forwards for row in rows] == wanted

    backwards = [forwards[-1]]
    while page.before is not None:
        page = worklists.page_of(head, LISTS["all"], START, at=Cursor.read(str(page.before)), limit=limit)
        backwards.insert(0, [row.id for row in page.rows])
    assert [row for rows in backwards for row in rows] == wanted


@pytest.mark.parametrize("nonsense", ["", "a", "a..", "a.yesterday.3", "b.2026-01-01T00:00:00.5", "a..x", "…"])
def test_a_nonsense_cursor_is_the_first_page(nonsense: str) -> None:
    assert Cursor.read(nonsense) is None


def test_the_number_of_queries_does_not_grow_with_the_list(
    session: scoped_session[Any], organisation: Organisation, as_user: Sign
) -> None:
    browser = as_user(people.make_staff(Role.HEAD, Role.EXECUTOR))
    states = (CaseState.REGISTERED, CaseState.COMPLETENESS, CaseState.SUBSTANTIVE_REVIEW, CaseState.HEARING)

    def asked(new: int, *, happened: bool = True) -> list[str]:
        for state in states:
            for _ in range(new):
                add_cases(session, people.make_organisation(), [START, None, START + timedelta(days=1)], state)
        if happened:
            happen()
        with counted() as found:
            assert browser.get("/desk/?list=all").status_code == 200
        return found

    browser.get("/desk/?list=all")
    few, known, many, known_again = asked(1), asked(0), asked(3), asked(0)
    assert len(many) == len(few), [line for line in many if line not in few]
    assert len(known) == len(known_again) == len(few) - len(ONCE_A_VERSION)
    assert len(many) <= 13
    still = asked(0, happened=False)
    assert [WHO.search(line) is not None for line in still] == [True] * len(still), "only who asks, and the head"
    assert not [line for line in many if " OFFSET " in line]


#: What is asked even where nothing has happened since: the session, the rights, the head of the journal.
WHO = re.compile("FROM (web_sessions|users LEFT OUTER JOIN staff_roles|journal_heads)")
#: What a list asks of a case once for each of its versions: its row, its application, draft, answers, hearing, lines.
ONCE_A_VERSION = ("cases", "content", "decisions", "answers", "hearings", "lines")


def test_counts_stop_at_their_bound(
    session: scoped_session[Any], organisation: Organisation, head: Reader, as_user: Sign
) -> None:
    add_cases(session, organisation, [START] * (MOST + 7))
    assert worklists.counts(head, ["unassigned", "all", "monitoring"], START) == {
        "unassigned": MOST, "all": MOST, "monitoring": 0,
    }  # fmt: skip
    assert f"{MOST - 1}+" in as_user(people.make_staff(Role.HEAD)).get("/desk/?list=all").get_data(as_text=True)


def test_each_list_holds_its_own(session: scoped_session[Any], organisation: Organisation) -> None:
    executor = people.make_staff(Role.EXECUTOR)
    me = Reader(executor.id, frozenset({Role.EXECUTOR}))
    now = clock.now()
    late, soon = now - timedelta(days=1), now + timedelta(days=1)
    free = add_cases(session, organisation, [soon])
    mine = add_cases(session, organisation, [late, soon], CaseState.SUBSTANTIVE_REVIEW, assignee_id=executor.id)
    hearing = add_cases(session, organisation, [soon], CaseState.HEARING, assignee_id=executor.id)

    def ids(key: str) -> set[int]:
        return {row.id for row in worklists.page_of(me, LISTS[key], now).rows}

    assert ids("unassigned") == {free[0].id}
    assert ids("mine") == {row.id for row in (*mine, *hearing)}
    assert ids("mine_overdue") == ids("overdue") == {mine[0].id}
    assert ids("mine_hearing") == ids("hearing") == {hearing[0].id}
    assert ids("to_sign") == ids("to_pay") == set()


def test_monitoring_without_a_monitor_is_work_of_whoever_assigns(
    session: scoped_session[Any], organisation: Organisation, as_user: Sign
) -> None:
    executor, monitor = people.make_staff(Role.EXECUTOR), people.make_staff(Role.MONITOR)
    left = add_cases(session, organisation, [None], CaseState.MONITORING, assignee_id=executor.id)[0]
    add_cases(session, organisation, [None], CaseState.MONITORING, assignee_id=monitor.id)
    add_cases(session, organisation, [None], CaseState.PAYMENT, assignee_id=executor.id)
    for role in (Role.HEAD, Role.REGISTRAR):
        reader = Reader(people.make_staff(role).id, frozenset({role}))
        rows = worklists.page_of(reader, LISTS["unwatched"], clock.now()).rows
        assert [row.id for row in rows] == [left.id], role
        assert "Monitoring without a monitor" in as_user(people.make_staff(role)).get("/desk/").get_data(as_text=True)
    assert "without a monitor" not in as_user(people.make_staff(Role.FINANCE)).get("/desk/").get_data(as_text=True)


@pytest.mark.parametrize(
    ("role", "sees"), [(Role.HEAD, 3), (Role.FINANCE, 1), (Role.ARCHIVIST, 1), (Role.ADMINISTRATOR, 0)]
)
def test_a_list_shows_only_what_the_roles_may_read(
    session: scoped_session[Any], organisation: Organisation, role: Role, sees: int
) -> None:
    for state in (CaseState.COMPLETENESS, CaseState.PAYMENT, CaseState.REFUSED):
        add_cases(session, organisation, [START], state)
    reader = Reader(people.make_staff(role).id, frozenset({role}))
    assert len(worklists.page_of(reader, LISTS["all"], START).rows) == sees
    assert worklists.counts(reader, ["all"], START) == {"all": sees}


@pytest.mark.parametrize(
    "words", ["{number}", "d342-2026", "{bin}", "кабель", "ЖЕТІСУ", "8/26-Ш", "8/26-ш", "«сапа серт» жшс"]
)
def test_search_finds_by_number_bin_name_contract_and_supplier(
    session: scoped_session[Any], organisation: Organisation, as_user: Sign, words: str
) -> None:
    found = add_cases(session, organisation, [START])[0]
    other = add_cases(session, people.make_organisation(name="«Басқа» ЖШС"), [START], number="E314-2026-000007")[0]
    session.add_all(
        [
            CaseKey(case_id=found.id, kind="contract", value="8/26-ш", line="1"),
            CaseKey(case_id=found.id, kind="supplier", value="«сапа серт» жшс", line="1"),
        ]
    )
    session.commit()
    typed = words.format(number=found.number, bin=organisation.bin)
    page = as_user(people.make_staff(Role.HEAD)).get("/desk/", query_string={"q": typed}).get_data(as_text=True)
    assert str(found.number) in page
    assert str(other.number) not in page


def test_a_wildcard_is_only_a_letter(session: scoped_session[Any], organisation: Organisation, as_user: Sign) -> None:
    add_cases(session, organisation, [START])
    for typed in ("%", "_", "%кабель%", "'; DROP TABLE cases"):
        answer = as_user(people.make_staff(Role.HEAD)).get("/desk/", query_string={"q": typed})
        assert answer.status_code == 200
        assert "Nothing found" in answer.get_data(as_text=True)


def test_an_empty_list_says_what_to_do(client: FlaskClient, as_user: Sign, text_of: Callable[[Any], str]) -> None:
    assert "This list is empty" in text_of(as_user(people.make_staff(Role.HEAD)).get("/desk/"))


def test_the_spreadsheet_holds_the_list_and_no_formula(
    session: scoped_session[Any], as_user: Sign, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dms.views.desk import exports

    monkeypatch.setattr(exports, "CHUNK", 2)
    organisation = people.make_organisation(name="=1+1")
    rows = add_cases(session, organisation, [START + timedelta(days=n) for n in range(5)])
    hidden = add_cases(session, organisation, [START], CaseState.ARCHIVED)[0]
    answer = as_user(people.make_staff(Role.REGISTRAR)).get("/desk/export.xlsx?list=all")
    assert answer.status_code == 200
    assert answer.mimetype == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    lines = list(sheet.iter_rows(min_row=2))
    assert [line[0].value for line in lines] == [row.number for row in rows]
    assert hidden.number not in [line[0].value for line in lines]
    assert {line[2].value for line in lines} == {"=1+1"}
    assert {line[2].data_type for line in lines} == {"s"}
    assert lines[0][9].value == 960000
    assert lines[0][5].value == datetime(2026, 3, 2, 10, 0)


def test_a_list_that_nobody_knows_is_ones_first_one(as_user: Sign, client: FlaskClient) -> None:
    page = as_user(people.make_staff(Role.REGISTRAR)).get("/desk/?list=nonsense&state=x&programme=y")
    assert page.status_code == 200
    assert "<h1>Unassigned" in page.get_data(as_text=True)


def test_the_programme_is_chosen_at_the_side_and_stays_in_every_address(
    session: scoped_session[Any], organisation: Organisation, as_user: Sign
) -> None:
    ours = add_cases(session, organisation, [START, START])
    other = add_cases(session, organisation, [START], programme="export-314", number="E314-2026-000001")[0]
    browser = as_user(people.make_staff(Role.HEAD))
    page = browser.get("/desk/?list=all&programme=export-314&state=registered").get_data(as_text=True)
    assert str(other.number) in page
    assert str(ours[0].number) not in page
    side = page.split('class="desk-side"')[1].split("</nav>")[0]
    assert "list=unassigned&amp;programme=export-314" in side
    assert re.search(r"All cases</span><span class=\"count[^>]*>1<", side), side
    assert re.search(r'href="/desk/\?list=all&amp;state=registered"><span>All programmes', side), side
    assert re.search(r'programme=export-314" aria-current="page"><span>Foreign markets', side), side
    assert '<input type="hidden" name="programme" value="export-314">' in page


def test_an_executor_can_take_what_nobody_has_from_the_list(
    session: scoped_session[Any], organisation: Organisation, as_user: Sign
) -> None:
    free = add_cases(session, organisation, [START])[0]
    executor = people.make_staff(Role.EXECUTOR)
    add_cases(session, organisation, [START], CaseState.COMPLETENESS, assignee_id=executor.id)
    page = as_user(executor).get("/desk/?list=all").get_data(as_text=True)
    assert re.findall(r'href="([^"]+)" data-take', page) == [f"/desk/c/{free.public_id}/act/take"]
    assert "<kbd>a</kbd>" in page
    assert "data-take" not in as_user(people.make_staff(Role.SUPERVISOR)).get("/desk/?list=all").get_data(as_text=True)
