"""A refusal in a real browser on the real system: web server, worker, database, store. A producer applies, is heard and
refused, and the sealed package is taken out of the archive. The papers that come out are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.office import Office, archive, complete, decide, move_clock, papers
from tests.browser.people import Person
from workflows.states import CaseState, Role

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("system")]
ROLES = (Role.EXECUTOR, Role.HEAD, Role.ARCHIVIST)


def submitted(office: Office) -> tuple[str, Person, dict[Role, Person]]:
    """An application on the desk: frozen, read, signed and submitted by the applicant; registered by the system."""
    case, email, staff = office.draft(*ROLES)
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


def first_document(executor: Person) -> str:
    """The first paper of the case that the form offers as what shows a ground."""
    offered = executor.page.locator("[name=shown_1] option[value^='document:']")
    return offered.first.get_attribute("value") or ""


def test_refused_after_a_hearing_and_archived(office: Office, tmp_path: Path) -> None:
    case, applicant, people = submitted(office)
    executor, head, archivist = people[Role.EXECUTOR], people[Role.HEAD], people[Role.ARCHIVIST]
    complete(case, executor)
    executor.go(f"/desk/c/{case}/act/propose_refusal")
    executor.axe("an act")
    untrue = {"ground_1": True, "facts_1": "Шот-фактура жарамсыз", "shown_1": first_document(executor)}
    executor.press("/act/propose_refusal", **untrue, place="Астана, Қабанбай 1")
    assert office.state(case) == CaseState.HEARING
    applicant.go(f"/portal/c/{case}/hearing")
    applicant.axe("hearing")
    applicant.press("/hearing", part="stays_away", position="Келіспеймін: шот-фактура жарамды.")
    executor.go(f"/desk/c/{case}/act/hold_hearing")
    executor.press("/act/hold_hearing", presence="nobody", minutes="Өтініш берушінің ұстанымы қаралды.")
    executor.go(f"/desk/c/{case}/act/prepare_refusal")
    executor.press("/act/prepare_refusal")
    decide(case, head)
    assert office.state(case) == CaseState.REFUSED
    said = papers(applicant, f"/portal/c/{case}/", tmp_path)
    assert "Шот-фактура жарамсыз" in said, "the reasoned refusal does not give the officer's facts"
    package = archive(case, archivist, tmp_path / "package.zip")
    assert office.state(case) == CaseState.ARCHIVED
    assert package.read_bytes()[:2] == b"PK"
