"""A signature that could not be told is judged again; time stamps beside signatures"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

STAFF = "current_setting('demeu.scope', true) IN ('staff', 'system')"
RULE = f"{STAFF} OR EXISTS (SELECT 1 FROM signatures s WHERE s.id = signature_id)"


def upgrade() -> None:
    op.add_column("signatures", sa.Column("again_of", sa.BigInteger(), nullable=True))
    op.create_foreign_key(op.f("fk_signatures_again_of_signatures"), "signatures", "signatures", ["again_of"], ["id"])
    op.create_unique_constraint(op.f("uq_signatures_again_of"), "signatures", ["again_of"])
    op.create_check_constraint(
        op.f("ck_signatures_again"), "signatures", "again_of IS NULL OR verdict <> 'cannot_tell'"
    )
    op.create_index("ix_signatures_waiting", "signatures", ["id"], postgresql_where=sa.text("verdict = 'cannot_tell'"))
    op.create_table(
        "signature_stamps",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("signature_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("crls", sa.ARRAY(sa.LargeBinary()), nullable=False),
        sa.Column("ocsps", sa.ARRAY(sa.LargeBinary()), nullable=False),
        sa.Column("stamped_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('signature', 'evidence')", name=op.f("ck_signature_stamps_kind")),
        sa.ForeignKeyConstraint(
            ["signature_id"], ["signatures.id"], name=op.f("fk_signature_stamps_signature_id_signatures")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature_stamps")),
    )
    op.create_index(op.f("ix_signature_stamps_signature_id"), "signature_stamps", ["signature_id"])
    run = op.get_bind().exec_driver_sql
    run(
        "REVOKE UPDATE ON signature_stamps FROM demeu_app;"
        "CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON signature_stamps"
        " FOR EACH ROW EXECUTE FUNCTION only_grows();"
        "CREATE TRIGGER only_grows_all BEFORE TRUNCATE ON signature_stamps EXECUTE FUNCTION only_grows();"
        "ALTER TABLE signature_stamps ENABLE ROW LEVEL SECURITY; ALTER TABLE signature_stamps FORCE ROW LEVEL SECURITY"
    )
    run(f"CREATE POLICY visible ON signature_stamps USING ({RULE}) WITH CHECK ({RULE})")


def downgrade() -> None:
    op.drop_table("signature_stamps")
    op.get_bind().exec_driver_sql("ALTER TABLE signatures DISABLE TRIGGER USER")
    op.get_bind().exec_driver_sql("DELETE FROM signatures WHERE again_of IS NOT NULL")
    op.get_bind().exec_driver_sql("ALTER TABLE signatures ENABLE TRIGGER USER")
    op.drop_index("ix_signatures_waiting", "signatures")
    op.drop_column("signatures", "again_of")
