"""Fills an empty, migrated database with documents that have words in them, in bulk. Words come in the proportions of a
language: a few stand on most pages, most on a few. Entries hold what the application itself would have entered."""

from __future__ import annotations

import json
import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.world import EDITION, NOW, PROGRAMME
from dms.search.claims import claim_of
from dms.search.letters import clean, fold
from dms.search.words import WORD, lexemes

DOCUMENTS_OF_A_CASE = 10
CASES_OF_AN_ORGANISATION = 20
WORDS_OF_A_PAGE = 50
#: Words that only one page in so many thousand has; names and numbers make a language's long tail.
RARE = 40_000
STATES = ("substantive_review", "completeness", "monitoring", "payment", "closed", "archived", "refused", "hearing")
Connection = psycopg.Connection[tuple[Any, ...]]
GIN = {
    "ix_search_entries_words": "USING gin (words) WITH (fastupdate = off)",
    "ix_search_entries_text_words": "USING gin (text_words) WITH (fastupdate = off)",
    "ix_search_entries_label": "USING gin (label gin_trgm_ops) WITH (fastupdate = off) WHERE label <> ''",
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words, the most frequent first, with what each is entered as."""

    words: tuple[str, ...]
    entered: tuple[tuple[str, ...], ...]
    heights: tuple[float, ...]

    def draw(self, chance: random.Random, count: int) -> list[int]:
        top = self.heights[-1]
        return [bisect(self.heights, chance.random() * top) for _ in range(count)]


def vocabulary(connection: Connection) -> Vocabulary:
    """The words of both orders, then made ones, weighed by Zipf's law."""
    folder = Path(__file__).parents[1] / "dms" / "law"
    told = " ".join(
        json.dumps(json.loads(f.read_text("utf-8")), ensure_ascii=False) for f in sorted(folder.glob("*.kk.json"))
    )
    counted: dict[str, int] = {}
    for word in WORD.findall(clean(told)):
        if not word.isascii():
            counted[word] = counted.get(word, 0) + 1
    real = sorted(counted, key=lambda word: -counted[word])
    words = (*real, *(f"сөз{number:x}".translate(str.maketrans("0123456789", "абвгдежзик")) for number in range(RARE)))
    stems: dict[str, list[str]] = dict(
        connection.execute(
            "SELECT word, ts_lexize('russian_stem', word) FROM unnest(%s::text[]) word", [[fold(w) for w in words]]
        ).fetchall()
    )
    entered = tuple(tuple({*lexemes(word), *(stems.get(fold(word)) or ())}) for word in words)
    return Vocabulary(words, entered, tuple(accumulate(1 / (rank + 3) for rank in range(len(words)))))


def fill(conninfo: str, first: int, last: int) -> None:
    """Documents ``first`` to ``last`` (multiples of a case's) with their cases and organisations."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute("SET synchronous_commit = off; SET demeu.scope = 'system'; SET maintenance_work_mem = '1GB'")
        if first == 1:
            _people(connection)
        for name in GIN:
            connection.execute(f"DROP INDEX {name}")
        words, chance = vocabulary(connection), random.Random(342)
        cases = range((first - 1) // DOCUMENTS_OF_A_CASE + 1, last // DOCUMENTS_OF_A_CASE + 1)
        connection.execute("ALTER TABLE cases NO FORCE ROW LEVEL SECURITY")  # COPY does not go through a wall
        _cases(connection, cases)
        connection.execute("ALTER TABLE cases FORCE ROW LEVEL SECURITY")
        _papers(connection, first, last)
        _pages(connection, conninfo, words, chance, first, last)
        _entries_of_cases(connection, cases)
        for name, how in GIN.items():
            connection.execute(f"CREATE INDEX {name} ON search_entries {how}")
        connection.execute("VACUUM ANALYZE")


def _came_in(case: int) -> datetime:
    return NOW - timedelta(minutes=5 * (200_000 - case))


def _people(connection: Connection) -> None:
    connection.execute(
        "INSERT INTO users (public_id, email, name, is_staff, locale, active, created_at, fs_uniquifier, phone,"
        " position, position_ru)"
        " SELECT 'u' || g, 'measured' || g || '@example.kz', 'Сейітова ' || g, g < 3, 'kk', true, %s,"
        " md5('u' || g), '', '', '' FROM generate_series(1, 3) g",
        [NOW],
    )
    connection.execute(
        "INSERT INTO staff_roles (user_id, role, valid_from, order_no, acts)"
        " VALUES (1, 'head', %(now)s::date - 365, '', '[]'), (2, 'executor', %(now)s::date - 365, '', '[]')",
        {"now": NOW},
    )


def _organisation(number: int) -> tuple[str, str]:
    """BIN and name."""
    places = ("Алатау", "Жетісу", "Сарыарқа", "Қостанай", "Маңғыстау", "Түркістан", "Есіл", "Ертіс", "Ұлытау", "Балқаш")
    trades = ("Кабель", "Өнім", "Құрылыс", "Тағам", "Металл", "Агро", "Химия", "Тоқыма", "Мебель", "Машина")
    name = f"«{places[number % 10]} {trades[number // 10 % 10]}-{number}» ЖШС"
    return f"0612{number:08d}", name


def _cases(connection: Connection, numbers: range) -> None:
    per = CASES_OF_AN_ORGANISATION
    have = connection.execute("SELECT count(*) FROM organisations").fetchall()[0][0]
    with connection.cursor().copy(
        "COPY organisations (public_id, bin, name, sort_key, details, created_at) FROM STDIN"
    ) as copy:
        for number in range(have + 1, numbers[-1] // per + 2):
            copy.write_row((f"o{number}", *_organisation(number), f"{number:08d}", "{}", NOW))
    if have == 0:
        connection.execute(
            "INSERT INTO memberships (user_id, organisation_id, kind, scope, paper_no, valid_from, created_at)"
            " VALUES (3, 1, 'head', '[]', '', %(now)s::date - 365, %(now)s)",
            {"now": NOW},
        )
    with connection.cursor().copy(
        "COPY cases (public_id, programme, edition, state, version, language, organisation_id, author_id, assignee_id,"
        " number, content, created_at, received_at, registered_at, state_since, term_key, term_provisional,"
        " requested_sum) FROM STDIN"
    ) as copy:
        for number in numbers:
            told = json.dumps({"costs": [line_of(number)], "products": "Кабель өнімдері"}, ensure_ascii=False)
            copy.write_row(
                (
                    f"case{number:012d}", PROGRAMME, EDITION, STATES[number % len(STATES)], 1, "kk", number // per + 1,
                    3, 2, f"D342-2026-{number:06d}", told, NOW, NOW, NOW, NOW, "", False, 960000,
                )
            )  # fmt: skip


def line_of(number: int) -> dict[str, Any]:
    return {
        "id": "1", "name": "Сәйкестікті бағалау", "contract_no": f"8/{number}-Ш", "act_no": f"12-{number}",
        "invoice_no": f"17-{number}", "supplier_name": f"«Сапа Серт {number % 500}» ЖШС",
        "supplier_bin": f"0707{number % 500:08d}", "amount": f"{100_000 + number}.00", "currency": "KZT",
    }  # fmt: skip


def _papers(connection: Connection, first: int, last: int) -> None:
    given = {"first": first, "last": last, "now": NOW, "per": DOCUMENTS_OF_A_CASE}
    series = "FROM generate_series(%(first)s::bigint, %(last)s) g"
    for statement in (
        "INSERT INTO documents (id, public_id, case_id, origin, kind, state, title, number, language, lines,"
        " also, for_applicant, created_at) OVERRIDING SYSTEM VALUE SELECT g, 'd' || g, (g - 1) / %(per)s + 1,"
        " 'uploaded',"
        " (ARRAY['contract', 'act', 'invoice', 'payment_order'])[g %% 4 + 1], 'accepted', '', '', 'kk', '[\"1\"]',"
        f" '[]', false, %(now)s {series}",
        "INSERT INTO files (id, public_id, status, key, sha256, size, media_type, name, created_at, claimed_at,"
        " version_mark, check_status, scan_status, findings) OVERRIDING SYSTEM VALUE SELECT g, 'f' || g, 'stored',"
        " 'none/' || g,"
        " md5(g::text) || md5(g::text), 180000, 'application/pdf', 'file-' || g || '.pdf', %(now)s, %(now)s, '',"
        f" '', '', '[]' {series}",
        "INSERT INTO document_versions (id, public_id, document_id, no, file_id, created_at, check_status, scan_status,"
        " pages, findings, traits, colour_said) OVERRIDING SYSTEM VALUE SELECT g, 'v' || g, g, 1, g, %(now)s, 'sound',"
        " 'clean', 1, '[]', '{}', ''"
        f" {series}",
    ):
        connection.execute(statement, given)


_ENTRY = (
    "COPY search_entries (kind, case_id, organisation_id, programme, document_id, version_id, page, line, doc_kind, at,"
    " amount, label, claim, words, text_words, made) FROM STDIN"
)


def _pages(
    connection: Connection, conninfo: str, words: Vocabulary, chance: random.Random, first: int, last: int
) -> None:
    connection.execute("CREATE UNLOGGED TABLE bodies (id bigint, body text)")
    drawn = _drawn(words, chance, first, last)
    other = psycopg.connect(conninfo, autocommit=True)
    with other, connection.cursor().copy(_ENTRY) as entries, other.cursor().copy("COPY bodies FROM STDIN") as bodies:
        for number, chosen in drawn:
            case = (number - 1) // DOCUMENTS_OF_A_CASE + 1
            found = sorted({lexeme for index in chosen for lexeme in words.entered[index]} | {f"doc{number}x"})
            where = (case, case // CASES_OF_AN_ORGANISATION + 1, PROGRAMME, number, number)
            kind = ("contract", "act", "invoice", "payment_order")[number % 4]
            entries.write_row(
                (
                    "page",
                    *where,
                    1,
                    "",
                    kind,
                    _came_in(case),
                    960000,
                    "",
                    "",
                    None,
                    " ".join(f"'{word}'" for word in found),
                    1,
                )
            )
            name = fold(f"Келісімшарт file-{number}.pdf")
            known = " ".join(f"'{word}'" for word in lexemes(name))
            entries.write_row(("document", *where, None, "", kind, _came_in(case), 960000, name, "", known, None, 1))
            bodies.write_row((number, " ".join(words.words[index] for index in chosen)))
    connection.execute(
        "INSERT INTO page_texts (sha256, page, origin, body)"
        " SELECT md5(id::text) || md5(id::text), 1, 'layer', body FROM bodies"
    )
    connection.execute("DROP TABLE bodies")


def _drawn(words: Vocabulary, chance: random.Random, first: int, last: int) -> Iterator[tuple[int, Sequence[int]]]:
    for number in range(first, last + 1):
        yield number, words.draw(chance, WORDS_OF_A_PAGE)


def _entries_of_cases(connection: Connection, numbers: range) -> None:
    with connection.cursor().copy(_ENTRY) as copy:
        for number in numbers:
            bin_, name = _organisation(number // CASES_OF_AN_ORGANISATION + 1)
            line = line_of(number)
            costs = " ".join(str(value) for key, value in line.items() if key not in ("id", "amount", "currency"))
            told = {"case": f"D342-2026-{number:06d} {bin_} {name}", "line": f"{costs} {line['amount'][:-3]}"}
            for kind, text in told.items():
                found = " ".join(f"'{word}'" for word in lexemes(text))
                claim = claim_of(line) if kind == "line" else ""
                of_line = "1" if kind == "line" else ""
                copy.write_row(
                    (
                        kind, number, number // CASES_OF_AN_ORGANISATION + 1, PROGRAMME, None, None, None, of_line, "",
                        _came_in(number), 960000, fold(text), claim, found, None, 1,
                    )
                )  # fmt: skip
