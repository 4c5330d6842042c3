"""The passage of a text that answers a question, with the words that do marked. What is marked is found in the folded
text and cut from the text as it stands; everything is escaped before a mark is set."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

from dms.search.asking import Question, Term
from dms.search.letters import fold

#: Letters before the first marked word and of the whole passage.
BEFORE, WHOLE = 90, 280
#: Letters of a text that are looked through for a passage.
LOOKED_THROUGH = 60_000


def pattern_of(question: Question) -> re.Pattern[str] | None:
    """What is marked in a folded text; None where nothing is asked."""
    parts = [part for term in question.terms for part in _parts(term)]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(dict.fromkeys(parts))})") if parts else None


def _parts(term: Term) -> Iterable[str]:
    if not term.word:
        for number in term.beginnings:
            yield r"[-/\\.–—_№\s]?".join(map(re.escape, number)) + r"[^\W_]*"
        return
    # A stemmer's forms share all but the last letters of the word.
    starts = {*term.beginnings, term.word[: max(4, len(term.word) - 3)]}
    yield from (re.escape(start) + r"[^\W_]*" for start in sorted(starts, key=len) if len(start) > 3)
    yield from (re.escape(short) + r"[^\W_]{0,5}(?![^\W_])" for short in (*term.whole, *starts) if len(short) <= 3)


def marked(text: str, pattern: re.Pattern[str] | None) -> Markup:
    """The whole text, marked and escaped."""
    if pattern is None:
        return escape(text)
    done, found = 0, []
    for match in pattern.finditer(fold(text)):
        found += [escape(text[done : match.start()]), _mark(text[match.start() : match.end()])]
        done = match.end()
    return Markup("").join([*found, escape(text[done:])])


def _mark(words: str) -> Markup:
    return Markup("<mark>{}</mark>").format(words)


def passage(text: str, pattern: re.Pattern[str] | None) -> Markup:
    """The part around the first answer, cut at blanks; the beginning where nothing is found."""
    text = text[:LOOKED_THROUGH]
    first = pattern.search(fold(text)) if pattern else None
    start = max(0, first.start() - BEFORE) if first else 0
    if start:
        start = text.find(" ", start) + 1 or start
    if first and start > first.start():
        start = first.start()
    end = min(len(text), start + WHOLE)
    if end < len(text):
        end = max(text.rfind(" ", start + WHOLE // 2, end), start + WHOLE // 2)
    cut = " ".join(text[start:end].split())
    return Markup("{}{}{}").format("… " if start else "", marked(cut, pattern), " …" if end < len(text) else "")
