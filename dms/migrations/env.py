"""Runs the migrations on the connection or address handed in by ``dms.platform.migrate``."""

from __future__ import annotations

from typing import Any

from alembic import context
from sqlalchemy import create_engine

from dms.models import Base


def ours(name: str | None, kind: str, parents: Any) -> bool:
    """The job queue's own tables are made by a migration but are not our models."""
    table = name if kind == "table" else parents.get("table_name")
    return not (table or "").startswith("procrastinate_")


def run(connection: Any) -> None:
    context.configure(
        connection=connection, target_metadata=Base.metadata, include_name=ours, transaction_per_migration=True
    )
    with context.begin_transaction():
        context.run_migrations()


if given := context.config.attributes.get("connection"):
    run(given)
else:
    url = context.config.get_main_option("sqlalchemy.url") or ""
    with create_engine(url).connect() as made:
        run(made)
