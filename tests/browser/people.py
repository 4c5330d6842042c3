"""People at their browsers: each with a window of his own, seeing pages and pressing what stands there."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Locator, Page

from tests.fixtures.people import PASSWORD

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
#: How long the worker may take for a paper on a busy machine, seconds.
PATIENCE = 120.0


@dataclass
class Person:
    """One log-in in one window. ``faults``: what went wrong on any page so far."""

    page: Page
    name: str
    faults: list[str] = field(default_factory=list)
    looked: set[str] = field(default_factory=set)

    @classmethod
    def arriving(cls, browser: Browser, address: str, name: str) -> Person:
        context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900}, locale="kk")
        made = cls(context.new_page(), name)
        made.page.on("pageerror", lambda error: made.faults.append(f"{name}: {error}"))
        return made

    @classmethod
    def at_work(cls, browser: Browser, address: str, email: str, name: str) -> Person:
        made = cls.arriving(browser, address, name)
        made.log_in(email)
        return made

    def log_in(self, email: str) -> None:
        """Through the page."""
        self.go("/login")
        self.page.fill("input[name=email]", email)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.locator("form:has(input[name=password]) button[type=submit]").first.click()
        self.page.wait_for_url(lambda url: "/login" not in url)

    def go(self, path: str) -> None:
        answer = self._goto(path)
        if answer is not None and answer.status >= 400:
            raise AssertionError(f"{self.name}: {path} answers {answer.status}\n{self.words()[:1500]}")

    def _goto(self, path: str) -> Any:
        """A page that shows progress may reload itself just now; then it is asked for again."""
        for _ in range(5):
            try:
                return self.page.goto(path, wait_until="load")
            except Error as error:
                if "ERR_ABORTED" not in str(error):
                    raise
                self.page.wait_for_load_state("load")
        raise AssertionError(f"{self.name}: {path} never comes to rest")

    def words(self) -> str:
        return self.page.locator("body").inner_text()

    def press(self, action: str, **fields: Any) -> None:
        """Fills the form that goes to an address ending in ``action`` and sends it, answering yes when it asks."""
        self.click(self.fill(action, **fields).locator("button[type=submit]").last)

    def fill(self, action: str, **fields: Any) -> Locator:
        """Fills the form that goes to an address with ``action`` in it; gives the form."""
        having = "".join(f":has([name='{name}'])" for name in fields)
        # A form without an address goes to the page it stands on.
        own = f", form:not([action]){having}" if having and action in self.page.url else ""
        form = self.page.locator(f"form[action*='{action}']{having}{own}").first
        for name, value in fields.items():
            self._fill(form.locator(f"[name='{name}']"), value)
        return form

    def click(self, button: Locator) -> None:
        """Presses what leads to another page, and says yes when it asks."""
        before = self.page.url
        with self.page.expect_navigation(wait_until="load", timeout=PATIENCE * 1000):
            button.click()
            yes = self.page.locator("dialog[open] [data-confirm-yes]")
            if yes.count():
                yes.click()
        self.check(f"from {before}")

    def _fill(self, spot: Any, value: Any) -> None:
        kind = spot.first.get_attribute("type")
        if kind in ("checkbox", "radio"):
            chosen = spot.first if value is True else spot.and_(self.page.locator(f"[value='{value}']"))
            self.tick(chosen)
            return
        if spot.first.evaluate("spot => spot.tagName") == "SELECT":
            spot.first.select_option(str(value))
            return
        details = spot.first.locator("xpath=ancestor::details[not(@open)]")
        if details.count():
            details.first.locator("summary").click()
        spot.first.fill(str(value))

    def tick(self, spot: Any) -> None:
        """By its words, as a person does."""
        if not spot.is_checked():
            self.page.locator(f"label[for='{spot.get_attribute('id')}']").first.click()
        assert spot.is_checked()

    def check(self, where: str) -> None:
        """No error page and no form that came back with faults."""
        if self.page.locator(".error-summary").count():
            raise AssertionError(f"{self.name} {where}: {self.page.locator('.error-summary').inner_text()}")
        if self.page.locator("main[data-error], .error-page").count():
            raise AssertionError(f"{self.name} {where}: {self.words()[:1500]}")

    def until(self, path: str, there: Callable[[Page], bool]) -> None:
        """Reloads the page until what it waits for is there: a worker is at it."""
        deadline = time.monotonic() + PATIENCE
        while True:
            self.go(path)
            if there(self.page):
                return
            if time.monotonic() > deadline:
                raise AssertionError(f"{self.name}: {path} never shows it\n{self.words()[:3000]}")
            time.sleep(0.5)

    def until_form(self, path: str, action: str) -> None:
        self.until(path, lambda page: page.locator(f"form[action*='{action}']").count() > 0)

    def axe(self, kind: str) -> None:
        """Nothing serious on this kind of page; looked at once."""
        if kind in self.looked:
            return
        self.looked.add(kind)
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate(
            "async () => (await axe.run()).violations.map(v => [v.impact, v.id, v.nodes[0].html])"
        )
        serious = [f"{kind}: {name} {html[:200]}" for impact, name, html in found if impact in ("serious", "critical")]
        self.faults += serious

    def download(self, href: str, into: Path) -> Path:
        """A file by its address, with this person's cookies."""
        answer = self.page.request.get(href)
        assert answer.ok, f"{href} answers {answer.status}"
        into.write_bytes(answer.body())
        return into
