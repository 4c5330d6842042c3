"""Versions of a document: handed in where the law allows it, kept, listed, compared; what a paper proves."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dms.errors import NotPermitted
from dms.extensions import db
from dms.formatting import dmyhm
from dms.models import Comparison, Document, JournalEntry
from dms.services.draft import gaps
from dms.services.files import attach, file_check, pictures
from dms.services.files.moved_on import BY_LETTER
from dms.services.versions import comparing, looks, marking, renewing
from tests.fixtures import good_pdfs, pdfs
from tests.integration.papers.conftest import Draft
from tests.integration.portal.conftest import check_sound
from tests.unit.dms.pdf.test_differences import written
from workflows.labels import STATE_LABELS
from workflows.refusals import TransitionRefused
from workflows.states import CaseState


def put(draft: Draft, body: bytes, kind: str = "contract") -> Document:
    paper = attach.upload(draft.case, draft.head, kind, io.BytesIO(body), "шарт.pdf")
    return checked(paper)


def renew(draft: Draft, paper: Document, body: bytes) -> Document:
    return checked(renewing.renew(draft.case, draft.head, paper, io.BytesIO(body), "шарт 2.pdf"))


def checked(paper: Document) -> Document:
    assert paper.current is not None
    version_id = paper.current.id
    file_check.check(version_id)
    pictures.make(paper.id)
    comparing.compare(version_id)
    db.session.commit()
    return paper


def test_every_version_stays_and_says_what_changed(client: FlaskClient, draft: Draft) -> None:
    paper = put(draft, written("Sum 100", "Second"))
    renew(draft, paper, written("Sum 200", "Second"))
    first, second = paper.versions
    assert (first.no, second.no, paper.state) == (1, 2, "checked")
    assert first.file.sha256 != second.file.sha256
    (kept,) = db.session.scalars(select(Comparison)).all()
    assert [row["same"] for row in kept.pages] == [False, True]
    db.session.commit()
    base = f"/files/{draft.case.public_id}"
    hashes, ids = [row.file.sha256 or "-" for row in paper.versions], [row.public_id for row in paper.versions]
    db.session.commit()
    for public_id, own in zip(ids, ("Version 1", "Version 2"), strict=True):
        html = client.get(f"{base}/{public_id}/view").text
        check_sound(html)
        assert own in html
        assert all(known in html for known in hashes)
        assert client.get(f"{base}/{public_id}/download").data
        large = client.get(f"{base}/{public_id}/page/1").data
        small = client.get(f"{base}/{public_id}/page/1/small").data
        assert large[8:12] == small[8:12] == b"WEBP"
        assert len(small) < len(large)
    html = client.get(f"{base}/{ids[1]}/changes").text
    check_sound(html)
    assert "<del>" in html
    assert "<ins>" in html
    assert "1 page differs." in html
    assert client.get(f"{base}/{ids[0]}/changes").status_code == 404


def test_same_bytes_make_no_version(draft: Draft) -> None:
    body = pdfs.good()
    paper = put(draft, body)
    renew(draft, paper, body)
    assert [row.no for row in paper.versions] == [1]


def test_check_of_an_earlier_version_does_not_settle_the_newer(draft: Draft) -> None:
    paper = attach.upload(draft.case, draft.head, "contract", io.BytesIO(pdfs.good()), "a.pdf")
    assert paper.current is not None
    first = paper.current.id
    renewing.renew(draft.case, draft.head, paper, io.BytesIO(pdfs.good(2)), "b.pdf")
    file_check.check(first)
    assert (paper.state, [row.check_status for row in paper.versions]) == ("uploaded", ["sound", "waiting"])


@pytest.mark.clause("342:35")
def test_domestic_case_takes_no_version_after_submission(draft: Draft) -> None:
    paper = put(draft, pdfs.good())
    for state in ("completeness", "hearing"):
        draft.case.state, draft.case.received_at = state, draft.case.created_at
        db.session.commit()
        assert not renewing.may_renew(draft.case, paper, draft.head, draft.case.created_at)
        with pytest.raises(TransitionRefused) as refused:
            renew(draft, paper, pdfs.good(2))
        [reason] = refused.value.reasons
        assert STATE_LABELS[CaseState(state)].ru in reason.text.ru
        assert dmyhm(draft.case.state_since) in reason.text.kk
        assert (reason.clause, reason.remedy) == ("342:35", BY_LETTER)
    assert len(paper.versions) == 1


@pytest.mark.clause("342:24")
def test_report_of_monitoring_takes_a_version_and_the_old_papers_do_not(draft: Draft) -> None:
    old = put(draft, pdfs.good())
    draft.case.state, draft.case.received_at = "monitoring", draft.case.created_at
    draft.case.state_since = old.created_at.replace(year=old.created_at.year + 1)
    report = put(draft, pdfs.good(2), "other")
    report.created_at = draft.case.state_since
    db.session.commit()
    with pytest.raises(TransitionRefused):
        renew(draft, old, pdfs.good(3))
    renew(draft, report, pdfs.good(4))
    assert [row.no for row in report.versions] == [1, 2]


def test_paper_stands_for_several_kinds(draft: Draft) -> None:
    paper = put(draft, pdfs.good())
    missing = {item.key for item in gaps.whats_missing(draft.case)}
    other = next(key for key in sorted(missing) if key.startswith("document"))
    kind = other.rpartition(".")[2]
    marking.mark(draft.case, paper, draft.head, ["2", "9"], [kind, "contract", "no such kind"])
    db.session.commit()
    assert (paper.lines, paper.also) == (["2"], [kind])
    assert other not in {item.key for item in gaps.whats_missing(draft.case)}


def test_page_of_documents_keeps_lines_and_kinds(client: FlaskClient, draft: Draft) -> None:
    paper_id, public_id = (paper := put(draft, pdfs.good())).id, paper.public_id
    assert paper.current is not None
    version = paper.current.public_id
    address = f"/portal/a/{draft.case.public_id}/documents"
    page = client.get(address).text
    check_sound(page)
    assert f"also-{public_id}-" in page
    answer = client.post(f"{address}/{public_id}/lines", data={"lines": ["1", "2"], "also": ["tax_invoice"]})
    assert answer.status_code == 302
    db.session.commit()
    view = client.get(f"/files/{draft.case.public_id}/{version}/view")
    assert view.status_code == 200, "a line of a draft may have no sum and no contract yet"
    db.session.commit()
    kept = db.session.execute(select(Document.lines, Document.also).where(Document.id == paper_id)).one()
    assert tuple(kept) == (["1", "2"], ["tax_invoice"])


@pytest.mark.clause("342:17")
@pytest.mark.parametrize(
    ("name", "colour"),
    [
        ("scan in colour", "colour"), ("scan of grey", "grey"), ("scan of black and white", "grey"),
        ("one page", "electronic"), ("scan that fills the sheet", "pale"),
    ],
)  # fmt: skip
def test_colour_is_measured(draft: Draft, name: str, colour: str) -> None:
    version = put(draft, good_pdfs.GOOD[name]()).current
    assert version is not None
    assert looks.colour_of(version) == colour


@pytest.mark.clause("342:17")
def test_officer_overrules_the_colour(draft: Draft) -> None:
    from dms.services.desk.standing import of_staff
    from tests.fixtures.people import make_staff

    paper = put(draft, good_pdfs.GOOD["scan of grey"]())
    officer: Any = make_staff("executor")
    draft.case.state, draft.case.received_at, draft.case.assignee_id = (
        "completeness", draft.case.created_at, officer.id,
    )  # fmt: skip
    db.session.commit()
    standing = of_staff(draft.case.public_id, officer, draft.case.created_at)
    looks.judge_colour(standing, paper, looks.Colour.COLOUR, version=draft.case.version)
    assert paper.current is not None
    assert looks.colour_of(paper.current) == "colour"
    told = db.session.scalars(select(JournalEntry).where(JournalEntry.event == "colour_judged")).one()
    assert '"before":"grey"' in told.body
    reader = make_staff("head")
    standing = of_staff(draft.case.public_id, reader, draft.case.created_at)
    with pytest.raises(NotPermitted):
        looks.judge_colour(standing, paper, looks.Colour.GREY, version=None)


def test_any_two_versions_are_compared(client: FlaskClient, draft: Draft) -> None:
    paper = put(draft, written("Sum 100"))
    for text in ("Sum 200", "Sum 300"):
        renew(draft, paper, written(text))
    first, _second, third = paper.versions
    ids = first.public_id, third.public_id, first.id, third.id
    db.session.commit()
    base = f"/files/{draft.case.public_id}"
    asked = client.post(f"{base}/compare", data={"one": ids[1], "other": ids[0]})
    assert asked.status_code == 302
    assert asked.headers["Location"].endswith(f"{ids[1]}/changes?earlier={ids[0]}")
    again = client.post(f"{base}/compare", data={"one": ids[1], "other": ids[0]})
    assert again.headers["Location"] == asked.headers["Location"], "what waits is not ordered twice"
    assert "being compared" in client.get(asked.headers["Location"]).text
    comparing.compare(ids[3], ids[2])
    db.session.commit()
    html = client.get(asked.headers["Location"]).text
    check_sound(html)
    assert "<del" in html
    assert "100" in html
    assert "300" in html
    assert "200" not in html.split("data-changes")[1]
    assert client.get(f"{base}/{ids[0]}/changes?earlier={ids[1]}").status_code == 404
    assert client.post(f"{base}/compare", data={"one": ids[0], "other": ids[0]}).status_code == 400


def test_versions_of_two_documents_are_not_compared(client: FlaskClient, draft: Draft) -> None:
    one, other = put(draft, written("One")), put(draft, written("Two"))
    ids = [paper.versions[0].public_id for paper in (one, other)]
    db.session.commit()
    assert (
        client.post(f"/files/{draft.case.public_id}/compare", data={"one": ids[0], "other": ids[1]}).status_code == 400
    )
