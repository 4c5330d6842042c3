"""Whom the papers of a decision and of a supplement name as the signer for the operator: he alone signs them. What was
prepared before names nobody in its row; it is prepared anew in the signer's name.

Revision ID: 0036
Revises: 0035
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

CHECKS = {
    "author_is_not_named": "signer_id IS NULL OR signer_id <> prepared_by_id",
    "named_is_signer": "signed_by_id IS NULL OR signer_id IS NULL OR signed_by_id = signer_id",
}


def upgrade() -> None:
    for table in ("decisions", "supplements"):
        op.add_column(table, sa.Column("signer_id", sa.BigInteger(), nullable=True))
        op.create_foreign_key(op.f(f"fk_{table}_signer_id_users"), table, "users", ["signer_id"], ["id"])
    for name, rule in CHECKS.items():
        op.create_check_constraint(name, "decisions", rule)


def downgrade() -> None:
    for name in CHECKS:
        op.drop_constraint(op.f(f"ck_decisions_{name}"), "decisions")
    for table in ("decisions", "supplements"):
        op.drop_constraint(op.f(f"fk_{table}_signer_id_users"), table)
        op.drop_column(table, "signer_id")
