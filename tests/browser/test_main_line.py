"""The whole line in a real browser on the real system: web server, worker, database, store. A producer applies, the
clerks carry the application on, it is granted, agreed and paid; another is refused after a hearing and its sealed
package is taken out of the archive. The papers that come out are read."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.people import Person
from tests.fixtures.application import Clock, built
from tests.fixtures.system import System
from tests.fixtures.walk import Walk
from workflows.states import CaseState, Role

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("system")]
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
ROLES = (Role.EXECUTOR, Role.HEAD, Role.FINANCE, Role.ARCHIVIST)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()


class Office:
    """The staff and the applicants, made through the services in the running system's own database."""

    def __init__(self, system: System, browser: Browser) -> None:
        self.system, self.browser = system, browser
        self.faults: list[str] = []
        self.people: list[Person] = []

    @contextmanager
    def inside(self) -> Iterator[Walk]:
        from dms import scope
        from dms.services import clock

        with built(self.system.urls, self.system.folder) as app, app.app_context(), scope.acting(scope.SYSTEM):
            standing = Clock()
            standing.set(clock.now())
            app.config["CLOCK"] = standing
            yield Walk(standing)

    def draft(self) -> tuple[str, str, dict[Role, str]]:
        """An application filled in but not yet made: its id, its applicant's and the staff's addresses."""
        with self.inside() as walk:
            case = walk.draft()
            return case.public_id, walk.applicant(case).email, {role: walk.staff(role).email for role in ROLES}

    def state(self, public_id: str) -> str:
        from sqlalchemy import text

        from dms.extensions import db

        with self.inside():
            asked = text("SELECT state FROM cases WHERE public_id = :id")
            return str(db.session.execute(asked, {"id": public_id}).scalar_one())

    def person(self, email: str, name: str) -> Person:
        made = Person.at_work(self.browser, self.system.address, email, name)
        self.people.append(made)
        return made


@pytest.fixture
def office(system: System, browser: Browser) -> Iterator[Office]:
    made = Office(system, browser)
    yield made
    for person in made.people:
        person.page.context.close()
    assert [fault for person in made.people for fault in person.faults] == []


def submitted(office: Office) -> tuple[str, Person, dict[Role, Person]]:
    """An application on the desk: frozen, read, signed and submitted by the applicant; registered by the system."""
    case, email, staff = office.draft()
    applicant = office.person(email, "applicant")
    applicant.go(f"/portal/a/{case}/review")
    applicant.axe("review")
    applicant.press("/freeze")
    applicant.until_form(f"/portal/a/{case}/sign", "/sign-demo")
    applicant.press("/sign-demo")
    applicant.until_form(f"/portal/a/{case}/sign", "/submit")
    applicant.axe("sign")
    applicant.press("/submit")
    applicant.go(f"/portal/c/{case}/")
    applicant.axe("case of the applicant")
    move_clock(applicant, "office")
    people = {role: office.person(address, role) for role, address in staff.items()}
    executor = people[Role.EXECUTOR]
    executor.until_form(f"/desk/c/{case}/act/take", "/act/take")
    executor.press("/act/take")
    return case, applicant, people


def move_clock(person: Person, where: str) -> None:
    person.page.select_option("form[action*='/demo/clock'] select", where)
    person.press("/demo/clock")


def complete(case: str, executor: Person) -> None:
    """Every line of completeness answered, page by page of the list."""
    executor.go(f"/desk/c/{case}/documents")
    executor.axe("documents at the desk")
    form = executor.page.locator(f"form[action*='/desk/c/{case}/documents']").first
    for yes in form.locator("input[type=radio][value=yes]").all():
        executor.tick(yes)
    executor.press(f"/desk/c/{case}/documents")
    executor.go(f"/desk/c/{case}/act/complete")
    executor.press("/act/complete")


def answer_checks(case: str, executor: Person) -> None:
    """Confirms what the data propose and answers the rest one by one."""
    executor.go(f"/desk/c/{case}/checks")
    executor.axe("checks")
    if executor.page.locator("form[action*='/checks/confirm']").count():
        executor.press("/checks/confirm")
    for _ in range(80):
        executor.go(f"/desk/c/{case}/checks")
        left = executor.page.locator("li.check-open a[href*='check=']")
        if not left.count():
            return
        executor.go(left.first.get_attribute("href") or "")
        executor.press("check=", verdict="yes", reasons="Тексерілді")
    raise AssertionError("checks never end")


def decide(case: str, head: Person) -> None:
    head.until(
        f"/desk/c/{case}/decision",
        lambda page: page.locator("form[action*='/decision/sign'] button[type=submit]:not([disabled])").count() > 0,
    )
    head.axe("decision")
    head.press("/decision/sign")


def text_of(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


def papers(person: Person, path: str, folder: Path) -> str:
    """The words of all papers that a page offers."""
    person.go(path)
    spots = person.page.locator("a[href*='/files/'][href$='/download']").all()
    links: list[Any] = sorted({spot.get_attribute("href") for spot in spots} - {None})
    assert links, f"{path} offers no paper"
    return " ".join(text_of(person.download(href, folder / f"{no}.pdf")) for no, href in enumerate(links))


def test_granted_and_paid(office: Office, tmp_path: Path) -> None:
    case, applicant, people = submitted(office)
    executor, head = people[Role.EXECUTOR], people[Role.HEAD]
    complete(case, executor)
    answer_checks(case, executor)
    executor.go(f"/desk/c/{case}/act/propose_grant")
    executor.press("/act/propose_grant")
    decide(case, head)
    assert office.state(case) == CaseState.AGREEMENT
    applicant.until_form(f"/portal/c/{case}/agreement", "/sign-demo")
    applicant.axe("agreement")
    applicant.press("/sign-demo")
    applicant.until_form(f"/portal/c/{case}/agreement", f"/c/{case}/agreement")
    applicant.press(f"/c/{case}/agreement")
    finance = people[Role.FINANCE]
    finance.until_form(f"/desk/c/{case}/money", "/pay")
    finance.axe("money of the case")
    finance.press("/pay", reference="PP-2026-1")
    assert office.state(case) == CaseState.MONITORING
    said = papers(applicant, f"/portal/c/{case}/", tmp_path)
    for words in ("480 000,00", "Келісім", "Үлгі-"):
        assert words in said.replace("\u00a0", " "), f"no paper says {words}"


def test_refused_after_a_hearing_and_archived(office: Office, tmp_path: Path) -> None:
    case, applicant, people = submitted(office)
    executor, head, archivist = people[Role.EXECUTOR], people[Role.HEAD], people[Role.ARCHIVIST]
    complete(case, executor)
    executor.go(f"/desk/c/{case}/act/propose_refusal")
    executor.axe("an act")
    executor.press("/act/propose_refusal", ground_1=True, facts_1="Шот-фактура жарамсыз", place="Астана, Қабанбай 1")
    assert office.state(case) == CaseState.HEARING
    applicant.go(f"/portal/c/{case}/hearing")
    applicant.axe("hearing")
    applicant.press("/hearing", position="Келіспеймін: шот-фактура жарамды.")
    executor.go(f"/desk/c/{case}/act/hold_hearing")
    executor.press("/act/hold_hearing", minutes="Өтініш берушінің ұстанымы қаралды.")
    executor.go(f"/desk/c/{case}/act/prepare_refusal")
    executor.press("/act/prepare_refusal")
    decide(case, head)
    assert office.state(case) == CaseState.REFUSED
    said = papers(applicant, f"/portal/c/{case}/", tmp_path)
    assert "Шот-фактура жарамсыз" in said, "the reasoned refusal does not give the officer's facts"
    page = f"/archive/c/{case}"
    archivist.until_form(page, "/pack")
    archivist.axe("archive")
    archivist.press("/pack")
    archivist.until_form(page, "/hand-over")
    archivist.press("/hand-over")
    assert office.state(case) == CaseState.ARCHIVED
    package = archivist.download(f"{page}/package.zip", tmp_path / "package.zip")
    assert package.read_bytes()[:2] == b"PK"
