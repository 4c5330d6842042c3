"""Letters outside of any case have files too"""

from __future__ import annotations

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _without_a_case("'general', 'letter'")


def downgrade() -> None:
    run = op.get_bind().exec_driver_sql
    run("DELETE FROM documents WHERE case_id IS NULL AND origin = 'letter'")
    _without_a_case("'general'")


def _without_a_case(origins: str) -> None:
    op.drop_constraint(op.f("ck_documents_of_a_case"), "documents", type_="check")
    op.create_check_constraint(
        op.f("ck_documents_of_a_case"), "documents", f"case_id IS NOT NULL OR origin IN ({origins})"
    )
