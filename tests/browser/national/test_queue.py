"""The head's queue: one question of the program for the papers of several cases; and a supplement that waits in it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from dms.signing.demo_authority import DemoIdentity
from tests.browser.national.conftest import start, told
from tests.browser.office import Office
from tests.browser.people import PATIENCE, Person
from tests.fixtures.national import National
from tests.fixtures.ncalayer import NcaLayer
from workflows.states import CaseState, Role

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("ncalayer")]
OPERATOR = "061240000015"


NEW = {"bank__name": "Отбасы банк", "bank__iban": "KZ978562203105747338", "bank__bic": "KCJBKZKX", "bank__kbe": "17"}


def mark(head: Person, numbers: list[str]) -> None:
    for number in numbers:
        head.page.locator("tr", has_text=number).locator("input[type=checkbox]").check()


def press(head: Person) -> None:
    start(head)
    head.page.locator("dialog[open] [data-confirm-yes]").click()


def test_a_queue_is_signed_in_one_go(
    office: Office, program: NcaLayer, national: National, monkeypatch: pytest.MonkeyPatch
) -> None:
    national.sign_for_walks(monkeypatch, OPERATOR)

    def prepare() -> tuple[list[str], list[str], list[DemoIdentity]]:
        with office.inside() as walk:
            cases = [walk.to(CaseState.DECISION) for _ in range(3)]
            officer = walk.staff(Role.HEAD)
            own = [national.key_of(officer, bin=number) for number in (OPERATOR, "990140000011")]
            names = [(case.public_id, case.number) for case in cases]
            return [key for key, _ in names], [no for _, no in names], [national.log_in_key_of(officer), *own]

    office.system.kill("worker")  # the walk makes its papers itself
    with ThreadPoolExecutor(1) as aside:  # signing wants a loop of its own, and Playwright's runs here
        keys, numbers, (logs_in, signs, of_another) = aside.submit(prepare).result()
    office.system.start("worker")
    head, program.holder = office.stranger("head"), logs_in
    head.go("/login/eds?next=/desk/to-sign")
    with head.page.expect_navigation(timeout=PATIENCE * 1000):
        start(head)
    head.axe("queue")
    program.mood = "cancels"
    mark(head, numbers)
    press(head)
    told(head, "You cancelled the signing")
    program.mood, program.holder = "signs", of_another
    press(head)
    rows = head.page.locator("[data-sign-results] li")
    expect(rows).to_have_count(9, timeout=60000)
    assert rows.evaluate_all("rows => new Set(rows.map(row => row.dataset.verdict)).size") == 1
    told(head, "990140000011")
    program.holder = signs
    head.go("/desk/to-sign")
    mark(head, numbers[:2])
    before = len(program.calls)
    press(head)
    expect(head.page.locator("[data-sign-results] li[data-verdict=valid]")).to_have_count(6, timeout=60000)
    assert len(program.calls) == before + 1, "more than one question"
    head.axe("queue, signed")
    assert [office.state(key) for key in keys] == ["agreement", "agreement", "decision"]
    head.go("/desk/to-sign")
    assert numbers[2] in head.words()
    assert numbers[0] not in head.words()


@dataclass(frozen=True)
class Paying:
    """A case after its agreement: its id and number, its applicant's address, and the keys of both sides."""

    case: str
    number: str
    applicant: str
    applicants_key: DemoIdentity
    heads_log_in: DemoIdentity
    heads_key: DemoIdentity


@pytest.fixture
def paying(office: Office, national: National, monkeypatch: pytest.MonkeyPatch) -> Paying:
    national.sign_for_walks(monkeypatch, OPERATOR)

    def prepare() -> Paying:
        with office.inside() as walk:
            case = walk.to(CaseState.PAYMENT)
            applicant, officer = walk.applicant(case), walk.staff(Role.HEAD)
            key = national.key_of(applicant, bin=case.organisation.bin)
            own = national.log_in_key_of(officer), national.key_of(officer, bin=OPERATOR)
            return Paying(case.public_id, case.number, applicant.email, key, *own)

    office.system.kill("worker")
    with ThreadPoolExecutor(1) as aside:
        made = aside.submit(prepare).result()
    office.system.start("worker")
    return made


def test_a_supplement_is_signed_by_both_sides(office: Office, program: NcaLayer, paying: Paying) -> None:
    details, at_desk = f"/portal/c/{paying.case}/details", f"/desk/c/{paying.case}/supplement"
    applicant, head = office.person(paying.applicant, "applicant"), office.stranger("head")
    applicant.go(details)
    applicant.press("/details", **NEW)
    applicant.until(details, lambda page: page.locator("form[data-signing]").count() > 0)
    applicant.axe("supplement, portal")
    program.holder = paying.applicants_key
    start(applicant)
    expect(applicant.page.locator("main")).to_contain_text("Signed by you", timeout=PATIENCE * 1000)
    program.holder = paying.heads_log_in
    head.go("/login/eds?next=/desk/to-sign")
    with head.page.expect_navigation(timeout=PATIENCE * 1000):
        start(head)
    head.axe("queue with a supplement")
    head.click(head.page.locator(f"main a[href='{at_desk}']"))
    head.axe("supplement, desk")
    program.holder = paying.heads_key
    start(head)
    expect(head.page.locator("main")).to_contain_text("No supplement waits", timeout=PATIENCE * 1000)
    applicant.go(details)
    in_force = applicant.page.locator("h2", has_text="In force now").locator("xpath=following-sibling::p[1]")
    expect(in_force).to_contain_text(NEW["bank__iban"])
