"""The search on PostgreSQL: what is found by which words, by whom, and how it is shown."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from dms.extensions import db
from dms.services.files import attach
from tests.fixtures.filled import CONTENT
from tests.fixtures.people import head_of, make_organisation, make_staff, make_user
from tests.fixtures.texts import written
from tests.fixtures.walk import Walk
from tests.integration.desk.conftest import Sign
from tests.integration.finding.conftest import put, run_jobs
from workflows.states import STAFF_ROLES, CaseState, Role

TEXT = (
    "Тараптар осы шарттың негізінде Қостанай қаласының тауарларын жеткізеді."
    " Договоры поставки <b>оборудования</b> № 77-ҚЗ/5"
)
PRODUCTS = "Теміржол кабельдері"


def content(**cost: Any) -> dict[str, Any]:
    made = copy.deepcopy(CONTENT)
    made["products"] = PRODUCTS
    made["costs"][0] |= {"contract_no": "8/26-Ш", "supplier_name": "«Сапа Серт» ЖШС", "supplier_bin": "070740003939"}
    made["costs"][0] |= cost
    return made


@pytest.fixture
def case(walk: Walk) -> Any:
    """Registered, its contract read, everything entered."""
    found = walk.draft(make_organisation(name="«Жетісу Кабель» ЖШС"), content())
    put(found, written(TEXT), name="Келісімшарт №8.pdf")
    walk.on(walk.on(found, CaseState.SUBMITTED), CaseState.REGISTERED)
    run_jobs()
    return walk.fresh(found)


Look = Callable[..., str]


@pytest.fixture
def look(as_user: Sign) -> Look:
    """The found part of the page of somebody's search."""

    def read(user: Any, words: str, room: str = "/desk/search", **more: str) -> str:
        answer = as_user(user).get(room, query_string={"q": words, **more})
        assert answer.status_code == 200, answer.status_code
        return str(answer.get_data(as_text=True)).split('id="found"')[1]

    return read


FOUND = (
    "{number}", "{number_bare}", "{bin}", "{bin_spaced}", "жетісу", "ЖЕТIСУ", "жетису кабель",
    "8/26-ш", "826ш", "8 26 Ш", "сапа серт", "cапа", "070740003939", "960 000,00", "теміржол", "темиржол",
    "қала", "қалаға", "қаласы", "шарты", "шарттар", "тауар", "тауарға", "тауарымен", "договор", "договора",
    "оборудование", "77ҚЗ5", "77-қз/5", "қостанай тауары", "келісімшарт",
)  # fmt: skip
NOT_FOUND = ("D342-2099", "жоқсөз", "%", "_", "' OR 1=1 --", "a | b & !", "\x00", "8/27", "070740003938", "қалқа")
NEARLY = ("жетысу", "кабелль", "темржол")


def test_found_by(case: Any, look: Look) -> None:
    bin_, head = case.organisation.bin, make_staff(Role.HEAD)
    for words in FOUND:
        typed = words.format(
            number=case.number.lower(), number_bare=case.number.replace("-", ""),
            bin=bin_, bin_spaced=" ".join(bin_[i : i + 3] for i in range(0, 12, 3)),
        )  # fmt: skip
        found = look(head, typed)
        assert case.number in found, typed
        assert "spelt nearly so" not in found, typed
    for words in NOT_FOUND:
        assert case.number not in look(head, words), words
    for words in NEARLY:
        found = look(head, words)
        assert case.number in found, words
        assert "spelt nearly so" in found, words


def test_what_is_shown_is_marked_and_escaped(case: Any, look: Look) -> None:
    found = look(make_staff(Role.HEAD), "оборудование шарты")
    assert "&lt;b&gt;<mark>оборудования</mark>&lt;/b&gt;" in found
    assert "<mark>шарттың</mark>" in found
    assert "<b>оборудования" not in found
    assert f'href="/desk/c/{case.public_id}/documents?doc=' in found
    assert "#page-1" in found


def test_a_name_cannot_become_markup(walk: Walk, look: Look) -> None:
    organisation = make_organisation(name='"><script>alert(1)</script> Қосқұдық')
    found = walk.to(
        CaseState.REGISTERED, organisation=organisation, content=content(name="<img src=x onerror=1> құдық")
    )
    run_jobs()
    page = look(make_staff(Role.HEAD), "қосқұдық")
    assert found.number in page
    assert "<script>" not in page
    assert "<img src=x" not in look(make_staff(Role.HEAD), "құдық")


def test_who_reads_what(case: Any, look: Look, as_user: Sign) -> None:
    """The roles that read anybody's registered case find it; nobody finds what he cannot open."""
    for role in sorted(STAFF_ROLES):
        person = make_staff(role)
        opens = as_user(person).get(f"/desk/c/{case.public_id}/").status_code == 200
        for words in (case.number, "шарты", "сапа серт"):
            assert (case.number in look(person, words)) == opens, (role, words)


def test_the_applicant_finds_his_own_and_nothing_of_the_operators(case: Any, walk: Walk, look: Look) -> None:
    head = head_of(case.organisation)
    for words in (case.number, "шарты", "сапа серт", PRODUCTS):
        assert case.number in look(head, words, "/portal/search")
    stranger = head_of(make_organisation())
    lone = make_user()
    for words in (case.number, "шарты", "сапа серт", PRODUCTS, "кабелль", case.organisation.bin):
        for person in (stranger, lone):
            found = look(person, words, "/portal/search")
            assert case.number not in found
            assert case.public_id not in found


def test_a_draft_is_found_by_its_applicant_alone(walk: Walk, look: Look) -> None:
    draft = walk.draft(content=content())
    put(draft, written("құпия жоба мәтіні"))
    assert "құпия" in look(head_of(draft.organisation), "құпия жобаның", "/portal/search")
    assert "<mark>" not in look(make_staff(Role.HEAD), "құпия жобаның")


def test_what_was_taken_out_is_found_no_more(walk: Walk, look: Look) -> None:
    draft = walk.draft(content=content())
    paper = put(draft, written("алынған қағаз"))
    head = head_of(draft.organisation)
    assert "<mark>" in look(head, "алынған", "/portal/search")
    attach.remove(walk.fresh(draft), head, paper)
    assert "<mark>" not in look(head, "алынған", "/portal/search")


def test_a_paper_of_the_operator_waits_for_its_delivery(case: Any, look: Look) -> None:
    from dms.models import Document, SearchEntry

    paper = db.session.query(Document).filter_by(case_id=case.id, kind="contract").order_by(Document.id.desc()).first()
    paper.origin, paper.for_applicant = "generated", False
    db.session.commit()
    head = head_of(case.organisation)
    assert "<mark>" not in look(head, "тауарларын", "/portal/search")
    paper.for_applicant = True
    db.session.commit()
    assert "<mark>" in look(head, "тауарларын", "/portal/search")
    assert db.session.query(SearchEntry).filter_by(case_id=case.id).count() > 0


def test_filters(case: Any, look: Look) -> None:
    head, day = make_staff(Role.HEAD), case.received_at.date()
    yes: list[dict[str, str]] = [
        {"programme": "domestic-342"}, {"state": case.state}, {"first": str(day), "last": str(day)},
        {"first": f"{day:%d.%m.%Y}", "last": f"{day:%d.%m.%Y}"},
        {"least": "960 000", "most": "960000,00"}, {"what": "uploaded"}, {"what": "contract"},
        {"programme": "nonsense"},
    ]  # fmt: skip
    no: list[dict[str, str]] = [
        {"programme": "export-314"}, {"state": "payment"}, {"last": str(day - timedelta(days=1))},
        {"what": "generated"}, {"first": str(day + timedelta(days=1))},
        {"least": "960000.01"}, {"most": "959999.99"}, {"what": "annex-5"},
        {"what": "costs"}, {"what": "cases"},
    ]  # fmt: skip
    for given in yes:
        assert case.number in look(head, "қостанай", **given), given
    for given in no:
        assert case.number not in look(head, "қостанай", **given), given
    assert "There is no such day" in look(head, "қостанай", first="31.02.2026")


def test_pages_follow_each_other_without_gap_or_repeat(walk: Walk, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    from dms.views import finding

    monkeypatch.setattr(finding, "PAGE", 2)
    organisation = make_organisation(name="«Парақ» ЖШС")
    numbers = {walk.to(CaseState.REGISTERED, organisation=organisation).number for _ in range(5)}
    run_jobs()
    head, seen, more = make_staff(Role.HEAD), [], {}
    for _ in range(3):
        found = look(head, "парақ", what="cases", **more)
        seen += re.findall(r"D342-\d{4}-\d{6}", found)
        after = re.search(r"after=([^\"&]+)\"", found)
        more = {"after": after.group(1).replace("%3A", ":").replace("%2B", "+")} if after else {}
    assert sorted(seen) == sorted(numbers)
    assert not more


def test_a_page_costs_so_many_queries(case: Any, walk: Walk, look: Look, app: Flask) -> None:
    head = make_staff(Role.HEAD)
    counted: list[str] = []
    event.listen(db.engines[None], "before_cursor_execute", lambda *a: counted.append(a[2]))
    look(head, "шарты")
    few = len(counted)
    for _ in range(4):
        more = walk.draft(content=content())
        put(more, written(TEXT))
        walk.submit(more)
        run_jobs()
    counted.clear()
    found = look(head, "шарты")
    assert found.count("<li>") >= 5
    assert len(counted) == few


def places(found: str, *numbers: str) -> list[int]:
    return [found.index(number) for number in numbers]


def test_the_very_number_stands_before_names_and_names_before_texts(walk: Walk, look: Look) -> None:
    """The older case has the contract; the newer one begins with its number, the newest speaks of it in a paper."""
    of_contract = walk.to(CaseState.REGISTERED, content=content(contract_no="91/26"))
    begins = walk.to(CaseState.REGISTERED, content=content(contract_no="91/265"))
    speaks = walk.draft(content=content())
    put(speaks, written("Келісім 91/26 бойынша"), name="Қосымша.pdf")
    walk.on(walk.on(speaks, CaseState.SUBMITTED), CaseState.REGISTERED)
    run_jobs()
    numbers = [walk.fresh(one).number for one in (of_contract, begins, speaks)]
    head = make_staff(Role.HEAD)
    for typed in ("91/26", "9126", "91-26"):
        found = look(head, typed)
        assert places(found, *numbers) == sorted(places(found, *numbers)), typed
    own = look(head, numbers[0])
    assert own.index("Application") == own.index('class="found-label">') + len('class="found-label">')


def test_ranks_are_gone_through_page_by_page(walk: Walk, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    from dms.views import finding

    monkeypatch.setattr(finding, "PAGE", 1)
    expected = []
    for number in ("5/44", "5/441"):
        expected.append(walk.to(CaseState.REGISTERED, content=content(contract_no=number)).number)
    run_jobs()
    head, seen, more = make_staff(Role.HEAD), list[str](), dict[str, str]()
    for _ in range(2):
        found = look(head, "5/44", what="costs", **more)
        seen += re.findall(r"D342-\d{4}-\d{6}", found)
        after = re.search(r"after=([^\"&]+)\"", found)
        more = {"after": after.group(1).replace("%3A", ":").replace("%2B", "+")} if after else {}
    assert seen == expected
    assert not more


@pytest.mark.parametrize("day", ["31.12.9999", "01.01.0001", "9999-12-31", "0001-01-01"])
@pytest.mark.parametrize("which", ["first", "last"])
def test_a_day_at_the_end_of_the_calendar_is_no_day(walk: Walk, as_user: Sign, case: Any, day: str, which: str) -> None:
    head, own = as_user(make_staff(Role.HEAD, Role.ARCHIVIST)), as_user(walk.applicant(case))
    pages = [
        "/desk/search?q=a",
        "/archive/find?q=a",
        *(f"/desk/letters?list={key}" for key in ("incoming", "outgoing")),
    ]
    for browser, path in [*((head, path) for path in pages), (own, "/portal/search?q=a")]:
        answer = browser.get(f"{path}&{which}={day}")
        assert answer.status_code == 200, path
        assert "There is no such day" in answer.get_data(as_text=True), path
    for key in ("incoming", "outgoing"):
        assert head.get(f"/desk/letters.xlsx?list={key}&{which}={day}").status_code == 200
