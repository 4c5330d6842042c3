"""What a process remembers of the addresses of its pages."""

from __future__ import annotations

import pytest

from dms import addresses
from dms.addresses import LONGEST, Application
from dms.kept import Kept


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> Kept[tuple[object, ...], str]:
    fresh: Kept[tuple[object, ...], str] = Kept(10)
    monkeypatch.setattr(addresses, "_built", fresh)
    return fresh


def test_an_address_is_remembered_but_not_what_somebody_typed_into_it(
    built: Kept[tuple[object, ...], str],
) -> None:
    app = Application(__name__)
    app.add_url_rule("/list", endpoint="list")
    with app.test_request_context():
        assert app.url_for("list", q="D342") == app.url_for("list", q="D342") == "/list?q=D342"
        assert list(built._found.values()) == ["/list?q=D342"]
        for letter in "abc":
            assert app.url_for("list", q=letter * LONGEST).endswith(letter * LONGEST)
        assert len(built._found) == 1, "long ones would fill the memory of the process"
