"""The length of a review that the law leaves to the operator, kept in the case from the moment it first counts"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cases", sa.Column("review_days", sa.Integer))


def downgrade() -> None:
    op.drop_column("cases", "review_days")
