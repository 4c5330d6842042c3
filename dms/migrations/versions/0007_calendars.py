"""The calendar by versions, and terms that know they are provisional"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendars",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("row_id", sa.BigInteger),
        sa.Column("source", sa.String(500), nullable=False),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("days", postgresql.JSONB, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at_case", sa.BigInteger, nullable=False),
        sa.Column("moved", sa.Integer, nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_calendars"),
        sa.ForeignKeyConstraint(["row_id"], ["reference_rows.id"], name="fk_calendars_row_id_reference_rows"),
    )
    op.create_index("ix_calendars_open", "calendars", ["id"], postgresql_where=sa.text("done_at IS NULL"))
    op.execute(
        "REVOKE UPDATE ON calendars FROM demeu_app; GRANT UPDATE (at_case, moved, done_at) ON calendars TO demeu_app"
    )
    op.add_column("cases", sa.Column("term_provisional", sa.Boolean, nullable=False, server_default=sa.false()))
    op.alter_column("cases", "term_provisional", server_default=None)
    op.create_index("ix_cases_machine", "cases", ["edition", "state"], postgresql_include=["organisation_id"])
    op.alter_column("intake_notices", "publish_by", nullable=True)


def downgrade() -> None:
    op.execute("UPDATE intake_notices SET publish_by = since WHERE publish_by IS NULL")
    op.alter_column("intake_notices", "publish_by", nullable=False)
    op.drop_index("ix_cases_machine", table_name="cases")
    op.drop_column("cases", "term_provisional")
    op.drop_table("calendars")
