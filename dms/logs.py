"""Structured log lines on standard error: what happened to a request, never what a person typed."""

from __future__ import annotations

import logging
import time
import uuid

import structlog
from flask import Flask, Response, g, request

log = structlog.get_logger("demeu")


def init_app(app: Flask) -> None:
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(),
        cache_logger_on_first_use=False,
    )
    app.before_request(begin)
    app.after_request(end)


def begin() -> None:
    g.began = time.monotonic()
    g.request_id = uuid.uuid4().hex


def end(response: Response) -> Response:
    """One line for each request that failed on our side or took longer than a second."""
    took = time.monotonic() - g.get("began", time.monotonic())
    if response.status_code >= 500 or took > 1:
        log.info(
            "request",
            id=g.get("request_id"),
            endpoint=request.endpoint,
            status=response.status_code,
            seconds=round(took, 3),
        )
    return response
