"""The name and the IIN of somebody who signs decisions are corrected by two administrators.

Revision ID: 0037
Revises: 0036
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

PEOPLE = ("user_id", "proposed_by_id", "settled_by_id")


def upgrade() -> None:
    op.create_table(
        "user_corrections",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("public_id", sa.String(24), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("changes", postgresql.JSONB(), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("proposed_by_id", sa.BigInteger(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_by_id", sa.BigInteger(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("status IN ('proposed', 'approved', 'rejected')", name=op.f("ck_user_corrections_status")),
        sa.CheckConstraint(
            "(status = 'proposed') = (settled_by_id IS NULL)", name=op.f("ck_user_corrections_settled_has_hand")
        ),
        sa.CheckConstraint(
            "status <> 'approved' OR settled_by_id <> proposed_by_id", name=op.f("ck_user_corrections_two_people")
        ),
        sa.CheckConstraint(
            "status <> 'approved' OR settled_by_id <> user_id", name=op.f("ck_user_corrections_not_oneself")
        ),
        *(
            sa.ForeignKeyConstraint([name], ["users.id"], name=op.f(f"fk_user_corrections_{name}_users"))
            for name in PEOPLE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_corrections")),
        sa.UniqueConstraint("public_id", name=op.f("uq_user_corrections_public_id")),
    )
    op.create_index(
        "uq_user_corrections_one_open", "user_corrections", ["user_id"], unique=True,
        postgresql_where=sa.text("status = 'proposed'"),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("user_corrections")
