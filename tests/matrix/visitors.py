"""One office with cases of two applicants, everybody who may come to it, and the addresses they try."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.routing import Rule

from dms.extensions import db
from dms.services import correspondence
from tests.fixtures.filled import CONTENT, small_pdf
from tests.fixtures.people import make_organisation, make_user, sign_in
from tests.fixtures.walk import Walk
from workflows.letter_kinds import LetterKind
from workflows.states import STAFF_ROLES, CaseState

#: Words of the first applicant that nobody else's pages may ever hold.
CANARY = "Құпия-4711-канарейка"
STAFF = tuple(sorted(STAFF_ROLES))
VISITORS = ("nobody", "stranger", "own", *STAFF)
#: The states whose pages are looked at; the first is the one that every visitor tries.
STATES = (CaseState.HEARING, CaseState.DRAFT, CaseState.SUBSTANTIVE_REVIEW, CaseState.AGREEMENT, CaseState.MONITORING)
UNKNOWN = "nosuchthing0001x"
#: What a plain look may write: that a file was opened, that a log-in was seen, that a try was counted.
MAY_GROW = {"file_openings", "web_sessions", "rate_windows"}


class World:
    """Cases by state, all of the first applicant's organisation; the people by their kind."""

    def __init__(self, app: Flask, walk: Walk) -> None:
        self.app = app
        head = make_user(name=f"{CANARY} Асан")
        organisation = make_organisation(head, name=f"«{CANARY}» ЖШС")
        self.organisation_id = organisation.id
        content = copy.deepcopy(CONTENT)
        content["products"] = content["costs"][0]["supplier_name"] = CANARY
        self.cases: dict[CaseState, int] = {}
        self.people: dict[str, int] = {"own": head.id, "stranger": self._stranger(walk)}
        for state in STATES:
            case = walk.to(state, organisation=organisation, content=content)
            self.cases[state] = case.id
            if state is not CaseState.DRAFT:
                self._letter(case, head)
        for role in STAFF:
            self.people[role] = walk.staff(role).id
        self.tokens = {name: self._token(name) for name in VISITORS if name != "nobody"}

    @staticmethod
    def _letter(case: Any, head: Any) -> None:
        told = correspondence.Told(kind=LetterKind.REQUEST, subject=CANARY, language="kk")
        correspondence.send_in(case, head, told, [(io.BytesIO(small_pdf()), "1.pdf")])

    def _stranger(self, walk: Walk) -> int:
        """Somebody with an organisation and a draft of his own."""
        return int(walk.draft().author_id)

    def _token(self, name: str) -> str:
        """The cookie of this person's log-in."""
        from dms.models import User

        client = sign_in(self.app.test_client(), db.session.get_one(User, self.people[name]))
        cookie = client.get_cookie(self.app.session_interface.token_cookie)
        assert cookie is not None
        return str(cookie.value)

    def visit(self, name: str) -> FlaskClient:
        """A browser just opened, logged in: what the last visit did to its cookies is forgotten."""
        client = self.app.test_client()
        if name != "nobody":
            client.set_cookie(self.app.session_interface.token_cookie, self.tokens[name])
        return client

    def address(self, rule: Rule, state: CaseState | None) -> str:
        """The rule's address with the things of the case in ``state``; None: with things that do not exist."""
        given = {name: self._value(rule, name, state) for name in rule.arguments}
        return self.app.url_map.bind("localhost").build(rule.endpoint, given, method=_method(rule))

    def _value(self, rule: Rule, name: str, state: CaseState | None) -> Any:
        fixed = {
            "page": "applicant", "name": "mci", "ref": "342:35", "code": "ru", "filename": "nothing.css", "kind": "pdf",
            "token": UNKNOWN, "number": 1, "no": 1, "invitation": 1, "member": 1, "role": 1, "line_id": "1",
            "action": "take", "programme": "domestic-342", "register": "taxes",
            "act": "take", "way": "outgoing",
        }  # fmt: skip
        if name in fixed:
            return "case" if rule.endpoint == "admin.workflow" else fixed[name]
        if state is None or (name == "letter" and state is CaseState.DRAFT):
            return UNKNOWN
        return self._thing(rule.endpoint.partition(".")[0], name, state)

    def _thing(self, room: str, name: str, state: CaseState) -> str:
        case_id = self.cases[state]
        asked = {
            ("account", "public_id"): "SELECT public_id FROM organisations WHERE id = :organisation",
            ("admin", "public_id"): "SELECT public_id FROM users WHERE id = :person",
            ("public", "public_id"): "SELECT public_id FROM documents WHERE case_id = :case LIMIT 1",
        }.get((room, name))
        asked = asked or {
            "letter": "SELECT public_id FROM letters WHERE case_id = :case LIMIT 1",
            "document": "SELECT public_id FROM documents WHERE case_id = :case ORDER BY id LIMIT 1",
            "version": "SELECT v.public_id FROM document_versions v JOIN documents d ON d.id = v.document_id"
            " WHERE d.case_id = :case ORDER BY v.id LIMIT 1",
        }.get(name, "SELECT public_id FROM cases WHERE id = :case")
        known = {"case": case_id, "organisation": self.organisation_id, "person": self.people["own"]}
        return str(db.session.execute(text(asked), known).scalar_one())


def _method(rule: Rule) -> str:
    return "GET" if "GET" in (rule.methods or ()) else "POST"


def of_a_case(rule: Rule) -> bool:
    """Whether the address names one case (or its files)."""
    room = rule.endpoint.partition(".")[0]
    named = re.search("/[ac]/<|/letters/<", rule.rule)
    return room == "files" or (room in ("portal", "desk", "money", "archive") and named is not None)


def state_for(rule: Rule) -> CaseState:
    """A state in which the page has something to show."""
    return CaseState.DRAFT if "/a/<" in rule.rule else STATES[0]


def writes(connection: Any) -> dict[str, int]:
    """Rows added, changed and removed by table in the present transaction, rolled-back savepoints included."""
    found = connection.execute(
        text("SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables")
    ).all()
    return {name: count for name, count in found if count}


@contextmanager
def undone(connection: Any) -> Iterator[None]:
    """What the block writes goes back."""
    db.session.remove()
    point = connection.begin_nested()
    try:
        yield
    finally:
        db.session.remove()
        point.rollback()


def written(before: dict[str, int], after: dict[str, int]) -> set[str]:
    return {name for name, count in after.items() if count != before.get(name, 0)} - MAY_GROW
