"""A letter and a general document are signed on their pages: offered once, taken once, and told again when the reply
got lost, also after the paper is in force."""

from __future__ import annotations

import base64
from typing import Any

from dms.queries import documents
from dms.services import clock, correspondence
from dms.services.signed import demo_signing
from tests.fixtures.walk import Walk
from tests.integration.desk.conftest import Browser, Sign
from tests.integration.desk.test_filing import drafted, folder
from tests.integration.desk.test_letters import checked, pdf, told
from workflows.states import CaseState, Role

__all__ = ["folder"]  # a fixture
WORDS = {"letter": "The letter is signed and has its number.", "general": "The document is signed and in force"}


def answered(browser: Browser, page: str, who: Any, paper: Any, case: Any) -> list[Any]:
    """What a signature over the paper's file brings, sent twice, and another one under the same offer."""
    (group,) = browser.post(f"{page}/signing", json={}).json["groups"]
    assert [row["id"] for row in group["documents"]] == [paper.public_id]
    rows = [
        [{"version": paper.public_id, "cms": base64.b64encode(cms).decode()}]
        for cms in (demo_signing.sign(paper, who, case, "operator", clock.now()), b"junk")
    ]
    return [browser.post(group["url"], json={"offer": group["offer"], "signatures": sent})
            for sent in (rows[0], rows[0], rows[1])]  # fmt: skip


def check(answers: list[Any], word: str) -> None:
    first, again, other = answers
    assert (first.status_code, first.json["results"][0]["verdict"]) == (200, "valid")
    assert first.json["results"][0]["word"].startswith(word)
    assert (again.status_code, again.json) == (200, first.json)
    assert other.status_code == 409


def test_a_letter(walk: Walk, session: Any, as_user: Sign) -> None:
    case, head = walk.to(CaseState.COMPLETENESS), walk.staff(Role.HEAD)
    letter = checked(session, correspondence.draft(case, walk.assignee(case), told(), pdf()))
    paper = letter.files[0].current
    check(answered(as_user(head), f"/desk/letters/{letter.public_id}", head, paper, case), WORDS["letter"])
    session.expire_all()
    assert letter.number
    assert len(documents.get_version(case, paper.public_id).signatures) == 1


def test_a_general_document(walk: Walk, session: Any, folder: Any, as_user: Sign) -> None:
    head = walk.staff(Role.HEAD)
    row = drafted(session, folder, walk.staff(Role.EXECUTOR))
    paper = row.files[0].current
    check(answered(as_user(head), f"/desk/documents/{row.public_id}", head, paper, None), WORDS["general"])
    session.expire_all()
    assert row.state == "in_force"
    assert row.approved_by_id == head.id
