"""JSON that a page sends is small. What is larger is refused by its size before anything reads it, so that no stranger
fills the memory of a process."""

from __future__ import annotations

from flask import Flask, request, session

#: Bytes: a text's one signature with its chain; of somebody logged in the signatures of all papers of a case.
FROM_STRANGERS = 512 * 1024
FROM_PEOPLE = 2 * 1024 * 1024


def init_app(app: Flask) -> None:
    """Must come before everything that reads a body, the check of a form's token too."""
    app.before_request(_bound)


def _bound() -> None:
    if request.is_json:
        known = getattr(session, "user", None) is not None
        request.max_content_length = FROM_PEOPLE if known else FROM_STRANGERS
