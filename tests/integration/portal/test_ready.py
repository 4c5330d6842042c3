"""One who may only fill in is told who signs, and tells him that the draft is ready (342:19)."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dms.extensions import db
from dms.models import Notice, User
from dms.services.draft import application
from dms.services.files import attach
from tests.fixtures import pdfs
from tests.fixtures.people import add_member, make_user, sign_in
from tests.fixtures.walk import Walk
from tests.integration.portal.conftest import Applicant, come, text_of

MAKE, TELL = "Make the PDF to sign", "Tell them that the draft is ready"


def as_helper(client: FlaskClient, walk: Walk, scope: Sequence[str], *, empty: bool = False) -> tuple[Applicant, User]:
    """Somebody with a paper of this reach, in the head's place at the browser; and the head."""
    applicant = come(client, walk, walk.draft())
    if empty:
        applicant.case = application.open_draft(applicant.case.organisation, applicant.user, "kk")
    head, applicant.user = applicant.user, make_user()
    add_member(applicant.case.organisation, applicant.user, scope=list(scope), paper_no="17/С")
    sign_in(client, applicant.user)
    return applicant, head


def told(head: User) -> list[Notice]:
    chosen = select(Notice).where(Notice.user_id == head.id, Notice.code == "draft_ready")
    return list(db.session.scalars(chosen))


@pytest.mark.clause("342:19")
def test_one_who_may_only_fill_in_tells_the_head_once(client: FlaskClient, walk: Walk) -> None:
    helper, head = as_helper(client, walk, ["draft"])
    page = text_of(helper.get(f"{helper.draft}review"))
    assert f"Signed and submitted by: {head.name}" in page
    assert TELL in page
    assert MAKE not in page

    helper.send(f"{helper.draft}ready", page=f"{helper.draft}review")
    assert [row.params["by"] for row in told(head)] == [helper.user.name]
    page = text_of(helper.get(f"{helper.draft}review"))
    assert "They were told on" in page
    assert TELL not in page
    version = str(walk.fresh(helper.case).version)
    token = helper.client.get(f"{helper.draft}review").text.split('name="csrf_token" value="')[1].split('"')[0]
    again = helper.client.post(f"{helper.draft}ready", data={"version": version, "csrf_token": token})
    assert again.status_code == 409
    assert len(told(head)) == 1


def test_after_a_change_they_may_be_told_again(client: FlaskClient, walk: Walk) -> None:
    helper, _head = as_helper(client, walk, ["draft"])
    helper.send(f"{helper.draft}ready", page=f"{helper.draft}review")
    walk.clock.advance(minutes=1)
    application.save(helper.case.id, helper.user, {"products": "Жаңа өнім"})
    assert TELL in helper.get(f"{helper.draft}review")


def test_after_another_file_they_may_be_told_again(client: FlaskClient, walk: Walk) -> None:
    helper, _head = as_helper(client, walk, ["draft"])
    helper.send(f"{helper.draft}ready", page=f"{helper.draft}review")
    walk.clock.advance(minutes=1)
    attach.upload(walk.fresh(helper.case), helper.user, "contract", io.BytesIO(pdfs.good(2)), "шарт.pdf")
    db.session.commit()
    assert TELL in helper.get(f"{helper.draft}review")


def test_an_unfinished_draft_is_not_announced(client: FlaskClient, walk: Walk) -> None:
    helper, _head = as_helper(client, walk, ["draft"], empty=True)
    page = helper.get(f"{helper.draft}review")
    assert "Fill in what remains first, then tell them" in page
    assert TELL not in page


def test_a_paper_that_reaches_to_signing_makes_the_pdf(client: FlaskClient, walk: Walk) -> None:
    helper, _head = as_helper(client, walk, ["draft", "sign"])
    page = helper.get(f"{helper.draft}review")
    assert MAKE in page
    assert TELL not in page


def test_the_page_of_the_pdf_offers_no_signature_to_one_who_may_not(client: FlaskClient, walk: Walk) -> None:
    helper, head = as_helper(client, walk, ["draft"])
    application.freeze(helper.case.id, head, version=None)
    walk.run_jobs()
    page = helper.get(f"{helper.draft}sign")
    assert f"Signed and submitted by: {head.name}" in page
    assert "Sign with" not in page
