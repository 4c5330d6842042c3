"""Answers of the National Bank's feed, kept as they came"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rate_answers",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("asked_on", sa.Date),
        sa.Column("day", sa.Date),
        sa.Column("origin", sa.String(300), nullable=False),
        sa.Column("file_id", sa.BigInteger),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by_id", sa.BigInteger),
        sa.Column("new", sa.Integer, nullable=False),
        sa.Column("same", sa.Integer, nullable=False),
        sa.Column("differing", sa.Integer, nullable=False),
        sa.Column("fault", sa.String(300), nullable=False),
        sa.Column("public_id", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rate_answers"),
        sa.UniqueConstraint("public_id", name="uq_rate_answers_public_id"),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name="fk_rate_answers_file_id_files"),
        sa.ForeignKeyConstraint(["taken_by_id"], ["users.id"], name="fk_rate_answers_taken_by_id_users"),
    )
    op.create_index("ix_rate_answers_asked_on", "rate_answers", ["asked_on", "id"])
    op.execute("REVOKE UPDATE ON rate_answers FROM demeu_app")


def downgrade() -> None:
    op.drop_table("rate_answers")
