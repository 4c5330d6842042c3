"""Answers of outside registers about an applicant, kept as they came; rows of lists found by their code"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

STAFF = "(SELECT current_setting('demeu.scope', true) IN ('staff', 'system'))"


def upgrade() -> None:
    op.create_table(
        "register_answers",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("case_id", sa.BigInteger, nullable=False),
        sa.Column("register", sa.String(10), nullable=False),
        sa.Column("number", sa.String(12), nullable=False),
        sa.Column("said_on", sa.Date),
        sa.Column("told", JSONB, nullable=False),
        sa.Column("origin", sa.String(300), nullable=False),
        sa.Column("letter", sa.String(300), nullable=False),
        sa.Column("document_id", sa.BigInteger),
        sa.Column("file_id", sa.BigInteger),
        sa.Column("fault", sa.String(12), nullable=False),
        sa.Column("why", sa.String(300), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by_id", sa.BigInteger),
        sa.Column("public_id", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_register_answers"),
        sa.UniqueConstraint("public_id", name="uq_register_answers_public_id"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_register_answers_case_id_cases"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_register_answers_document_id_documents"),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name="fk_register_answers_file_id_files"),
        sa.ForeignKeyConstraint(["taken_by_id"], ["users.id"], name="fk_register_answers_taken_by_id_users"),
        sa.CheckConstraint("register IN ('bin', 'category', 'taxes')", name="ck_register_answers_register"),
        sa.CheckConstraint(
            "fault IN ('', 'unreachable', 'refused', 'garbled', 'not_found')", name="ck_register_answers_fault"
        ),
        sa.CheckConstraint("(fault = '') = (said_on IS NOT NULL)", name="ck_register_answers_sound_has_day"),
        sa.CheckConstraint(
            "taken_by_id IS NULL OR letter <> '' OR document_id IS NOT NULL", name="ck_register_answers_has_evidence"
        ),
    )
    op.create_index("ix_register_answers_case", "register_answers", ["case_id", "register", "id"])
    run = op.get_bind().exec_driver_sql
    run("REVOKE UPDATE ON register_answers FROM demeu_app")
    run(
        "CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON register_answers"
        " FOR EACH ROW EXECUTE FUNCTION only_grows();"
        "CREATE TRIGGER only_grows_all BEFORE TRUNCATE ON register_answers EXECUTE FUNCTION only_grows()"
    )
    run(
        "ALTER TABLE register_answers ENABLE ROW LEVEL SECURITY; ALTER TABLE register_answers FORCE ROW LEVEL SECURITY;"
        f"CREATE POLICY visible ON register_answers USING ({STAFF}) WITH CHECK ({STAFF})"
    )
    run(
        'CREATE INDEX ix_reference_rows_code ON reference_rows ("table", left("values" ->> \'code\', 6))'
        " WHERE \"values\" ? 'code'"
    )


def downgrade() -> None:
    op.drop_index("ix_reference_rows_code", "reference_rows")
    op.drop_table("register_answers")
