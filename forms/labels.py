"""Texts of the rules as labels of fields: one wording for the form, the list of gaps and the printed paper."""

from __future__ import annotations

from flask_babel import LazyString, get_locale

from workflows.text import Text


def spoken(text: Text) -> LazyString:
    """The text in the language of the page that shows it, beginning with a capital."""
    return LazyString(_capital, text)


def _capital(text: Text) -> str:
    locale = get_locale()
    words = text.get(locale.language if locale is not None else "kk")
    return words[:1].upper() + words[1:]
