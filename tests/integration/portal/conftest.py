"""An applicant's browser: the first head of one organisation, with a draft of his."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient

from dms.extensions import db
from dms.services.draft import application
from tests.fixtures.people import sign_in
from tests.fixtures.walk import Walk
from tests.integration.desk import conftest as desk

#: The desk's fixtures, for what goes from one side to the other.
as_user, words_of = desk.as_user, desk.text_of


def form_of(html: str, address: str) -> dict[str, Any]:
    """What a browser would send of the form that posts to ``address``: every field as it is shown."""
    import html5lib

    tree = html5lib.parse(html, namespaceHTMLElements=False)
    form = next(f for f in tree.iter("form") if f.get("action", address).split("#")[0] == address)
    found: dict[str, Any] = {}
    for field in form.iter("input"):
        kind = field.get("type", "text")
        if kind in ("checkbox", "radio") and field.get("checked") is None:
            continue
        if field.get("name") and kind not in ("file", "submit"):
            found.setdefault(field.get("name"), []).append(field.get("value", "on" if kind == "checkbox" else ""))
    for area in form.iter("textarea"):
        found[area.get("name")] = (area.text or "").removeprefix("\n")
    for choice in form.iter("select"):
        chosen = [o.get("value", "") for o in choice.iter("option") if o.get("selected") is not None]
        found[choice.get("name")] = chosen or [next(choice.iter("option")).get("value", "")]
    return found


def check_sound(html: str) -> None:
    """Valid HTML, each id once, every reference to an id that is there, nothing that the content policy refuses, no
    text of three languages that nobody has asked for one of."""
    assert "Text(kk=" not in html
    import html5lib

    html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids)), sorted(name for name in set(ids) if ids.count(name) > 1)
    for element in tree.iter():
        for name in ("for", "aria-describedby", "aria-labelledby", "data-confirm"):
            assert set((element.get(name) or "").split()) <= set(ids), (element.tag, name, element.get(name))
        inline = [name for name in element.attrib if str(name) == "style" or str(name).startswith("on")]
        assert not inline, (element.tag, inline)
        assert element.tag != "style"
    assert len(list(tree.iter("h1"))) == 1


def text_of(html: str) -> str:
    """The words of a page, blanks squeezed."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@dataclass
class Applicant:
    """The head, his browser and his case."""

    client: FlaskClient
    walk: Walk
    user: Any
    case: Any

    @property
    def draft(self) -> str:
        return f"/portal/a/{self.case.public_id}/"

    @property
    def address(self) -> str:
        return f"/portal/c/{self.case.public_id}/"

    def get(self, address: str, status: int = 200) -> str:
        answer = self.client.get(address)
        assert answer.status_code == status, (address, answer.status_code, text_of(answer.text)[:600])
        check_sound(answer.text)
        return answer.text

    def send(self, address: str, status: int = 302, page: str | None = None, **values: Any) -> Any:
        """Fills the form of ``page`` (the same address when not named) with ``values`` and sends it."""
        sent = {**form_of(self.get(page or address), address), **values}
        answer = self.client.post(address, data={key: value for key, value in sent.items() if value is not None})
        assert answer.status_code == status, (address, answer.status_code, text_of(answer.text)[:600])
        return answer

    def content(self) -> dict[str, Any]:
        found: dict[str, Any] = self.walk.fresh(self.case).content
        return found

    def now(self) -> Any:
        self.case = self.walk.fresh(self.case)
        return self.case


def come(client: FlaskClient, walk: Walk, case: Any) -> Applicant:
    """The head of the case's organisation, logged in."""
    user = walk.applicant(case)
    sign_in(client, user)
    _return_scope_after(client)
    return Applicant(client, walk, user, case)


def _return_scope_after(client: FlaskClient) -> None:
    """A request leaves its scope on the shared connection; the test's next statement begins anew in the system's."""
    if "open" in vars(client):
        return
    send = client.open

    def open_and_return(*args: Any, **kwargs: Any) -> Any:
        answer = send(*args, **kwargs)
        db.session.commit()
        return answer

    client.open = open_and_return


@pytest.fixture
def applicant(client: FlaskClient, walk: Walk) -> Applicant:
    """With a whole draft that has every document."""
    return come(client, walk, walk.draft())


@pytest.fixture
def empty(applicant: Applicant) -> Applicant:
    """A draft of which only the organisation's data are known."""
    applicant.case = application.open_draft(applicant.case.organisation, applicant.user, "kk")
    return applicant
