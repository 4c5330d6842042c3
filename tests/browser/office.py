"""The office behind the pages: its people at their browsers, and what the clerks do to a case from page to page."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, expect

from tests.browser.people import Person
from tests.fixtures.application import Clock, built
from tests.fixtures.system import System
from tests.fixtures.walk import Walk
from workflows.states import Role


class Office:
    """The staff and the applicants of a running system, in its own database."""

    def __init__(self, system: System, browser: Browser) -> None:
        self.system, self.browser = system, browser
        self.people: list[Person] = []

    @contextmanager
    def inside(self) -> Iterator[Walk]:
        """The services in that database. There is money on the account and what the release ships is in it."""
        from dms import scope
        from dms.services import clock

        with (
            built(self.system.urls, self.system.folder, **self.system.more) as app,
            app.app_context(),
            scope.acting(scope.SYSTEM),
        ):
            standing = Clock()
            standing.set(clock.now())
            app.config["CLOCK"] = standing
            walk = Walk(standing)
            walk._staff.update(self.system.head)
            try:
                yield walk
            finally:
                self.system.head |= {role: row_id for role, row_id in walk._staff.items() if role is Role.HEAD}

    def draft(self, *roles: Role) -> tuple[str, str, dict[Role, str]]:
        """An application filled in but not yet made: its id, its applicant's and the staff's addresses."""
        with self.inside() as walk:
            case = walk.draft()
            return case.public_id, walk.applicant(case).email, {role: walk.staff(role).email for role in roles}

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

    def stranger(self, name: str) -> Person:
        """Somebody without an account."""
        made = Person.arriving(self.browser, self.system.address, name)
        self.people.append(made)
        return made

    def close(self) -> None:
        for person in self.people:
            person.page.context.close()
        assert [fault for person in self.people for fault in person.faults] == []


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
        answer_in_place(executor)
    raise AssertionError("checks never end")


def answer_in_place(executor: Person) -> None:
    """One answer: the page stays, the row and the count on the tab change, the next question has the focus."""
    page = executor.page
    count, left = page.locator("#case-tabs [aria-current] .count"), page.locator("li.check-open").count()
    before = count.inner_text()
    page.evaluate("window.same = true")
    executor.fill("check=", verdict="yes", reasons="Тексерілді").locator("button[type=submit]").last.click()
    expect(count).not_to_have_text(before)
    expect(page.locator("li.check-open")).to_have_count(left - 1)
    assert page.evaluate("window.same"), "the whole page was loaded anew"
    if left > 1:
        assert page.evaluate("document.activeElement.matches('.check-form')")
    executor.check("an answer in place")


def hand_over(case: str, giver: Person, to: str, **why: str) -> None:
    """Gives the case to the clerk whose name is ``to``."""
    page = f"/desk/c/{case}/act/assign"
    giver.until_form(page, "/act/assign")
    giver.page.locator("form[action*='/act/assign'] label", has_text=to).first.click()
    giver.press("/act/assign", **why)


def decide(case: str, head: Person) -> None:
    head.until(
        f"/desk/c/{case}/decision",
        lambda page: page.locator("form[action*='/decision/sign'] button[type=submit]:not([disabled])").count() > 0,
    )
    head.axe("decision")
    head.press("/decision/sign")


def archive(case: str, archivist: Person, into: Path) -> Path:
    """Packs the case, hands it over and takes the package out."""
    page = f"/archive/c/{case}"
    archivist.until_form(page, "/pack")
    archivist.axe("archive")
    archivist.press("/pack")
    archivist.until_form(page, "/hand-over")
    archivist.press("/hand-over")
    return archivist.download(f"{page}/package.zip", into)


def papers(person: Person, path: str, folder: Path) -> str:
    """The words of all papers that a page offers."""
    person.go(path)
    spots = person.page.locator("a[href*='/files/'][href$='/download']").all()
    links: list[Any] = sorted({spot.get_attribute("href") for spot in spots} - {None})
    assert links, f"{path} offers no paper"
    return " ".join(_text_of(person.download(href, folder / f"{no}.pdf")) for no, href in enumerate(links))


def _text_of(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())
