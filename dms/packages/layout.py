"""Where things lie in a package. One table for the writer, the verifier and the README."""

from __future__ import annotations

#: Version of this layout; a verifier refuses what it does not know.
FORMAT = "demeu-package/1"

CASE = "case.json"  # the application, decisions, money, quarters; the head of the journal
DOCUMENTS = "documents.json"  # every document, version and signature with its path and SHA-256
JOURNAL = "journal.jsonl"  # one entry a line, oldest first
RULES = "rules.json"  # clauses and interpretations relied on, in the words of the day
REGISTERS = "registers.json"  # where a register was asked: its answers, with path and SHA-256 of their bytes
LETTERS = "letters.json"  # where there are letters: numbers, days, threads; their files are among the documents
INDEX = {"kk": "index.html", "ru": "index.ru.html"}
CHAIN = "certificates/chain.pem"  # certificates of the signatures; help to find the way, are not trusted

#: What no package may lack.
REQUIRED = (CASE, DOCUMENTS, JOURNAL, RULES, *INDEX.values())

README = "README.txt"
PAYLOAD = "data/"


def folder(number: int, kind: str) -> str:
    """The folder of the document that stands at ``number``."""
    return f"documents/{number:03d}-{kind.replace('/', '-')}"


def register_path(number: int, register: str) -> str:
    """The bytes of a register's answer as they came."""
    return f"registers/{number:03d}-{register}.raw"


def version_path(place: str, no: int, suffix: str) -> str:
    """The bytes of a version."""
    return f"{place}/{no}{suffix}"


def context_path(place: str, no: int) -> str:
    """What a generated version was made from."""
    return f"{place}/{no}.context.json"


def signature_path(place: str, no: int, index: int) -> str:
    """A detached CMS in DER over the version's bytes."""
    return f"{place}/{no}.signature-{index}.p7s"


def evidence_path(place: str, no: int, index: int) -> str:
    """The chain, revocation data and moment by which the signature was judged."""
    return f"{place}/{no}.signature-{index}.json"
