"""An officer's judgement of a cost line stands among the answers"""

from __future__ import annotations

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _sheets("'completeness', 'check', 'line'")


def downgrade() -> None:
    op.execute("DELETE FROM answers WHERE sheet = 'line'")
    _sheets("'completeness', 'check'")


def _sheets(known: str) -> None:
    op.drop_constraint(op.f("ck_answers_sheet"), "answers", type_="check")
    op.create_check_constraint(op.f("ck_answers_sheet"), "answers", f"sheet IN ({known})")
