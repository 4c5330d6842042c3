"""Printing documents. The libraries that draw are not made for threads: a worker prints in processes of their own, any
other process one document at a time."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dms.errors import OutsideTrouble
from forms.annexes.contexts import Context
from workflows.text import Text

if TYPE_CHECKING:  # loaded by whoever prints: a web process never does, and they would be a quarter of its memory
    from forms.annexes.pool import RenderPool
    from forms.annexes.render import Lang

NOT_PRINTED = Text(
    "Құжатты жасау үзілді, жүйе қайталайды.",
    "Формирование документа прервалось, система его повторит.",
    "The making of the document was broken off; the system will repeat it.",
)
_one_at_a_time = threading.Lock()
_pool: list[RenderPool] = []


@contextmanager
def opened(processes: int) -> Iterator[None]:
    """Prints in so many processes as long as the block runs."""
    from forms.annexes.pool import RenderPool

    with RenderPool(processes) as pool:
        _pool[:] = [pool]
        try:
            yield
        finally:
            _pool.clear()


def pages_of(pdf: bytes) -> int:
    """How many pages one of our own papers has."""
    from pikepdf import Pdf

    with Pdf.open(io.BytesIO(pdf)) as paper:
        return len(paper.pages)


def printed(form: str, context: Context, lang: Lang, *, qr_url: str | None = None) -> bytes:
    """The PDF of ``form`` filled with ``context``.

    Raises:
        AnnexError: it cannot be made from this context.
        OutsideTrouble: the process that made it died or took too long.
    """
    from forms.annexes import render
    from forms.annexes.pool import RenderLost, RenderTimeout

    if not _pool:
        with _one_at_a_time:
            return render.render(form, context, lang, qr_url=qr_url)
    try:
        return _pool[0].render(form, context, lang, qr_url=qr_url)
    except (RenderLost, RenderTimeout) as error:
        raise OutsideTrouble(NOT_PRINTED) from error
