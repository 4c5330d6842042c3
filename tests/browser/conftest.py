"""One browser for the tests of a file, and the office that stands behind its pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.office import Office
from tests.fixtures.system import System

ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def office(system: System, browser: Browser) -> Iterator[Office]:
    """Ends with the faults that anybody's pages had."""
    made = Office(system, browser)
    yield made
    made.close()
