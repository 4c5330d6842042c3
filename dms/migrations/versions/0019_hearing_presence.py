"""What the applicant says of the hour of the hearing, and who was there in fact"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

MOMENTS = ("stays_away_at", "earlier_from", "began_at")
#: Column → its type and what hearings held before get.
TOLD = {
    "means": (sa.String(12), ""),
    "came": (JSONB, "[]"),
    "with_operator": (JSONB, "[]"),
    "secretary": (sa.String(300), ""),
}


def upgrade() -> None:
    for name in MOMENTS:
        op.add_column("hearings", sa.Column(name, sa.DateTime(timezone=True)))
    for name, (kind, before) in TOLD.items():
        op.add_column("hearings", sa.Column(name, kind, nullable=False, server_default=before))
        op.alter_column("hearings", name, server_default=None)


def downgrade() -> None:
    for name in (*TOLD, *MOMENTS):
        op.drop_column("hearings", name)
