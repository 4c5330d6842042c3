"""A draft of an organisation, and its head logged in; the application on either store."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dms.extensions import db
from dms.models import Case, Organisation, User
from dms.services.draft import application
from dms.services.uploads import sending
from storage import S3Store, open_store
from tests.fixtures import people
from tests.integration.papers.sending import PART, Sender
from tests.servers.ceph import Ceph

_numbers = itertools.count(1)


@dataclass
class Draft:
    case: Case
    head: User
    organisation: Organisation


@pytest.fixture
def draft(client: FlaskClient) -> Draft:
    organisation = people.make_organisation()
    head = people.head_of(organisation)
    case = application.open_draft(organisation, head, "kk")
    application.save(case.id, head, {"costs": [{"id": "1"}, {"id": "2"}]})
    people.sign_in(client, head)
    db.session.commit()
    return Draft(case, head, organisation)


@pytest.fixture
def clerk(draft: Draft) -> User:
    found = people.make_staff("registrar")
    db.session.commit()
    return found


@pytest.fixture(params=["directory", pytest.param("s3", marks=[pytest.mark.s3, pytest.mark.xdist_group("s3")])])
def store(request: pytest.FixtureRequest, app: Flask, monkeypatch: pytest.MonkeyPatch) -> str:
    """The application on either store."""
    if request.param == "s3":
        ceph: Ceph = request.getfixturevalue("ceph")
        bucket = open_store(ceph.url(f"uploads-{next(_numbers)}"))
        assert isinstance(bucket, S3Store)
        bucket.prepare()
        monkeypatch.setitem(app.extensions, "store", bucket)
    return str(request.param)


@pytest.fixture
def sender(client: FlaskClient, draft: Draft, monkeypatch: pytest.MonkeyPatch) -> Sender:
    """The head, whose files go in parts as short as S3 takes them."""
    monkeypatch.setattr(sending, "PART_SIZE", PART)
    return Sender(client, draft.case)
