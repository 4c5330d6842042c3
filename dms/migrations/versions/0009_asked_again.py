"""Answers that were opened again by the applicant's answer to remarks"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

#: What was answered "no" before the last answer to remarks is asked again, also where that answer is in already.
OPEN_AGAIN = """
SELECT set_config('demeu.scope', 'system', true);
UPDATE answers SET reopened_at = last.at
FROM (SELECT case_id, max(at) AS at FROM journal WHERE event = 'remarks_answered' GROUP BY case_id) AS last
WHERE answers.case_id = last.case_id AND answers.verdict = 'no' AND answers.at < last.at
"""


def upgrade() -> None:
    op.add_column("answers", sa.Column("reopened_at", sa.DateTime(timezone=True)))
    op.execute(OPEN_AGAIN)


def downgrade() -> None:
    op.drop_column("answers", "reopened_at")
