"""What nobody but its owner may ever see, planted wherever words can stand; and a browser that looks everywhere."""

from __future__ import annotations

import copy
import io
import itertools
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

import pypdfium2

from tests.fixtures.filled import CONTENT

#: Letters that no look-alike replaces, so that it is itself in every folded form.
CANARY = re.compile(r"qzvr\d{4}", re.IGNORECASE)
_numbers = itertools.count(1)
#: Parts of an application that hold free words.
WORDS = {
    "name", "street", "surname", "given_name", "position", "products", "contract_no", "act_no", "invoice_no",
    "payment_invoice_no", "supplier_name", "order_no", "registration_no", "oked_name",
}  # fmt: skip
_LINK = re.compile(r'(?:href|src|action|hx-get|data-[a-z-]+)="(/[^"#]*)')
#: Doors that lead out of the house or change it.
_OUT = re.compile(r"^/(static|logout|account/(sign-out|language)|language|demo)")


def canary() -> str:
    return f"QZVR{next(_numbers):04d}"


def planted(content: Any = None) -> dict[str, Any]:
    """A whole application with a canary in every part that holds free words."""
    made: dict[str, Any] = copy.deepcopy(content or CONTENT)
    _plant(made)
    return made


def _plant(part: Any) -> None:
    items: Iterable[Any] = part.items() if isinstance(part, dict) else enumerate(part)
    for key, value in list(items):
        if isinstance(value, dict | list):
            _plant(value)
        elif isinstance(value, str) and key in WORDS:
            part[key] = canary()


@dataclass
class Seen:
    """One answer: everything of it that a browser gets."""

    address: str
    status: int
    headers: str
    body: bytes
    kind: str

    @property
    def canaries(self) -> set[str]:
        return {found.lower() for text in (self.headers, *words_of(self.body)) for found in CANARY.findall(text)}


def words_of(body: bytes) -> Iterator[str]:
    """The words of a page, of a PDF, of everything in a ZIP."""
    yield body.decode("utf-8", "replace")
    if body.startswith(b"%PDF-"):
        with pypdfium2.PdfDocument(body) as pdf:
            for page in pdf:
                yield page.get_textpage().get_text_range()
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            for name in package.namelist():
                yield name
                yield from words_of(package.read(name))


@dataclass
class Crawler:
    """A browser that follows every link that it meets, each address once."""

    client: Any
    most: int
    seen: list[Seen] = field(default_factory=list)

    def crawl(self, starts: Iterable[str]) -> list[Seen]:
        waiting, known = list(starts), set(starts)
        while waiting and len(self.seen) < self.most:
            found = self.get(waiting.pop(0))
            for link in self._links(found):
                if link not in known and not _OUT.match(link):
                    known.add(link)
                    waiting.append(link)
        return self.seen

    def get(self, address: str) -> Seen:
        answer = self.client.get(address)
        headers = "\n".join(f"{name}: {value}" for name, value in answer.headers if name != "Set-Cookie")
        found = Seen(address, answer.status_code, headers, answer.get_data(), answer.mimetype or "")
        self.seen.append(found)
        return found

    def _links(self, seen: Seen) -> Iterator[str]:
        place = re.search(r"^Location: (\S+)$", seen.headers, re.MULTILINE)
        if place and not urlsplit(place.group(1)).netloc:
            yield urljoin(seen.address, place.group(1)).partition("#")[0]
        if seen.kind == "text/html":
            for link in _LINK.findall(seen.body.decode("utf-8", "replace")):
                yield link.replace("&amp;", "&")
