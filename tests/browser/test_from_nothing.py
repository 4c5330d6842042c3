"""From nothing to the archive in a real browser on the real system: a producer who has no account yet applies, is
granted and paid, reports for two years, and the sealed package is checked by the command."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from dms.platform.postgres import Server
from tests.browser import applicant as producer
from tests.browser.office import Office, answer_checks, archive, complete, decide, hand_over, move_clock, papers
from tests.browser.people import Person
from tests.fixtures.people import PASSWORD, make_iin
from tests.fixtures.system import System, running
from workflows.states import CaseState, Role

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("system")]
STAFF = {
    Role.REGISTRAR: "Тіркеуші Гүлнар",
    Role.EXECUTOR: "Орындаушы Айгүл",
    Role.HEAD: "Басшы Дәурен",
    Role.FINANCE: "Қаржыгер Мәдина",
    Role.MONITOR: "Бақылаушы Әлібек",
    Role.ARCHIVIST: "Мұрағатшы Жанар",
}


@pytest.fixture
def own_office(postgres: Server, tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Office]:
    """A system of its own: this test moves the clock by years."""
    with running(postgres, tmp_path_factory.mktemp("nothing")) as system:
        office = Office(system, browser)
        years_ahead(office)
        yield office
        office.close()


def years_ahead(office: Office) -> None:
    """Tables of reference for the years that the clock will pass: one person proposes, another approves."""
    from dms.demo import tables
    from dms.services import clock
    from dms.services.tables import reference

    with office.inside() as walk:
        now = clock.now()
        rows = reference.propose(tables.proposals(now.date(), ()), walk.staff(Role.FINANCE), now)
        for public_id in [row.public_id for row in rows]:
            reference.approve(public_id, walk.staff(Role.ADMINISTRATOR), now)


def dms(system: System, *arguments: str, said: str = "") -> str:
    """A command on the machine of the system; it must succeed."""
    done = subprocess.run(
        [sys.executable, "-m", "dms", *arguments],
        env=system.environment, input=said, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def staff(office: Office) -> dict[Role, Person]:
    """A clerk for each role, made by the command."""
    people = {}
    for role, name in STAFF.items():
        who = ("--email", f"{role}@operator.kz", "--name", name, "--role", role, "--iin", make_iin())
        dms(office.system, "user", "create", *who, "--password-stdin", said=PASSWORD)
        people[role] = office.person(f"{role}@operator.kz", role)
    return people


def granted(case: str, people: dict[Role, Person]) -> None:
    """The operator's side, from the registered application to the signed agreement."""
    executor = people[Role.EXECUTOR]
    hand_over(case, people[Role.REGISTRAR], STAFF[Role.EXECUTOR])
    complete(case, executor)
    answer_checks(case, executor)
    executor.go(f"/desk/c/{case}/calculation")
    executor.axe("calculation")
    assert "8 762 000,00" in executor.words().replace("\u00a0", " ")
    executor.go(f"/desk/c/{case}/act/propose_grant")
    executor.press("/act/propose_grant")
    decide(case, people[Role.HEAD])


def pay(case: str, finance: Person) -> None:
    finance.until_form(f"/desk/c/{case}/money", "/pay")
    finance.axe("money of the case")
    finance.press("/pay", reference="PP-2026-1")


def eight_quarters(case: str, applicant: Person, monitor: Person) -> None:
    """Each reported when it is over, the first seen by the monitor before the next."""
    for quarter in range(1, 9):
        for _ in range(3):
            applicant.go(f"/portal/c/{case}/quarters")
            if applicant.page.locator(f"a[href$='/quarters/{quarter}']").count():
                break
            move_clock(applicant, "quarter")
        producer.report(applicant, case, quarter)
        if quarter == 1:
            monitor.go(f"/desk/c/{case}/money")
            assert "9 000 000,00" in monitor.words().replace("\u00a0", " ")


def test_from_nothing_to_the_archive(own_office: Office, tmp_path: Path) -> None:
    office, system = own_office, own_office.system
    people = staff(office)
    applicant = office.stranger("applicant")
    producer.sign_up(applicant, "assel@example.kz", system.folder / "mail")
    producer.open_organisation(applicant, "«Жаңа Дән» ЖШС")
    case = producer.fill(applicant)
    producer.submit(applicant, case)
    move_clock(applicant, "office")
    applicant.until(
        f"/portal/c/{case}/", lambda page: "D342-" in page.title()
    )  # registered: the desk sees it from now on
    granted(case, people)
    assert office.state(case) == CaseState.AGREEMENT
    producer.agree(applicant, case)
    pay(case, people[Role.FINANCE])
    assert office.state(case) == CaseState.MONITORING
    said = papers(applicant, f"/portal/c/{case}/", tmp_path).replace("\u00a0", " ")
    for words in ("8 762 000,00", "Келісім", "Жаңа Дән"):
        assert words in said, f"no paper says {words}"
    monitor = people[Role.MONITOR]
    hand_over(case, people[Role.HEAD], STAFF[Role.MONITOR], reasons="Мониторинг")
    eight_quarters(case, applicant, monitor)
    monitor.go(f"/money/c/{case}/prepare_close")
    monitor.press("/prepare_close", reasons="Табыс өсті.")
    decide(case, people[Role.HEAD])
    assert office.state(case) == CaseState.CLOSED
    package = archive(case, people[Role.ARCHIVIST], tmp_path / "package.zip")
    assert office.state(case) == CaseState.ARCHIVED
    anchors = system.folder / "demo-ca" / "anchors.pem"
    assert "0 faults" in dms(system, "package", "verify", str(package), "--anchors", str(anchors))
