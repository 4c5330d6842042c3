"""Files under an address of their own, for a minute: in the store itself where it has such addresses, else on the
second host ``DMS_FILES_URL``, which serves nothing else and gets no cookie of ours."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from dms.errors import NotVisible
from dms.models import File
from dms.queries import documents
from dms.services import clock, files

SECONDS = 60


def address_of(file: File, *, inline: bool = False) -> str | None:
    """A short-lived address that needs no log-in; None where files are served beside the pages. ``inline``: to be
    shown inside a page (a store of its own always gives an attachment, which a picture does not mind)."""
    signed = files.store().presigned_get(
        file.key, file.name, SECONDS, content_type=file.media_type, version_id=file.version_mark or None
    )
    host = current_app.config["SETTINGS"].files_url.rstrip("/")
    if signed or not host:
        return signed
    until = int(clock.now().timestamp()) + SECONDS
    return f"{host}/f/{_signer().dumps([file.public_id, until, inline])}"


def origin() -> str | None:
    """Where such addresses lie, as the content policy names it."""
    there = files.store().upload_origin() or current_app.config["SETTINGS"].files_url
    address = urlsplit(there or "")
    return f"{address.scheme}://{address.netloc}" if address.netloc else None


def find(token: str) -> tuple[File, bool]:
    """The file of an address, and whether it is to be shown.

    Raises:
        NotVisible: the address is not ours, or its minute is over.
    """
    try:
        public_id, until, inline = _signer().loads(token)
    except (BadSignature, ValueError, TypeError) as error:
        raise NotVisible from error
    if clock.now().timestamp() > until:
        raise NotVisible
    return documents.get_file(public_id), bool(inline)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SETTINGS"].secret_key, salt="a file under its own address")
