"""The database of the measurements: a server of its own, its rows kept while size and layout are the same."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import content, load, world
from dms.platform import databases, migrate
from dms.platform.lock import exclusive
from dms.platform.postgres import Server, Urls


@contextmanager
def loaded(folder: Path, cases: int, say: Callable[[str], None]) -> Iterator[Urls]:
    """A durable server under ``folder`` with ``cases`` cases, loaded when the kept ones are of another size or make."""
    with exclusive(folder):
        server = Server(folder / "postgres")
        try:
            urls = server.start()
            mark = folder / "loaded"
            wanted = f"{cases} {_make()}"
            if not mark.exists() or mark.read_text() != wanted:
                mark.unlink(missing_ok=True)
                server.empty()
                _load(urls, cases, say)
                mark.write_text(wanted)
            yield urls
        finally:
            server.stop()


def _load(urls: Urls, cases: int, say: Callable[[str], None]) -> None:
    begin = time.perf_counter()
    say(f"Loading {cases:,} cases …")
    migrate.upgrade(urls.owner)
    load.fill(databases.conninfo(urls.owner), cases)
    say(f"Loaded in {time.perf_counter() - begin:.0f} s.")


def _make() -> str:
    """Changes with what is loaded and with the schema it is loaded into."""
    versions = sorted((Path(migrate.__file__).parents[1] / "migrations" / "versions").glob("*.py"))
    made_of = (Path(load.__file__), Path(content.__file__), Path(world.__file__), *versions)
    return hashlib.sha256(b"".join(file.read_bytes() for file in made_of)).hexdigest()[:16]
