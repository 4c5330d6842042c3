"""A draft of an organisation, and its head logged in."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient

from dms.extensions import db
from dms.models import Case, Organisation, User
from dms.services import application
from tests.fixtures import people


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
