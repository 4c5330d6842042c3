"""A file that arrived whole and could not go where it was sent waits for its person.

Revision ID: 0039
Revises: 0038
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

NAME = "ck_uploads_done_has_document"
BEFORE = "(stage = 'done') = (num_nonnulls(document_id, file_id) = 1)"
AFTER = (
    "CASE stage WHEN 'done' THEN num_nonnulls(document_id, file_id) = 1 WHEN 'failed' THEN document_id IS NULL "
    "ELSE num_nonnulls(document_id, file_id) = 0 END"
)


def upgrade() -> None:
    op.drop_constraint(op.f(NAME), "uploads")
    op.create_check_constraint(op.f(NAME), "uploads", sa.text(AFTER))


def downgrade() -> None:
    op.execute("UPDATE uploads SET file_id = NULL WHERE stage = 'failed'")
    op.drop_constraint(op.f(NAME), "uploads")
    op.create_check_constraint(op.f(NAME), "uploads", sa.text(BEFORE))
