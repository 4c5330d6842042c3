"""An IIN is proved by a signature; until then it is a person's word and keeps nobody away"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

#: Heads opened or claimed their organisation by their own signature, staff were made by an administrator.
PROVED = """
    UPDATE users u SET iin_proved_at = COALESCE(
        (SELECT min(m.created_at) FROM memberships m WHERE m.user_id = u.id AND m.kind = 'head'),
        CASE WHEN u.is_staff THEN u.created_at END)
    WHERE u.iin IS NOT NULL
"""


def upgrade() -> None:
    op.add_column("users", sa.Column("iin_proved_at", sa.DateTime(timezone=True), nullable=True))
    run = op.get_bind().exec_driver_sql
    run(PROVED)
    run("GRANT SELECT (iin_proved_at) ON users TO demeu_reader")
    op.drop_constraint("uq_users_iin", "users", type_="unique")
    op.create_index(
        "uq_users_iin", "users", ["iin"], unique=True, postgresql_where=sa.text("iin_proved_at IS NOT NULL")
    )
    op.create_index(op.f("ix_users_iin"), "users", ["iin"])


def downgrade() -> None:
    op.drop_index(op.f("ix_users_iin"), "users")
    op.drop_index("uq_users_iin", "users")
    run = op.get_bind().exec_driver_sql
    run(
        "UPDATE users u SET iin = NULL WHERE iin_proved_at IS NULL"
        " AND EXISTS (SELECT 1 FROM users o WHERE o.iin = u.iin AND o.id <> u.id)"
    )
    op.create_unique_constraint("uq_users_iin", "users", ["iin"])
    op.drop_column("users", "iin_proved_at")
