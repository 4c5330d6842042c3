"""A signature is known by its own value: a CMS written otherwise around it is no other signature"""

from __future__ import annotations

import hashlib

import sqlalchemy as sa
from alembic import op
from asn1crypto import cms

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("signatures", sa.Column("value_sha256", sa.String(64), nullable=True))
    bind = op.get_bind()
    bind.exec_driver_sql("SELECT set_config('demeu.scope', 'system', true)")
    bind.exec_driver_sql("ALTER TABLE signatures DISABLE TRIGGER USER")
    last = 0
    while rows := bind.execute(
        sa.text("SELECT id, cms FROM signatures WHERE id > :last ORDER BY id LIMIT 100"), {"last": last}
    ).all():
        found = [{"id": row.id, "value": hashlib.sha256(_value(row.cms)).hexdigest()} for row in rows]
        bind.execute(sa.text("UPDATE signatures SET value_sha256 = :value WHERE id = :id"), found)
        last = rows[-1].id
    bind.exec_driver_sql("ALTER TABLE signatures ENABLE TRIGGER USER")
    op.alter_column("signatures", "value_sha256", nullable=False)
    op.create_index(op.f("ix_signatures_value_sha256"), "signatures", ["value_sha256"])


def _value(data: bytes) -> bytes:
    """The signature itself; the whole where there is none to read."""
    try:
        return bytes(cms.ContentInfo.load(data)["content"]["signer_infos"][0]["signature"].native) or data
    except Exception:  # what asn1crypto raises over garbage has no common kind
        return data


def downgrade() -> None:
    op.drop_index(op.f("ix_signatures_value_sha256"), "signatures")
    op.drop_column("signatures", "value_sha256")
