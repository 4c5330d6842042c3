"""What the tests of the national program share: a system that trusts a national authority, a browser that trusts the
stand-in of the program, and the way a person presses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from dms.platform.postgres import Server
from dms.signing.gost import engine
from tests.browser.conftest import ARGUMENTS
from tests.browser.office import Office
from tests.browser.people import Person
from tests.fixtures import ncalayer
from tests.fixtures.national import National
from tests.fixtures.ncalayer import Loopback, NcaLayer
from tests.fixtures.pki.ca import Ca
from tests.fixtures.pki.gost import need_engine
from tests.fixtures.system import System, running


@pytest.fixture(scope="module")
def loopback(tmp_path_factory: pytest.TempPathFactory) -> Loopback:
    return Loopback.make(tmp_path_factory.mktemp("loopback"))


@pytest.fixture(scope="module")
def national(tmp_path_factory: pytest.TempPathFactory) -> National:
    return National(tmp_path_factory.mktemp("national") / "trusted")


@pytest.fixture(scope="module")
def trusted_gost(national: National) -> Ca | None:
    """An authority of GOST keys that the system trusts; None where there is nothing that makes them."""
    return national.with_gost() if engine.is_here() else None


@pytest.fixture
def of_gost(trusted_gost: Ca | None) -> Ca:
    """The same, for a test that needs it."""
    need_engine()
    assert trusted_gost is not None
    return trusted_gost


@pytest.fixture(scope="module")
def system(
    postgres: Server, tmp_path_factory: pytest.TempPathFactory, national: National, trusted_gost: Ca | None
) -> Iterator[System]:
    with running(postgres, tmp_path_factory.mktemp("system"), **national.settings) as made:
        yield made


@pytest.fixture(scope="module")
def browser(chromium: str, loopback: Loopback) -> Iterator[Browser]:
    """It trusts the stand-in's key alone; everything else is checked as ever."""
    trusted = f"--ignore-certificate-errors-spki-list={loopback.pin}"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=[*ARGUMENTS, trusted])
        yield started
        started.close()


@pytest.fixture
def office(system: System, browser: Browser) -> Iterator[Office]:
    made = Office(system, browser)
    yield made
    made.close()


@pytest.fixture
def program(loopback: Loopback) -> Iterator[NcaLayer]:
    with ncalayer.running(NcaLayer(), loopback) as started:
        yield started


def start(person: Person) -> None:
    person.page.locator("form[data-signing] button[type=submit]").click()


def told(person: Person, words: str) -> None:
    """What the box says at last."""
    expect(person.page.locator("form[data-signing]")).to_contain_text(words, timeout=20000)
