"""The indexes of the worklists carry all that a list asks of a case, so that counting leaves the rows alone"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KEYS = {
    "ix_cases_worklist": ["state", "due_at", "id"],
    "ix_cases_assignee": ["assignee_id", "state", "due_at", "id"],
}
CARRIED = ["received_at", "organisation_id", "programme"]


def upgrade() -> None:
    for name, key in KEYS.items():
        op.drop_index(name, "cases")
        op.create_index(name, "cases", key, postgresql_include=[*CARRIED, *({"assignee_id"} - set(key))])


def downgrade() -> None:
    for name, key in KEYS.items():
        op.drop_index(name, "cases")
        op.create_index(name, "cases", key)
