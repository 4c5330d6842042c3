"""Messages of the step just taken, shown on the next page."""

from __future__ import annotations

from flask import flash

from dms.errors import AppError
from dms.formatting import text


def done(message: str) -> None:
    flash(message, "success")


def wrong(message: str) -> None:
    flash(message, "error")


def told(error: AppError) -> None:
    """What an error of ours says, in the language of the page."""
    wrong(text(error.text))
