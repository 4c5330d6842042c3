"""Strangers' PDFs. They are opened only in a child process with limits on memory, time and output; the application
itself never parses one. ``examine`` says whether a file is sound, ``draw`` makes pictures of its pages, ``read_text``
reads its text layer, ``recognise`` the letters of a page that has none."""

from __future__ import annotations

from dms.pdf.batches import in_batches
from dms.pdf.comparing import compare, failed
from dms.pdf.recognising import recognise
from dms.pdf.runner import ChildGone, ChildKilled, Examination, Picture, draw, examine, read_text

__all__ = [
    "ChildGone", "ChildKilled", "Examination", "Picture", "compare", "draw", "examine", "failed", "in_batches",
    "read_text", "recognise",
]  # fmt: skip
