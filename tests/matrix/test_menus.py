"""The menu of each role against the routes it may open: every link leads somewhere, no page is without a link."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.matrix.table import rows
from tests.matrix.test_routes import connection, door, rules
from tests.matrix.visitors import STAFF, World, undone

pytestmark = pytest.mark.xdist_group("routes")

#: Pages without a place in a menu: files, and forms that a page of the menu leads to.
INNER = {
    "desk.export", "desk.letters_export", "desk.new_general", "desk.to_sign", "money.export", "admin.new_user",
}  # fmt: skip
LINK = re.compile(r'<a [^>]*href="(/[^"#?]*)[^"]*"')


def menu_of(page: str) -> set[str]:
    """The addresses of the main menu."""
    found = re.search(r'<ul class="nav">.*?</ul>', page, re.DOTALL)
    assert found is not None, page[:3000]
    return {unescape(link) for link in LINK.findall(found[0])}


def top_level(world: World, role: str) -> dict[str, str]:
    """Address → endpoint of the operator's pages that need nothing but the role."""
    table = rows()
    return {
        rule.rule: rule.endpoint
        for rule in rules(world.app, "GET")
        if not rule.arguments
        and table[rule.endpoint, "GET"].startswith("staff")
        and rule.endpoint not in INNER
        and door(table[rule.endpoint, "GET"], role) is None
    }


@pytest.mark.parametrize("role", STAFF)
def test_a_menu_holds_what_its_role_may_open_and_nothing_else(world: World, role: str) -> None:
    with undone(connection()):
        browser = world.visit(role)
        menu = menu_of(browser.get("/desk/").get_data(as_text=True))
        pages = {link: browser.get(link) for link in menu}
        assert {link: answer.status_code for link, answer in pages.items() if answer.status_code != 200} == {}
        linked = menu.union(*(LINK.findall(answer.get_data(as_text=True)) for answer in pages.values()))
    expected = top_level(world, role)
    assert "/desk/" in expected
    assert sorted(set(expected) - linked) == []


@pytest.mark.parametrize("role", STAFF)
def test_the_tabs_of_the_administration_all_open(world: World, role: str) -> None:
    with undone(connection()):
        browser = world.visit(role)
        for start in ("/admin/users", "/admin/tables"):
            answer = browser.get(start)
            if answer.status_code != 200:
                continue
            tabs = {link for link in LINK.findall(answer.get_data(as_text=True)) if link.startswith("/admin/")}
            assert {link: status for link in tabs if (status := browser.get(link).status_code) != 200} == {}
