"""Screen texts in three languages. The English sentence in the code is the key; each room of the application keeps
its Kazakh and Russian in a fragment of its own, ``dms/translations/{kk,ru}/<room>.po``. ``python -m dms.i18n`` merges
the fragments into what gettext reads; ``python -m dms.i18n check`` names every gap. Texts of the law and of the rules
are not here: they travel with the rules (``workflows.text``)."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "dms" / "translations"
LANGUAGES = ("kk", "ru")
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "_l": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
}
_JINJA = {"newstyle_gettext": "true", "silent": "false", "extensions": "jinja2.ext.do"}
_PLACE = re.compile(r"%\((\w+)\)[sd]")

MessageId = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a message is used: file relative to the project, and line."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


def used_messages(root: Path = ROOT) -> dict[str, tuple[MessageId, Source]]:
    """Every message of templates and code, by its singular, with the first place of its use."""
    found: dict[str, tuple[MessageId, Source]] = {}
    for path, method in _source_files(root):
        options = _JINJA if method == "jinja2" else {}
        for line, message, _, _ in extract_from_file(method, path, keywords=KEYWORDS, options=options):
            key = message if isinstance(message, str) else message[0]
            source = Source(str(path.relative_to(root)), line)
            if key and (key not in found or isinstance(found[key][0], str)):
                found[key] = (message, source)
    return found


def _source_files(root: Path) -> Iterator[tuple[Path, str]]:
    for room in ("dms", "forms"):
        yield from ((path, "python") for path in sorted((root / room).rglob("*.py")))
    yield from ((path, "jinja2") for path in sorted((root / "dms" / "templates").rglob("*.*")) if path.is_file())


def merged(lang: str, folder: Path = TRANSLATIONS) -> tuple[Catalog, list[str]]:
    """The fragments of a language as one catalogue, and the faults met on the way: a text that two fragments
    translate differently, a wrong number of plural forms."""
    whole = Catalog(locale=lang, charset="utf-8", fuzzy=False)
    faults: list[str] = []
    for path in sorted((folder / lang).glob("*.po")):
        with path.open("rb") as stream:
            fragment = read_po(stream, locale=lang, abort_invalid=True)
        for message in fragment:
            if message.id:
                faults.extend(_add(whole, message, f"{lang}/{path.name}"))
    return whole, faults


def _add(whole: Catalog, message: Message, where: str) -> Iterator[str]:
    present = whole.get(message.id)
    if present is not None and present.string != message.string:
        yield f"{where}: “{_key(message)}” is translated differently in another fragment"
        return
    if message.pluralizable and len(_texts(message)) != whole.num_plurals:
        yield f"{where}: “{_key(message)}” needs {whole.num_plurals} plural forms"
    whole.add(message.id, message.string, flags=message.flags)


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def compile_all(folder: Path = TRANSLATIONS) -> list[Path]:
    """Writes ``LC_MESSAGES/messages.mo`` of every language and returns the files written. A text without a
    translation is left out and appears in English; ``check`` is the place that forbids it."""
    written = []
    for lang in LANGUAGES:
        target = folder / lang / "LC_MESSAGES" / "messages.mo"
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_suffix(f".mo.{os.getpid()}")  # two processes may compile at once
        with fresh.open("wb") as stream:
            write_mo(stream, merged(lang, folder)[0])
        fresh.replace(target)
        written.append(target)
    return written


def check(root: Path = ROOT) -> list[str]:
    """Everything that is wrong with the translations, one line each; empty when every text is in every language."""
    used = used_messages(root)
    faults: list[str] = []
    for lang in LANGUAGES:
        catalog, merge_faults = merged(lang, root / "dms" / "translations")
        faults.extend(merge_faults)
        known = {_key(message): message for message in catalog if message.id}
        for key, (message_id, source) in sorted(used.items()):
            faults.extend(_missing(lang, known.get(key), message_id, source))
        for key, message in sorted(known.items()):
            faults.extend(f"{lang}: {fault}: “{key}”" for fault in _wrong(message))
            if key not in used:
                faults.append(f"{lang}: used nowhere: “{key}”")
    return faults


def _missing(lang: str, message: Message | None, wanted: MessageId, source: Source) -> Iterator[str]:
    key = wanted if isinstance(wanted, str) else wanted[0]
    texts = _texts(message) if message is not None else ()
    if not texts or not all(texts):
        yield f"{lang}: no text for “{key}” ({source})"
    elif message is not None and message.pluralizable != isinstance(wanted, tuple):
        yield f"{lang}: plural on one side only: “{key}” ({source})"


def _wrong(message: Message) -> Iterator[str]:
    if message.fuzzy:
        yield "marked fuzzy"
    ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    wanted = set().union(*(_PLACE.findall(part) for part in ids))
    for translated in filter(None, _texts(message)):
        if set(_PLACE.findall(translated)) - {"num"} != wanted - {"num"}:
            yield "its places differ"
            return
        if "%(" in _PLACE.sub("", translated):
            yield "a broken place"


def _texts(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


@click.command(help="Merge the translations; with `check`, name every gap and fail.")
@click.argument("what", type=click.Choice(["build", "check"]), default="build")
def main(what: str) -> None:
    """The command ``python -m dms.i18n``."""
    if what == "build":
        compile_all()
        return
    faults = check()
    for fault in faults:
        click.echo(fault, err=True)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
