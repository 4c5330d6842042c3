"""What the tests of people share."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from dms.models import User
from dms.signing.types import Purpose
from dms.signing.verifier import verifier_from
from tests.fixtures.application import Clock
from tests.fixtures.national import National
from tests.fixtures.people import make_staff
from workflows.states import Role


@pytest.fixture
def national(app: Flask, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> National:
    """The national authority, which the log-in believes."""
    made = National(tmp_path / "trusted", at=clock.START)
    settings = replace(app.config["SETTINGS"], demo=False, trust_anchors=str(made.folder / "anchors.pem"))
    judge = verifier_from(settings, purpose=Purpose.AUTHENTICATION, asking=True)
    monkeypatch.setitem(app.extensions, "log_in_verifier", judge)
    return made


@pytest.fixture
def two(session: Any) -> tuple[User, User]:
    """Two administrators: one proposes, the other approves."""
    return make_staff(Role.ADMINISTRATOR), make_staff(Role.ADMINISTRATOR)
