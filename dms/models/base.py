"""What all tables share: naming of constraints, kinds of columns, random public ids."""

from __future__ import annotations

import secrets
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from sqlalchemy import BigInteger, DateTime, Identity, MetaData, Numeric, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Id = Annotated[int, mapped_column(BigInteger, Identity(), primary_key=True)]
Moment = Annotated[datetime, mapped_column(DateTime(timezone=True))]
Tenge = Annotated[Decimal, mapped_column(Numeric(18, 2))]
Json = Annotated[dict[str, Any], mapped_column(JSONB)]
Hash = Annotated[str, mapped_column(String(64))]  # SHA-256, lower-case hexadecimal


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


def new_public_id() -> str:
    """An unguessable name for addresses and QR codes: 16 characters, 96 bits."""
    return secrets.token_urlsafe(12)


class PublicId:
    """A row that addresses name; the row's own number never leaves the server."""

    public_id: Mapped[str] = mapped_column(String(24), unique=True, default=new_public_id)
