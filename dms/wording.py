"""Screen texts as pages ask for them, some hundreds of times each: what a language says of a message is looked up once
in a process. The catalogues themselves are Flask-Babel's, see ``dms/i18n.py``."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache
from gettext import NullTranslations

from flask import Flask, has_app_context
from flask_babel import Babel, Domain, get_translations
from markupsafe import Markup

from dms.formatting import language
from dms.kept import Kept


class Catalogues(Domain):  # type: ignore[misc]  # the library has no types
    """Flask-Babel's domain, found by the language of the page alone."""

    def get_translations(self) -> NullTranslations:
        found: NullTranslations | None = self.known.get(language()) if has_app_context() else None
        if found is None:
            found = super().get_translations()
            if has_app_context():
                self.known[language()] = found
        return found

    def __init__(self, domain: str) -> None:
        super().__init__(domain=domain)
        self.known: dict[str, NullTranslations] = {}


def init_app(app: Flask, babel: Babel, locale_selector: Callable[[], str]) -> None:
    """Flask-Babel with our catalogues, and the texts of templates."""
    babel.domain_instance = Catalogues(domain=app.config.get("BABEL_DOMAIN", "messages"))
    babel.init_app(app, locale_selector=locale_selector)
    app.jinja_env.globals.update(_=say, gettext=say, ngettext=say_number, drawn_each=drawn_each)


def gettext(message: str, **values: object) -> str:
    """The same text outside a template, for what is said of every row of a list."""
    text = str(_marked(language(), message))
    return text % values if values else text


def say(message: str, **values: object) -> Markup:
    """The text of a template in the language of the page. It is markup of ours; the values put into it are escaped."""
    text = _marked(language(), message) if has_app_context() else Markup(message)  # noqa: S704 - a message of ours
    return text % values if values or "%" in text else text


def say_number(singular: str, plural: str, num: int, **values: object) -> Markup:
    """The form for ``num``, which also fills the place of that name."""
    text = Markup(get_translations().ngettext(singular, plural, num))  # noqa: S704 - a message of ours
    return text % {"num": num, **values}


@lru_cache(maxsize=8192)
def _marked(_language: str, message: str) -> Markup:
    """Both arguments are of a small set: languages, and the messages that stand in templates."""
    return Markup(get_translations().gettext(message))  # noqa: S704 - a message of ours


_drawn: Kept[Hashable, Markup] = Kept(4_000)


def drawn_each(macro: Callable[..., Markup], rows: Iterable[Hashable], *values: Hashable) -> Markup:
    """``{{ drawn_each(macro, rows, value) }}``: the rows of a list, one below the other, each drawn anew where it, a
    value or the language differs. The macro's name is its own; it must depend on its row and values alone."""
    about = (macro.name, language(), *values, *map(type, values))  # type: ignore[attr-defined]  # Jinja's own
    parts = []
    for row in rows:
        found = _drawn.get((about, row))
        parts.append(_drawn.put((about, row), macro(row, *values)) if found is None else found)
    return Markup("\n").join(parts)
