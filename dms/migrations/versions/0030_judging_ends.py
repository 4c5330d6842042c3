"""The asking about a signature ends, with an answer or without one"""

from __future__ import annotations

from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_constraint(op.f("ck_signatures_again"), "signatures", type_="check")


def downgrade() -> None:
    run = op.get_bind().exec_driver_sql
    run("SELECT set_config('demeu.scope', 'system', true)")
    run("ALTER TABLE signatures DISABLE TRIGGER USER")
    run("DELETE FROM signatures WHERE again_of IS NOT NULL AND verdict = 'cannot_tell'")
    run("ALTER TABLE signatures ENABLE TRIGGER USER")
    op.create_check_constraint(
        op.f("ck_signatures_again"), "signatures", "again_of IS NULL OR verdict <> 'cannot_tell'"
    )
