"""Every clause that a page shows opens the order's words: at the desk, in the portal, in public, in administration."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import html5lib
import pytest

from dms import law
from dms.law.citations import cited_in
from tests.fixtures import people
from tests.fixtures.export import ExportWalk
from tests.fixtures.walk import Walk
from tests.integration.desk.conftest import Sign
from workflows.states import CaseState, Role

S = CaseState
DESK = ("", "documents", "checks", "calculation", "money", "correspondence", "history", "decision")
PORTAL = ("", "agreement", "hearing", "quarters", "decline", "withdraw")
DRAFT = ("", "costs", "documents", "estimate", "review")
PUBLIC = ("/", "/passport", "/contacts", "/estimate", "/estimate?programme=export-314", "/law/342:9.1", "/law/342:A6.9")
#: Where a link cannot stand, or where the words name the page itself.
NO_PLACE = {"title", "option", "script", "h1", "legend", "label"}


def shown(html: str) -> Iterator[tuple[str, str]]:
    """``open`` and the clause for each link to its words; ``shut`` and the words for each that is only words."""
    yield from _shown(html5lib.parse(html, namespaceHTMLElements=False), False)


def _shown(node: Any, linked: bool) -> Iterator[tuple[str, str]]:
    link = (node.get("data-clause") or node.get("href") or "").partition("/law/")[2] if node.tag == "a" else ""
    if link:
        yield "open", unquote(link)
    if node.tag == "span" and node.get("class") == "clause":
        yield "shut", node.text or ""
    linked = linked or bool(link)
    if node.text and not linked and node.tag not in NO_PLACE and not node.get("aria-current"):
        yield from (("shut", node.text) for _ in cited_in(node.text))
    for child in node:
        if isinstance(child.tag, str) and child.tag not in NO_PLACE:
            yield from _shown(child, linked)
        if child.tail and not linked:
            yield from (("shut", child.tail) for _ in cited_in(child.tail))


def opened(html: str) -> set[str]:
    """The clauses that the page opens; every one is there, and none is left as plain words."""
    found = list(shown(html))
    assert [words for kind, words in found if kind == "shut"] == []
    refs = {ref for kind, ref in found if kind == "open"}
    assert sorted(ref for ref in refs if not law.has(ref)) == []
    return refs


def test_words_that_do_not_open_are_seen() -> None:
    page = '<body><p>by 342:9 <a href="/law/342%3A9">342:9</a></p><span class="clause">342:77</span></body>'
    assert sorted(shown(page)) == [("open", "342:9"), ("shut", "342:77"), ("shut", "342:77"), ("shut", "by 342:9 ")]
    with pytest.raises(AssertionError):
        opened(page)
    with pytest.raises(AssertionError):
        opened('<a data-clause="/law/342:77" href="/law/342:77">342:77</a>')


def read(browser: Any, address: str) -> set[str]:
    answer = browser.get(address)
    if answer.status_code in (302, 404):  # a part that this state does not have
        return set()
    assert answer.status_code == 200, address
    return opened(answer.get_data(as_text=True))


@pytest.mark.parametrize(
    "state",
    [S.REGISTERED, S.COMPLETENESS, S.SUBSTANTIVE_REVIEW, S.HEARING, S.DECISION, S.AGREEMENT, S.PAYMENT, S.MONITORING,
     S.RECOVERY, S.REFUSED, S.DECLINED],
    ids=str,
)  # fmt: skip
def test_the_pages_of_a_case_open_what_they_cite(walk: Walk, as_user: Sign, state: CaseState) -> None:
    case = walk.to(state)
    found: set[str] = set()
    for role in (Role.HEAD, Role.EXECUTOR):
        clerk = as_user(walk.staff(role))
        for tab in DESK:
            found |= read(clerk, f"/desk/c/{case.public_id}/{tab}")
    applicant = as_user(walk.applicant(case))
    for part in PORTAL:
        found |= read(applicant, f"/portal/c/{case.public_id}/{part}")
    found |= read(applicant, "/account/notices")
    assert len(found) > 5


def test_the_pages_of_a_draft_open_what_they_cite(walk: Walk, as_user: Sign) -> None:
    case = walk.to(S.DRAFT)
    applicant = as_user(walk.applicant(case))
    found = {ref for part in DRAFT for ref in read(applicant, f"/portal/a/{case.public_id}/{part}")}
    assert {"342:9", "342:A6.8.3"} <= found


@pytest.mark.parametrize("state", [S.DRAFT, S.COMPLETENESS, S.SUBSTANTIVE_REVIEW, S.MONITORING], ids=str)
def test_the_export_programme_opens_its_own_order(export_walk: ExportWalk, as_user: Sign, state: CaseState) -> None:
    case = export_walk.to(state)
    found: set[str] = set()
    if state is not S.DRAFT:
        for tab in DESK:
            found |= read(as_user(export_walk.staff(Role.EXECUTOR)), f"/desk/c/{case.public_id}/{tab}")
    for part in (*DRAFT, *(() if state is S.DRAFT else PORTAL)):
        place = "a" if part in DRAFT[1:] or state is S.DRAFT else "c"
        found |= read(as_user(export_walk.applicant(case)), f"/portal/{place}/{case.public_id}/{part}")
    assert [ref for ref in found if ref.startswith("314:")]


def test_public_pages_and_administration_open_what_they_cite(walk: Walk, as_user: Sign) -> None:
    walk.to(S.REGISTERED)
    browser = as_user(people.make_staff(Role.ADMINISTRATOR))
    found = {ref for address in PUBLIC for ref in read(browser, address)}
    found |= read(browser, "/admin/interpretations") | read(browser, "/admin/workflow")
    assert {"342:9", "342:A6.7", "342:35", "314:22"} <= found


def test_the_register_of_interpretations_lists_the_rules_that_cite_them(as_user: Sign) -> None:
    page = as_user(people.make_staff(Role.ADMINISTRATOR)).get("/admin/interpretations").get_data(as_text=True)
    row = re.search(r'<tr id="I-18">.*?</tr>', page, re.DOTALL)
    assert row is not None
    assert "Demand for return" in row.group()
    assert "Acts" in row.group()
