"""Long names of the law cut for a narrow page: what stands before the brackets, and what inside them."""

from __future__ import annotations

from workflows.text import Text


def brief(title: Text) -> Text:
    """The name without its list of particulars in brackets."""
    return Text(*(title.get(lang).partition(" (")[0] for lang in ("kk", "ru", "en")))


def particulars(title: Text) -> Text:
    """What ``brief`` leaves out, without the brackets; empty where nothing is."""
    return Text(*(title.get(lang).partition(" (")[2].removesuffix(")") for lang in ("kk", "ru", "en")))
