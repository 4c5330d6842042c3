"""P4: the journal cannot be edited quietly. As the application: denied. As the owner: seen by the check. As a superuser
who computes the whole chain anew, or cuts its tail: seen by the heads that left the machine, and by nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from dms.events import Event
from dms.extensions import db
from dms.models import JournalHead
from dms.platform.postgres import Urls
from dms.services import files, journal
from dms.services.journal import checking, heads
from storage.keys import digest_in
from tests.fixtures.application import Clock
from tests.fixtures.people import make_user
from tests.fixtures.promises import Trial

RECOMPUTE = """
DO $$
DECLARE
    entry journal; last text := repeat('0', 64);
BEGIN
    FOR entry IN SELECT * FROM journal ORDER BY id LOOP
        UPDATE journal SET prev_hash = last,
            hash = encode(sha256(convert_to(last || case_prev_hash || body, 'UTF8')), 'hex')
        WHERE id = entry.id RETURNING hash INTO last;
    END LOOP;
    UPDATE journal_heads SET hash = last, seq = (SELECT max(id) FROM journal) WHERE case_id = 0;
END $$
"""


@pytest.fixture
def office(fresh_app: Any) -> Iterator[Clock]:
    """An application on a database of its own, with a short journal (entries of no case)."""
    from dms import scope

    clock = Clock()
    fresh_app.config["CLOCK"] = clock
    with fresh_app.app_context(), scope.acting(scope.SYSTEM):
        user = make_user()
        for number in range(12):
            journal.write(Event.SIGNED_IN, actor=user, at=clock(), facts={"number": number})
        db.session.commit()
        yield clock


@contextmanager
def superuser(urls: Urls) -> Iterator[psycopg.Connection[Any]]:
    """Everything the database can be made to do: triggers are switched off."""
    address = urls.owner.replace("postgresql+psycopg://", "postgresql://")
    db.session.rollback()
    with psycopg.connect(address) as connection:
        connection.execute("ALTER TABLE journal DISABLE TRIGGER USER")
        connection.execute("ALTER TABLE journal NO FORCE ROW LEVEL SECURITY")
        yield connection
        connection.execute("ALTER TABLE journal ENABLE TRIGGER USER")
        connection.execute("ALTER TABLE journal FORCE ROW LEVEL SECURITY")


def faults() -> list[str]:
    db.session.rollback()
    db.session.expire_all()
    return checking.verify().faults


def test_an_untouched_journal_holds_against_its_heads(office: Clock) -> None:
    assert heads.write_daily(office()) is not None
    journal.write(Event.SIGNED_OUT, actor=None, at=office())
    db.session.commit()
    office.advance(days=1)
    assert heads.write_daily(office()) is not None
    found = checking.verify()
    assert (found.faults, found.entries, found.heads) == ([], 13, 2)


def test_it_holds_while_the_office_works(office: Clock, fresh_database: Urls, monkeypatch: pytest.MonkeyPatch) -> None:
    """Entries written between the look at the heads and the walk are no fault."""
    asked = checking._heads_now

    def then_somebody_writes() -> dict[int, checking.Head]:
        found = asked()
        with psycopg.connect(fresh_database.app.replace("postgresql+psycopg://", "postgresql://")) as connection:
            connection.execute("SELECT set_config('demeu.scope', 'system', false)")
            connection.execute("INSERT INTO journal (event, at, body) VALUES ('signed_out', now(), '{}')")
        return found

    monkeypatch.setattr(checking, "_heads_now", then_somebody_writes)
    assert faults() == []
    monkeypatch.undo()
    assert faults() == []


def test_entries_added_behind_the_head_are_seen(office: Clock, fresh_database: Urls) -> None:
    with superuser(fresh_database) as connection:
        connection.execute(
            "INSERT INTO journal (id, event, at, body, prev_hash, case_prev_hash, hash)"
            " SELECT id + 1, event, at, body, hash, '', repeat('b', 64) FROM journal ORDER BY id DESC LIMIT 1"
        )
    assert any("added" in fault for fault in faults())


def test_a_day_has_one_head_and_its_name_proves_it(office: Clock) -> None:
    key = heads.write_daily(office())
    assert heads.write_daily(office()) is None
    assert key is not None
    assert key.startswith("heads/2026/04/01/")
    (head,) = heads.read_all()
    assert digest_in(key) is not None
    assert (head.seq, head.hash, head.fault) == (12, db.session.get_one(JournalHead, 0).hash, "")


def test_an_empty_journal_has_no_head(fresh_app: Any) -> None:
    from dms import scope

    with fresh_app.app_context(), scope.acting(scope.SYSTEM):
        assert heads.write_daily(datetime.fromisoformat("2026-04-01T10:00:00+05:00")) is None


@pytest.mark.promise("P4")
def test_the_application_cannot_edit(office: Clock, trial: Trial) -> None:
    for change in (
        "UPDATE journal SET body = '{}'",
        "DELETE FROM journal",
        "TRUNCATE journal",
        "UPDATE journal_heads SET seq = 1",
        "DELETE FROM journal_heads",
        "INSERT INTO journal (id, event, at, body, prev_hash, case_prev_hash, hash)"
        " VALUES (99, 'x', now(), '{}', '', '', '')",
        "ALTER TABLE journal DISABLE TRIGGER USER",
    ):
        try:
            db.session.execute(text(change))
            trial.count(False)
        except DBAPIError:
            trial.count(True)
        db.session.rollback()
    assert faults() == []


@pytest.mark.promise("P4")
def test_what_an_owner_edits_is_seen(office: Clock, fresh_database: Urls, trial: Trial) -> None:
    """Without any head outside: the chain alone tells."""
    edits = (
        "UPDATE journal SET body = replace(body, '\"number\":3', '\"number\":4') WHERE id = 4",
        "DELETE FROM journal WHERE id = 5",
        "UPDATE journal SET hash = repeat('a', 64) WHERE id = 6",
        "DELETE FROM journal WHERE id = 12",
    )
    for edit in edits:
        before = len(faults())
        with superuser(fresh_database) as connection:
            connection.execute(edit)
        trial.planted(len(faults()) > before)
        trial.count(len(faults()) > before)


@pytest.mark.promise("P4")
def test_a_whole_recomputed_chain_is_seen_only_from_outside(office: Clock, fresh_database: Urls, trial: Trial) -> None:
    heads.write_daily(office())
    with superuser(fresh_database) as connection:
        connection.execute("UPDATE journal SET body = replace(body, '\"number\":3', '\"number\":4') WHERE id = 4")
        connection.execute(RECOMPUTE)
    (fault,) = faults()
    trial.planted("entry 12: is not the one that left the machine" in fault)
    trial.count(True)
    _forget_heads()
    assert faults() == []  # nothing inside the database tells


@pytest.mark.promise("P4")
def test_a_cut_tail_is_seen_only_from_outside(office: Clock, fresh_database: Urls, trial: Trial) -> None:
    heads.write_daily(office())
    with superuser(fresh_database) as connection:
        connection.execute("DELETE FROM journal WHERE id > 9")
        connection.execute(RECOMPUTE)
    (fault,) = faults()
    trial.planted("entry 12: left the machine" in fault)
    trial.count(True)
    _forget_heads()
    assert faults() == []


def test_a_changed_head_is_seen(office: Clock) -> None:
    key = heads.write_daily(office())
    assert key is not None
    path = next(files.store().root.rglob(key.rpartition("/")[2]))
    path.chmod(0o600)
    path.write_bytes(path.read_bytes().replace(b'"seq":12', b'"seq":13'))
    assert any(key in fault for fault in faults())


def _forget_heads() -> None:
    for item in list(files.store().items(heads.PREFIX)):
        files.store().delete(item.key)
