"""What a forger does to an archive package. He is given everything but the keys: he writes the manifests anew, so that
only journal and signatures can tell."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

Files = dict[str, bytes]
Forge = Callable[[Files], None]


def read(path: Path) -> Files:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def write(path: Path, content: Files) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package:
        for name, data in content.items():
            package.writestr(name, data)
    return path


def named(content: Files, end: str) -> str:
    return next(name for name in content if name.endswith(end))


def resealed(content: Files) -> Files:
    """All manifests as an honest writer would make them from what is here now."""
    top = next(iter(content)).partition("/")[0]
    inside = {name.partition("/")[2]: data for name, data in content.items()}
    kept = {name: data for name, data in inside.items() if "manifest-" not in name}
    payload = {name: data for name, data in kept.items() if name.startswith("data/")}
    octets = sum(map(len, payload.values()))
    info = kept["bag-info.txt"].decode().splitlines()
    info = [f"Payload-Oxum: {octets}.{len(payload)}" if line.startswith("Payload-Oxum") else line for line in info]
    kept["bag-info.txt"] = ("\n".join(info) + "\n").encode()
    for algorithm in ("sha256", "sha512"):
        kept[f"manifest-{algorithm}.txt"] = _manifest(payload, algorithm)
    tags = {name: data for name, data in kept.items() if not name.startswith("data/")}
    for algorithm in ("sha256", "sha512"):
        kept[f"tagmanifest-{algorithm}.txt"] = _manifest(tags, algorithm)
    return {f"{top}/{name}": data for name, data in kept.items()}


def _manifest(content: Files, algorithm: str) -> bytes:
    return "".join(f"{hashlib.new(algorithm, data).hexdigest()}  {name}\n" for name, data in content.items()).encode()


def flip(end: str) -> Forge:
    def forge(content: Files) -> None:
        name = named(content, end)
        data = bytearray(content[name])
        data[len(data) // 2] ^= 1
        content[name] = bytes(data)

    return forge


def drop(end: str) -> Forge:
    def forge(content: Files) -> None:
        del content[named(content, end)]

    return forge


def drop_tag_manifests(content: Files) -> None:
    for name in [name for name in content if "tagmanifest" in name]:
        del content[name]


def add(content: Files) -> None:
    content[f"{next(iter(content)).partition('/')[0]}/data/extra.txt"] = b"slipped in"


def journal(change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> Forge:
    def forge(content: Files) -> None:
        name = named(content, "journal.jsonl")
        rows = change([json.loads(line) for line in content[name].splitlines()])
        content[name] = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()

    return forge


def recomputed(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A chain that holds in itself."""
    last = "0" * 64
    for place, row in enumerate(rows, 1):
        row["case_seq"], row["case_prev_hash"] = place, last
        last = row["hash"] = hashlib.sha256((row["prev_hash"] + last + row["body"]).encode()).hexdigest()
    return rows


def edit_entry(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows[3]["body"] = rows[3]["body"].replace('"v":1', '"v":2')
    return rows


def edit_and_recompute(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return recomputed(edit_entry(rows))


def without_signatures(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return recomputed([row for row in rows if row["event"] != "paper_signed"])


def with_head(change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> Forge:
    """A forged journal, and the head that the case's data name forged to match."""

    def forge(content: Files) -> None:
        journal(change)(content)
        rows = [json.loads(line) for line in content[named(content, "journal.jsonl")].splitlines()]
        edit_json("data/case.json", lambda told: told.update(journal={"entries": len(rows), "head": rows[-1]["hash"]}))(
            content
        )

    return forge


def edit_json(end: str, change: Callable[[Any], None]) -> Forge:
    def forge(content: Files) -> None:
        name = named(content, end)
        told = json.loads(content[name])
        change(told)
        content[name] = json.dumps(told, ensure_ascii=False).encode()

    return forge


def _signatures(told: Any) -> list[Any]:
    return [s for paper in told["documents"] for version in paper["versions"] for s in version["signatures"]]


def swap_signed_file(content: Files) -> None:
    """Another PDF under a signature, its new checksum in every list."""
    told = json.loads(content[named(content, "documents.json")])
    version = next(v for paper in told["documents"] for v in paper["versions"] if v["signatures"])
    name = named(content, "data/" + version["path"])
    content[name] += b"\n"
    version["sha256"] = hashlib.sha256(content[name]).hexdigest()
    content[named(content, "documents.json")] = json.dumps(told).encode()


def drop_signature(content: Files) -> None:
    """A signature gone from files and list alike: only the journal remembers it."""
    told = json.loads(content[named(content, "documents.json")])
    version = next(v for paper in told["documents"] for v in paper["versions"] if v["signatures"])
    gone = version["signatures"].pop()
    for key in ("path", "evidence"):
        del content[named(content, "data/" + gone[key])]
    content[named(content, "documents.json")] = json.dumps(told).encode()


def drop_document(content: Files) -> None:
    """A made paper gone from files and list alike."""
    told = json.loads(content[named(content, "documents.json")])
    gone = next(paper for paper in told["documents"] if paper["origin"] == "generated")
    told["documents"].remove(gone)
    place = "/data/" + gone["versions"][0]["path"].rpartition("/")[0] + "/"
    for name in [name for name in content if place in name]:
        del content[name]
    content[named(content, "documents.json")] = json.dumps(told).encode()


def backdate(told: Any) -> None:
    _signatures(told)[0]["received_at"] = "2021-01-01T10:00:00+05:00"


#: What is done to the package, whether the manifests are written anew after it, and the fault that must be named.
FAULTS: list[tuple[str, Forge, bool, str]] = [
    ("a bit of a document", flip("/1.pdf"), False, "changed"),
    ("a bit of the journal", flip("journal.jsonl"), False, "changed"),
    ("a bit of the README", flip("README.txt"), False, "changed"),
    ("a file gone", drop("/1.pdf"), False, "missing"),
    ("a file more", add, False, "extra"),
    ("tag manifests deleted", drop_tag_manifests, False, "tag-manifest-missing"),
    ("a manifest deleted", drop("/manifest-sha512.txt"), False, "manifest-missing"),
    ("resealed: a file more", add, True, "extra"),
    ("resealed: a required file gone", drop("data/rules.json"), True, "missing"),
    ("resealed: a document changed", flip("/1.pdf"), True, "changed"),
    ("resealed: a signed document swapped", swap_signed_file, True, "incomplete"),
    ("resealed: a paper left out", drop_document, True, "incomplete"),
    ("resealed: a signature left out", drop_signature, True, "incomplete"),
    ("resealed: a bit of a signature", flip(".p7s"), True, "signature"),
    ("resealed: evidence gone", edit_json(".signature-1.json", lambda told: told.pop("crls")), True, "signature"),
    ("resealed: another nonce", edit_json(".signature-1.json", lambda told: told["offer"].update(nonce="x")), True,
     "offer"),
    ("resealed: another case", edit_json(".signature-1.json", lambda told: told["offer"].update(case="x")), True,
     "offer"),
    ("resealed: the offer gone", edit_json(".signature-1.json", lambda told: told.pop("offer")), True, "offer"),
    ("resealed: receipt backdated", edit_json("documents.json", backdate), True, "not-in-journal"),
    ("resealed: an entry edited", journal(edit_entry), True, "journal-changed"),
    ("resealed: edited, chain recomputed", journal(edit_and_recompute), True, "journal-cut"),
    ("resealed: an entry left out", journal(lambda rows: rows[:2] + rows[3:]), True, "journal-gap"),
    ("resealed: the tail cut", journal(lambda rows: rows[:-2]), True, "journal-cut"),
    ("resealed: signing entries gone, chain recomputed", with_head(without_signatures), True, "not-in-journal"),
    ("resealed: not JSON", lambda content: content.update({named(content, "documents.json"): b"{"}), True, "malformed"),
    ("resealed: new format", edit_json("case.json", lambda told: told.update(format="x/9")), True, "unknown-format"),
]  # fmt: skip
