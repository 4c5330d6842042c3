"""A text in the three languages of the system. Rules speak in codes and carry their words with them, so that no
screen, letter or log can lack a translation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Lang = Literal["kk", "ru", "en"]
LANGS: tuple[Lang, ...] = ("kk", "ru", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One meaning in Kazakh (the source for legal words), Russian and English. May hold ``{name}`` places."""

    kk: str
    ru: str
    en: str

    def get(self, lang: str) -> str:
        """The wording in ``lang``; Kazakh, the state language, for a language we do not speak."""
        return self.ru if lang == "ru" else self.en if lang == "en" else self.kk

    def fill(self, **params: object) -> Text:
        """The same text with its places filled in, in all three languages; a ``Text`` goes in language by language."""
        return Text(*(self.get(lang).format(**_in(lang, params)) for lang in LANGS))


def _in(lang: str, params: Mapping[str, object]) -> dict[str, object]:
    return {name: value.get(lang) if isinstance(value, Text) else value for name, value in params.items()}


#: A list of particulars at the end of a name; «и (или)» is no such list.
_PARTICULARS = re.compile(r"(.+?) \((?!или\)|немесе\))(.+)\)", re.DOTALL)


def brief(title: Text) -> Text:
    """A long name of the law without the particulars that it lists in brackets at its end."""
    return _cut(title, 1)


def particulars(title: Text) -> Text:
    """What ``brief`` leaves out, without the brackets; empty where nothing is."""
    return _cut(title, 2)


def _cut(title: Text, part: int) -> Text:
    found = [(title.get(lang), _PARTICULARS.fullmatch(title.get(lang))) for lang in LANGS]
    return Text(*(match[part] if match else (whole, "")[part - 1] for whole, match in found))


#: A name is told by as many characters; a line of a list holds no more.
NAME = 90


def shortened(title: Text) -> Text:
    """The beginning of a long sentence, by whole words: enough to know it by."""
    return Text(*(_beginning(title.get(lang)) for lang in LANGS))


def _beginning(words: str) -> str:
    return words if len(words) <= NAME else words[:NAME].rpartition(" ")[0].rstrip(" ,;:(/") + "…"


def join(texts: Iterable[Text], separator: str = ", ") -> Text:
    """The texts one after the other, language by language."""
    parts = tuple(texts)
    return Text(*(separator.join(part.get(lang) for part in parts) for lang in LANGS))
