"""What a page that signs with the national program asks and is told, in plain JSON; read by ``static/js/signing``."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from flask import jsonify, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from dms.accounts import languages
from dms.errors import StalePaper
from dms.formatting import text
from dms.models import Case, DocumentVersion, Signature, User
from dms.services.papers.titles import title_of
from dms.services.signed import offers, uses
from workflows.refusals import Refusal
from workflows.text import Text

Json = dict[str, Any]


def wanted(user: User | None) -> Json:
    """Which key the program shall offer: for signing, of this person; of nobody yet, for logging in."""
    use, iin = ("signature", user.iin or "") if user else ("authentication", "")
    return {"use": use, "iin": iin, "locale": languages.chosen()}


def text_group(body: bytes, url: str) -> Json:
    """A short text that is signed itself, so that a key of any kind can do it at once."""
    paper = {"id": "text", "title": _("Text with a code"), "text": base64.b64encode(body).decode()}
    return {"url": url, "offer": "", "documents": [paper]}


def text_result(reasons: Iterable[Refusal]) -> Json:
    """What became of a signed text: no reason, and it is good."""
    told = [" ".join(text(part) for part in (reason.text, reason.remedy) if part) for reason in reasons]
    return {"title": _("Text with a code"), "verdict": "invalid" if told else "valid", "reasons": told}


def group(case: Case | None, versions: Sequence[DocumentVersion], user: User, url: str) -> Json:
    """Papers of one case, whose signatures go to ``url`` together; with digests of the kind that the page asks for."""
    told = request.get_json(silent=True)
    kind = "".join(told.get("digest", ())) if isinstance(told, dict) else ""
    papers = [
        {"id": v.public_id, "title": title(case, v), "digest": offers.digest(v, kind)} for v in versions
    ]  # fmt: skip
    return {"url": url, "offer": offers.make(user, versions), "documents": papers}


def offered(case: Case | None, versions: Sequence[DocumentVersion], user: User, url: str, **more: Any) -> Response:
    """The answer to a page that signs the papers of one case; ``more`` beside it. Raises: StalePaper for no papers."""
    if not versions:
        raise StalePaper
    return jsonify(groups=[group(case, versions, user, url)], wanted=wanted(user), **more)


def received(
    user: User, open_: Mapping[str, DocumentVersion], take: Callable[[offers.Sent], Json]
) -> Response:  # fmt: skip
    """Takes the answer to an offer, ``{"offer": token, "signatures": [{"version": id, "cms": base64}]}``; once."""
    return jsonify(uses.once(request.get_json(silent=True), user, open_, take))


def title(case: Case | None, version: DocumentVersion) -> str:
    """What the paper is called, and the name of an uploaded file beside it."""
    document = version.document
    name = text(title_of(document.kind, case))
    return name if document.is_made else f"{name}: {version.file.name}"


def results(case: Case | None, rows: Iterable[Signature]) -> list[Json]:
    return [
        {"title": title(case, row.version), "verdict": row.verdict, "reasons": reasons_of(row)} for row in rows
    ]  # fmt: skip


def reasons_of(row: Signature) -> list[str]:
    """Why a signature is not counted, with what to do, in the language of the page."""
    if row.verdict == "valid":
        return []
    told = [_sentence(reason) for reason in row.reasons]
    return told or [_("The signature could not be verified now. Try again later.")]


def _sentence(reason: Json) -> str:
    said = [reason["text"], reason.get("remedy")]
    return " ".join(text(Text(**words)) for words in said if words)
