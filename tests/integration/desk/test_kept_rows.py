"""A row of a worklist that a process has drawn once: shown again as it is, and drawn anew with whatever changes it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import scoped_session

from dms.views.desk import rows
from tests.fixtures import people
from tests.fixtures.application import Clock
from tests.integration.desk.conftest import Sign, happen
from tests.integration.desk.test_worklists import add_cases
from workflows.states import CaseState, Role


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The numbers of the cases whose rows are made, in their order."""
    made: list[str] = []
    make = rows._row

    def noted(case: Any, *rest: Any) -> Any:
        made.append(case.number)
        return make(case, *rest)

    monkeypatch.setattr(rows, "_row", noted)
    return made


def test_a_row_is_made_anew_with_whatever_changes_it(
    session: scoped_session[Any], clock: Clock, as_user: Sign, drawn: list[str]
) -> None:
    organisation = people.make_organisation(name="«Жетісу Кабель» АҚ")
    browser = as_user(people.make_staff(Role.HEAD, Role.EXECUTOR))
    case = add_cases(session, organisation, [clock() + timedelta(days=1)], CaseState.REGISTERED)[0]

    def page() -> str:
        drawn.clear()
        return str(browser.get("/desk/?list=all").get_data(as_text=True))

    page()
    assert drawn == [case.number]
    again = page()
    assert not drawn
    happen()
    assert "Жетісу Кабель" in page()
    assert not drawn, "what happens elsewhere leaves the row"
    assert "Жетісу Кабель" in again
    assert "overdue" not in again.split("<tbody>")[1]

    organisation.name = "«Жетісу Сым» АҚ"  # raises no case's version
    happen()
    assert "Жетісу Сым" in page()

    case.state, case.version = CaseState.COMPLETENESS.value, case.version + 1
    happen()
    assert "0 of" in page()

    clock.advance(days=2)
    assert "overdue" in page().split("<tbody>")[1]
    assert drawn == [case.number]
