"""What is signed and waits only for its sending says so where the applicant looks first."""

from __future__ import annotations

from flask.testing import FlaskClient

from dms.extensions import db
from dms.services.draft import application
from tests.fixtures.people import sign_in
from tests.fixtures.walk import Walk
from workflows.states import CaseState


def page(client: FlaskClient, walk: Walk, case: object, path: str) -> str:
    browser = sign_in(client, walk.applicant(case))
    db.session.commit()
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_an_application(client: FlaskClient, walk: Walk) -> None:
    case = walk.draft()
    head = walk.applicant(case)
    application.freeze(case.id, head, version=None)
    walk.run_jobs()
    told = page(client, walk, case, f"/portal/a/{case.public_id}/")
    assert "The application is signed, but not sent" not in told
    walk.sign([application.documents.frozen_application(case.id)], head, "applicant")
    told = page(client, walk, case, f"/portal/a/{case.public_id}/")
    assert "The application is signed, but not sent" in told
    assert "Go on to sending" in told


def test_an_agreement(client: FlaskClient, walk: Walk) -> None:
    case = walk.to(CaseState.AGREEMENT)
    assert "Read and sign the agreement" in page(client, walk, case, f"/portal/c/{case.public_id}/")
    walk.sign_agreement(case)
    told = page(client, walk, case, f"/portal/c/{case.public_id}/")
    assert "You have signed the agreement: send it" in told
