"""The filled demo: every state, whole chain, right numbers, signatures that hold; and the public check of its papers
shows nothing of what they say."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from dms import scope
from dms.demo import OPERATOR, fill
from dms.extensions import db
from dms.models import ArchivePackage, Case, Document, JournalEntry, Organisation, Signature, User
from dms.platform.postgres import Server
from dms.queries import remarks
from dms.services import clock
from dms.services.journal import checking
from dms.services.judging import sums
from tests.fixtures.application import built
from workflows.numbers import is_checked
from workflows.programmes.editions import EXPORT
from workflows.states import CaseState

#: Filled once: all tests of the file in one process.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]
#: Where each export application of the demo stands when it begins.
EXPORTED = {
    "remarks": 1, "completeness": 1, "left": 1, "refused": 1, "payment": 1, "agreement": 1, "monitoring": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def demo(postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    urls = postgres.clone("test_demo_filled")
    with built(urls, tmp_path_factory.mktemp("demo"), **OPERATOR) as app:
        fill(app)
        with app.app_context(), scope.acting(scope.SYSTEM):
            yield app
    postgres.drop("test_demo_filled")


def test_a_case_stands_in_every_state(demo: Flask) -> None:
    states = set(db.session.scalars(select(Case.state)))
    assert states == {state.value for state in CaseState}


def test_the_export_programme_has_its_cases(demo: Flask) -> None:
    mine = Case.programme == EXPORT
    found = db.session.execute(select(Case.state, func.count()).where(mine).group_by(Case.state))
    assert {state: number for state, number in found} == EXPORTED
    rounds = {case.state: len(remarks.rounds_of(case.id)) for case in db.session.scalars(select(Case).where(mine))}
    assert {rounds[state] for state in ("remarks", "completeness", "refused")} == {1}
    paid = db.session.scalars(select(Case).where(mine, Case.state == "payment")).one()
    (line,) = paid.content["costs"]
    assert (line["currency"], line["domestic_carrier"], line["sea_port"]) == ("USD", True, True)
    assert paid.granted_sum is not None
    assert sums.of_case(paid, clock.now()).lines[0].rate == Decimal("0.60")  # medium processing and both additions


def test_the_journal_is_whole_and_knows_every_case(demo: Flask) -> None:
    assert not checking.verify().faults
    told = select(JournalEntry.case_id).where(JournalEntry.case_id.is_not(None)).distinct()
    silent = db.session.scalars(select(Case.public_id).where(Case.id.not_in(told))).all()
    assert silent == []
    first = db.session.execute(select(func.min(JournalEntry.at))).scalar_one()
    assert (clock.now() - first).days > 2 * 365


def test_every_person_and_organisation_came_by_the_journal(demo: Flask) -> None:
    bodies = "\n".join(db.session.scalars(select(JournalEntry.body)))
    assert all(row in bodies for row in db.session.scalars(select(User.public_id)))
    numbers = db.session.scalars(select(Organisation.bin)).all()
    assert len(numbers) >= 8
    assert all(is_checked(number) and number in bodies for number in numbers)


def test_signatures_hold_and_the_package_is_sealed(demo: Flask) -> None:
    assert set(db.session.scalars(select(Signature.verdict))) == {"valid"}
    assert db.session.scalars(select(ArchivePackage.state)).all() == ["verified"]


def test_every_paper_was_made(demo: Flask) -> None:
    papers = db.session.scalars(select(Document)).unique().all()
    assert len(papers) > 150
    assert [paper.kind for paper in papers if paper.current is None] == []


def test_the_public_check_shows_no_content(demo: Flask) -> None:
    """Rows are read before the first request: a request ends with nobody's scope."""
    with scope.acting(scope.SYSTEM):
        papers = db.session.scalars(select(Document).where(Document.origin == "generated")).unique().all()
        told = [
            (paper.public_id, paper.state, paper.removed_at, secrets_of(case), sha256_of(paper))
            for paper in papers
            for case in [db.session.get_one(Case, paper.case_id)]
        ]
    shown = 0
    for name, state, removed_at, secrets, sha256 in told:
        answer = demo.test_client().get(f"/d/{name}")
        if answer.status_code == 404:
            assert state == "drafted" or removed_at is not None
            continue
        shown += 1
        words = answer.get_data(as_text=True)
        assert sha256
        assert sha256 in words
        assert not [secret for secret in secrets if secret in words]
    assert shown > 20


def secrets_of(case: Case) -> list[str]:
    """What a public page must never say of a case."""
    content = case.content
    return [case.organisation.bin, content["bank"]["iban"], _product(content), str(case.granted_sum or "§")]


def _product(content: dict[str, Any]) -> str:
    if "products" in content:
        return str(content["products"])
    return str((content.get("goods") or content["services"])[0].get("code") or "§")


def sha256_of(paper: Document) -> str:
    return str(paper.current.file.sha256) if paper.current else ""


def test_uploaded_files_cannot_be_checked(demo: Flask) -> None:
    with scope.acting(scope.SYSTEM):
        chosen = select(Document.public_id).where(Document.origin == "uploaded").limit(3)
        uploaded = db.session.scalars(chosen).all()
    assert [demo.test_client().get(f"/d/{name}").status_code for name in uploaded] == [404, 404, 404]


def test_the_folder_of_letters_is_the_outside_world(demo: Flask) -> None:
    assert any(Path(demo.config["SETTINGS"].var, "mail").glob("*.eml"))
