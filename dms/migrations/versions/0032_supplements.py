"""Supplements to agreements: other bank details, signed by both sides"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

STAFF = "(SELECT current_setting('demeu.scope', true) IN ('staff', 'system'))"
RULE = f"{STAFF} OR (EXISTS (SELECT 1 FROM cases c WHERE c.id = case_id))"


def upgrade() -> None:
    op.create_table(
        "supplements",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("public_id", sa.String(24), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.BigInteger(), nullable=False),
        sa.Column("old", postgresql.JSONB(), nullable=False),
        sa.Column("new", postgresql.JSONB(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("in_force_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.BigInteger(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_supplements_case_id_cases")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_supplements_document_id_documents")),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name=op.f("fk_supplements_author_id_users")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["users.id"], name=op.f("fk_supplements_ended_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplements")),
        sa.UniqueConstraint("case_id", "no", name=op.f("uq_supplements_case_id_no")),
        sa.UniqueConstraint("document_id", name=op.f("uq_supplements_document_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_supplements_public_id")),
    )
    op.create_index(
        "uq_supplements_one_open", "supplements", ["case_id"], unique=True,
        postgresql_where=sa.text("in_force_at IS NULL AND ended_at IS NULL"),
    )  # fmt: skip
    run = op.get_bind().exec_driver_sql
    run("ALTER TABLE supplements ENABLE ROW LEVEL SECURITY; ALTER TABLE supplements FORCE ROW LEVEL SECURITY")
    run(f"CREATE POLICY visible ON supplements USING ({RULE}) WITH CHECK ({RULE})")


def downgrade() -> None:
    op.drop_table("supplements")
