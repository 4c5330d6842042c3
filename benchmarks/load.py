"""Fills an empty, migrated database in bulk. Rows are made by the database itself; the journal goes through the same
trigger as every other entry, so its chain is a real one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import psycopg

from benchmarks.content import CONTENT
from benchmarks.world import EDITION, EVENTS, NOW, PAPERS, PEOPLE, PROGRAMME
from dms.services.journal import canonical
from workflows.states import CaseState

S = CaseState
#: The states of twenty cases in turn: most are in monitoring or done with, as in an office that has run for years.
STATES = (
    S.SUBSTANTIVE_REVIEW, S.SUBSTANTIVE_REVIEW, S.COMPLETENESS, S.REGISTERED, S.HEARING, S.DECISION, S.AGREEMENT,
    S.PAYMENT, *([S.MONITORING] * 6), S.CLOSED, S.REFUSED, S.WITHDRAWN, *([S.ARCHIVED] * 3),
)  # fmt: skip
#: Cases in review up to this id have the long history, the documents and the answers of a case in full work.
LOOKED_AT = len(STATES) * PEOPLE * 25
Facts = dict[str, Any]
#: The way every case has gone, each entry with its facts. What came after it is told of the cases in review alone.
WAY: tuple[tuple[str, Facts], ...] = (
    ("draft_opened", {"from": None}),
    ("submitted", {
        "from": "draft", "to": "submitted", "received_at": "@received", "requested_sum": "960000.00",
        "content": CONTENT, "files": [],
    }),
    ("registered", {"from": "submitted", "to": "registered", "number": "@number", "registered_at": "@received"}),
)  # fmt: skip
#: How a case in review came there, and an answer of its review.
TO_REVIEW: tuple[tuple[str, Facts], ...] = (
    ("taken", {"from": "registered", "to": "completeness", "assignee": "u1"}),
    ("completed", {"from": "completeness", "to": "substantive_review", "answers": {}}),
)
ANSWERED: Facts = {
    "key": "entity", "verdict": "yes", "note": "", "from": "substantive_review", "to": "substantive_review",
}  # fmt: skip
#: The chain's head is one row: what is written to it in one transaction is walked by the next.
ENTRIES_AT_ONCE = 100
ROWS_AT_ONCE = 20_000
Connection = psycopg.Connection[tuple[Any, ...]]


def fill(conninfo: str, cases: int) -> None:
    """People, organisations, ``cases`` cases with what belongs to them, their journal."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute("SET synchronous_commit = off")
        connection.execute("SET demeu.scope = 'system'")
        organisations = max(20, cases // 20)
        _people(connection, organisations)
        for first, last in _slices(1, cases, ROWS_AT_ONCE):
            _cases(connection, first, last, organisations)
        _worked_on(connection)
        connection.execute("VACUUM ANALYZE")
        for case_first, case_last in _slices(1, cases, ENTRIES_AT_ONCE // len(WAY)):
            _journal(connection, case_first, case_last)
        _long_histories(connection)
        connection.execute("VACUUM ANALYZE")


def _slices(first: int, last: int, size: int) -> Iterator[tuple[int, int]]:
    for start in range(first, last + 1, size):
        yield start, min(start + size - 1, last)


def _people(connection: Connection, organisations: int) -> None:
    """Executors 1 to ``PEOPLE``, then the first head of every organisation."""
    with connection.transaction():
        connection.execute(
            "INSERT INTO users (public_id, email, name, is_staff, locale, active, created_at, fs_uniquifier, phone,"
            " position, position_ru)"
            " SELECT 'u' || g, 'measured' || g || '@example.kz', 'Сейітова ' || g,"
            " g <= %(staff)s, 'kk', true, %(now)s, md5('u' || g), '', '', ''"
            " FROM generate_series(1, %(staff)s + %(all)s) g",
            {"staff": PEOPLE, "all": organisations, "now": NOW},
        )
        connection.execute(
            "INSERT INTO staff_roles (user_id, role, valid_from, order_no, acts)"
            " SELECT id, 'executor', %s::date - 365, '', '[]' FROM users WHERE is_staff",
            [NOW],
        )
        connection.execute(
            "INSERT INTO organisations (public_id, bin, name, sort_key, details, created_at)"
            " SELECT 'o' || g, lpad(g::text, 12, '061240000000'), '«Үлгі-' || g || '» ЖШС', lpad(g::text, 8, '0'),"
            " '{}', %s FROM generate_series(1, %s) g",
            [NOW, organisations],
        )
        connection.execute(
            "INSERT INTO memberships (user_id, organisation_id, kind, scope, paper_no, valid_from, created_at)"
            " SELECT o.id + %(staff)s, o.id, 'head', '[]', '', %(now)s::date - 365, %(now)s FROM organisations o",
            {"staff": PEOPLE, "now": NOW},
        )


def _cases(connection: Connection, first: int, last: int, organisations: int) -> None:
    """The cases of these ids with their search keys and their application as PDF."""
    given = {
        "first": first, "last": last, "organisations": organisations, "staff": PEOPLE, "now": NOW,
        "programme": PROGRAMME, "edition": EDITION, "content": json.dumps(CONTENT, ensure_ascii=False),
        "states": [state.value for state in STATES], "turn": len(STATES),
        "ended": [S.CLOSED.value, S.REFUSED.value, S.WITHDRAWN.value, S.ARCHIVED.value],
    }  # fmt: skip
    with connection.transaction():
        connection.execute(_CASES, given)
        connection.execute(
            "INSERT INTO case_keys (case_id, kind, value, line) SELECT g, kind, kind || '-' || g, '1'"
            " FROM generate_series(%(first)s::int, %(last)s) g, unnest(ARRAY['contract', 'act', 'invoice']) kind",
            given,
        )
        _papers(connection, "SELECT id, 'annex-1', 0 FROM cases WHERE id BETWEEN %(first)s AND %(last)s", given)


_CASES = """
INSERT INTO cases (public_id, programme, edition, state, version, language, organisation_id, author_id, assignee_id,
    number, content, created_at, received_at, registered_at, completed_at, state_since, term_key,
    term_provisional, due_at, service_due_at, ended_at, requested_sum, granted_sum)
SELECT 'case' || lpad(g::text, 12, '0'), %(programme)s, %(edition)s, state, 1, 'kk', g %% %(organisations)s + 1,
    g %% %(organisations)s + 1 + %(staff)s,
    CASE WHEN state <> 'registered' THEN (g / %(turn)s) %% %(staff)s + 1 END,
    'D342-2026-' || lpad(g::text, 6, '0'), %(content)s, received - interval '1 day', received, received,
    CASE WHEN state NOT IN ('registered', 'completeness') THEN received + interval '1 day' END, received, '', false,
    CASE WHEN state <> ALL (%(ended)s) THEN received + interval '14 days' END, received + interval '20 days',
    CASE WHEN state = ANY (%(ended)s) THEN %(now)s END, 960000,
    CASE WHEN state IN ('agreement', 'payment', 'monitoring', 'closed', 'archived') THEN 480000 END
FROM (SELECT g, (%(states)s::text[])[g %% %(turn)s + 1] AS state,
        %(now)s - interval '3 days' - (g * 7 %% 1000) * interval '25 minutes' AS received
      FROM generate_series(%(first)s::int, %(last)s) g) made
ORDER BY g
"""


def _worked_on(connection: Connection) -> None:
    """Documents, agreement and answers of the cases that are looked at."""
    given = {"last": LOOKED_AT, "papers": PAPERS - 1, "now": NOW}
    chosen = "FROM cases WHERE state = 'substantive_review' AND id <= %(last)s"
    with connection.transaction():
        _papers(
            connection,
            "SELECT id, (ARRAY['contract', 'act', 'invoice', 'payment_order'])[no %% 4 + 1], no"
            f" {chosen.replace('WHERE', ', generate_series(1, %(papers)s) no WHERE')}",
            given,
        )
        for sheet, keys in (("completeness", ("form", "signature", "format")), ("check", ("entity", "local_producer"))):
            connection.execute(
                "INSERT INTO answers (case_id, sheet, key, verdict, automatic, facts, note, author_id, at)"
                f" SELECT id, %(sheet)s, key, 'yes', false, '{{}}', '', assignee_id, %(now)s"
                f" {chosen.replace('WHERE', ', unnest(%(keys)s::text[]) key WHERE')}",
                {**given, "sheet": sheet, "keys": list(keys)},
            )


def _papers(connection: Connection, chosen: str, given: dict[str, Any]) -> None:
    """A checked document with one version for every row (case, kind, number in the case) of ``chosen``."""
    connection.execute(
        f"WITH chosen (case_id, kind, no) AS ({chosen}), papers AS ("
        " INSERT INTO documents (public_id, case_id, origin, kind, state, title, number, language, lines,"
        "  also, for_applicant, created_at)"
        "  SELECT 'd' || case_id || '-' || no, case_id, CASE no WHEN 0 THEN 'generated' ELSE 'uploaded' END, kind,"
        "  CASE no WHEN 0 THEN 'signed' ELSE 'accepted' END, '', '', 'kk', '[\"1\"]', '[]', false, %(now)s FROM chosen"
        "  RETURNING id), stored AS ("
        " INSERT INTO files (public_id, status, key, sha256, size, media_type, name, created_at, claimed_at,"
        "  version_mark, check_status, scan_status, findings) SELECT 'f' || id, 'stored', 'none/' || id,"
        "  md5(id::text) || md5(id::text), 180000,"
        "  'application/pdf', 'Келісімшарт.pdf', %(now)s, %(now)s, '', '', '', '[]'"
        "  FROM papers RETURNING id, public_id)"
        " INSERT INTO document_versions (public_id, document_id, no, file_id, created_at, check_status, scan_status,"
        "  pages, findings, traits, colour_said) SELECT 'v' || id, substr(public_id, 2)::bigint, 1, id, %(now)s,"
        "  'sound', 'not_scanned', 3, '[]', '{}', '' FROM stored",
        given,
    )


def _journal(connection: Connection, first: int, last: int) -> None:
    """The way of every case of these ids."""
    connection.execute(
        f"{_ENTRY} FROM cases CROSS JOIN unnest(%(events)s::text[], %(bodies)s::text[])"
        " WITH ORDINALITY said (event, body, place) WHERE id BETWEEN %(first)s AND %(last)s ORDER BY id, place",
        {
            "first": first, "last": last, "events": [event for event, _facts in WAY],
            "bodies": [_body(event, facts) for event, facts in WAY],
        },
    )  # fmt: skip


def _long_histories(connection: Connection) -> None:
    """The rest of the entries of the cases that are looked at: into the review, then its answers."""
    rows = connection.execute(
        "SELECT id FROM cases WHERE state = 'substantive_review' AND id <= %s ORDER BY id", [LOOKED_AT]
    ).fetchall()
    rest = (*TO_REVIEW, *[("check_answered", ANSWERED)] * (EVENTS - len(WAY) - len(TO_REVIEW)))
    for (case_id,) in rows:
        connection.execute(
            f"{_ENTRY} FROM cases CROSS JOIN unnest(%(events)s::text[], %(bodies)s::text[])"
            " WITH ORDINALITY said (event, body, place) WHERE id = %(id)s ORDER BY place",
            {
                "id": case_id, "events": [event for event, _facts in rest],
                "bodies": [_body(event, facts) for event, facts in rest],
            },
        )  # fmt: skip


_ENTRY = (
    "INSERT INTO journal (case_id, event, actor_id, at, body) SELECT id, said.event, assignee_id, received_at,"
    " replace(replace(replace(said.body, '@case', public_id), '@number', number),"
    "  '@received', to_char(received_at AT TIME ZONE 'Asia/Almaty', 'YYYY-MM-DD\"T\"HH24:MI:SS+05:00'))"
)


def _body(event: str, facts: Facts) -> str:
    """An entry as the journal's one writer spells it, with marks for what differs from case to case."""
    said = {
        "v": 1, "event": event, "at": "@received", "case": "@case", "number": "@number", "edition": EDITION,
        "clause": "342:35", "actor": {"id": "u1", "name": "Сейітова Айгүл 1"}, "facts": facts,
    }  # fmt: skip
    return canonical(said)
