"""Coming in by the national program: a log-in, and the first head who opens his organisation."""

from __future__ import annotations

import pytest

from tests.browser.national.conftest import start, told
from tests.browser.office import Office
from tests.browser.people import PATIENCE
from tests.fixtures.national import National
from tests.fixtures.ncalayer import NcaLayer
from tests.fixtures.people import make_bin
from workflows.states import Role

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("ncalayer")]


def test_an_officer_comes_in_by_eds_and_needs_nothing_more(
    office: Office, program: NcaLayer, national: National
) -> None:
    with office.inside() as walk:
        officer = walk.staff(Role.EXECUTOR)
        program.holder = national.log_in_key_of(officer)
        signing = national.key_of(officer)
    person = office.stranger("officer")
    person.go("/login/eds?next=/desk/%3Flist%3Dall")
    person.axe("log-in by EDS")
    with person.page.expect_navigation(timeout=PATIENCE * 1000):
        start(person)
    assert person.page.url.endswith("/desk/?list=all")
    (call,) = program.calls
    assert call["args"]["signerParams"] == {"extKeyUsageOids": ["1.3.6.1.5.5.7.3.2"]}
    assert call["args"]["signingParams"]["digested"] is False
    other, program.holder = office.stranger("other"), signing
    other.go("/login/eds")
    start(other)
    told(other, "Қолтаңба")
    assert other.page.url.endswith("/login/eds")


def test_a_first_head_opens_his_organisation(office: Office, program: NcaLayer, national: National) -> None:
    number = make_bin()
    with office.inside():
        from tests.fixtures.people import make_user

        head = make_user()
        email = head.email
        program.holder = national.key_of(head, bin=number)
    person = office.person(email, "head")
    person.go("/account/organisations/open")
    person.press("/organisations/open", number=number, name="«Жаңа ұйым» ЖШС")
    person.axe("proof by the program")
    with person.page.expect_navigation(timeout=PATIENCE * 1000):
        start(person)
    assert "«Жаңа ұйым» ЖШС" in person.words()
