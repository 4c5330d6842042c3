"""A power of attorney sent in parts has no case: its sender's organisation sees it.

Revision ID: 0043
Revises: 0042
"""

from __future__ import annotations

from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

BEFORE = (
    "current_setting('demeu.scope', true) IN ('staff', 'system') OR EXISTS (SELECT 1 FROM cases c WHERE c.id = case_id)"
)
OF_MEMBERS = (
    "case_id IS NULL AND EXISTS (SELECT 1 FROM memberships m WHERE m.user_id = owner_id AND m.organisation_id = ANY "
    "(string_to_array(nullif(current_setting('demeu.organisations', true), ''), ',')::bigint[]))"
)
AFTER = f"{BEFORE} OR ({OF_MEMBERS})"


def upgrade() -> None:
    _put(AFTER)


def downgrade() -> None:
    _put(BEFORE)


def _put(rule: str) -> None:
    run = op.get_bind().exec_driver_sql
    run("DROP POLICY visible ON uploads")
    run(f"CREATE POLICY visible ON uploads USING ({rule}) WITH CHECK ({rule})")
