"""Archive packages for tests: made, forged, asked for their faults."""

import io
import zipfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from storage.bag import Entry, check_bag, write_bag
from storage.bag_check import Fault

AT = datetime(2026, 3, 20, 8, 30, tzinfo=UTC)
INFO = {"Source-Organization": "«Мысал» ЖШС", "External-Identifier": "D342-2026-000001"}
FILES = {
    "index.html": b"<!doctype html>",
    "құжаттар/шарт №7.pdf": b"%PDF-1.7 " + bytes(range(256)) * 40,
    "journal/journal.json": b"[]",
    "empty": b"",
}


def opener(data: bytes) -> Callable[[], io.BytesIO]:
    return lambda: io.BytesIO(data)


def entries(files: dict[str, bytes]) -> list[Entry]:
    return [(path, opener(data)) for path, data in files.items()]


def make(files: dict[str, bytes] = FILES, tags: Iterable[Entry] = ()) -> bytes:
    out = io.BytesIO()
    write_bag(out, entries(files), INFO, AT, name="D342-2026-000001", tags=tags)
    return out.getvalue()


def rewrite(bag: bytes, change: Callable[[str, bytes], list[tuple[str, bytes]]]) -> bytes:
    """The bag with every member passed through ``change``, CRCs made to fit: what a forger with a ZIP tool does."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bag)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            for name, data in change(member.filename, old.read(member)):
                new.writestr(name, data)
    return out.getvalue()


def faults(bag: bytes) -> set[tuple[Fault, str]]:
    return {(finding.fault, finding.path) for finding in check_bag(io.BytesIO(bag))}
