"""The measured world: its moment, its people, its settings. The moment stands still, so that a kept database gives the
same pages next year."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dms.platform.postgres import Urls

#: A Wednesday within office hours.
NOW = datetime(2026, 4, 1, 10, 0, tzinfo=ZoneInfo("Asia/Almaty"))
PROGRAMME, EDITION = "domestic-342", "342@2025-10-23"
#: Executors of the office, one for each connection of the load.
PEOPLE = 8
#: Entries in the history of a case that is looked at.
EVENTS = 50
#: Documents of a case that is looked at; every other case has its application alone.
PAPERS = 10


def settings(urls: Urls, folder: Path) -> dict[str, str]:
    """Settings of the measured system, all it keeps under ``folder``."""
    return {
        "DMS_DATABASE_URL": urls.app,
        "DMS_READER_DATABASE_URL": urls.reader,
        "DMS_STORAGE_URL": f"dir://{folder / 'files'}",
        "DMS_MAIL_URL": f"folder://{folder / 'mail'}",
        "DMS_SECRET_KEY": "measurements only: forty letters, no secret",
        "DMS_VAR": str(folder),
        "DMS_DEMO": "1",
        "DMS_SCANNER": "off",
        "DMS_SECURE_COOKIES": "0",
    }


def environment(urls: Urls, folder: Path) -> Mapping[str, str]:
    """The environment of a child that serves: the settings here and none of the caller's own."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("DMS_")}
    return own | settings(urls, folder)
