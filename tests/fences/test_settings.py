"""No setting lies: each is read somewhere, and the example for an installation names only settings that there are."""

from __future__ import annotations

import re
from dataclasses import fields

from dms.config import Settings
from tests.fences.sources import ROOT, files

#: Read before there are settings: by the supervisor, the web server, the migrations and the wheel of PostgreSQL.
OF_THE_MACHINE = {"OWNER_DATABASE_URL", "READER_DATABASE_URL", "BIND", "WEB_PROCESSES", "WEB_THREADS", "PROXIES"}


def code() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in files("dms") if path.name != "config.py")


def test_each_setting_is_obeyed() -> None:
    read = code()
    assert [field.name for field in fields(Settings) if not re.search(rf"\.{field.name}\b", read)] == []
    assert [name for name in OF_THE_MACHINE if f"DMS_{name}" not in read] == []


def test_the_example_names_only_what_there_is() -> None:
    example = (ROOT / "deploy/demeu.env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^#? ?DMS_([A-Z_]+)=", example, flags=re.MULTILINE))
    assert named - OF_THE_MACHINE <= {field.name.upper() for field in fields(Settings)}
    assert "DATABASE_URL" in named
