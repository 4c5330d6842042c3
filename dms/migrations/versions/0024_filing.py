"""Folders by the nomenclature and general documents of the office; a document may belong to no case"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

STAFF = "(SELECT current_setting('demeu.scope', true) IN ('staff', 'system'))"


def upgrade() -> None:
    _folders()
    _documents()
    op.create_index("ix_general_documents_folder", "general_documents", ["folder_id", "id"])
    op.create_index("ix_general_documents_state", "general_documents", ["state", "id"])
    run = op.get_bind().exec_driver_sql
    for table in ("folders", "general_documents"):
        run(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        run(f"CREATE POLICY visible ON {table} USING ({STAFF}) WITH CHECK ({STAFF})")
    op.alter_column("documents", "case_id", nullable=True)
    op.add_column("documents", sa.Column("general_id", sa.BigInteger))
    op.create_foreign_key(
        "fk_documents_general_id_general_documents", "documents", "general_documents", ["general_id"], ["id"]
    )
    op.create_index("ix_documents_general_id", "documents", ["general_id"])
    _origins("'uploaded', 'generated', 'letter', 'general'")
    op.create_check_constraint(
        op.f("ck_documents_general_has_general"), "documents", "(origin = 'general') = (general_id IS NOT NULL)"
    )
    op.create_check_constraint(op.f("ck_documents_of_a_case"), "documents", "case_id IS NOT NULL OR origin = 'general'")


def _origins(known: str) -> None:
    op.drop_constraint(op.f("ck_documents_origin"), "documents", type_="check")
    op.create_check_constraint(op.f("ck_documents_origin"), "documents", f"origin IN ({known})")


def _folders() -> None:
    op.create_table(
        "folders",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("index_no", sa.String(30), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("title", JSONB, nullable=False),
        sa.Column("unit", sa.String(200), nullable=False),
        sa.Column("years", sa.Integer, nullable=False),
        sa.Column("term_source", sa.String(500), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by_id", sa.BigInteger, nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("closed_by_id", sa.BigInteger),
        sa.Column("public_id", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_folders"),
        sa.UniqueConstraint("public_id", name="uq_folders_public_id"),
        sa.UniqueConstraint("index_no", "year", name="uq_folders_index_no_year"),
        sa.ForeignKeyConstraint(["opened_by_id"], ["users.id"], name="fk_folders_opened_by_id_users"),
        sa.ForeignKeyConstraint(["closed_by_id"], ["users.id"], name="fk_folders_closed_by_id_users"),
        sa.CheckConstraint("(closed_at IS NULL) = (closed_by_id IS NULL)", name=op.f("ck_folders_closed_by_somebody")),
    )


def _documents() -> None:
    links = {
        "folder_id": "folders",
        "supersedes_id": "general_documents",
        "author_id": "users",
        "approved_by_id": "users",
    }
    checks = {
        "number_with_approval": "(number IS NULL) = (approved_at IS NULL)",
        "approved_by_somebody": "(approved_at IS NULL) = (approved_by_id IS NULL)",
        "author_is_not_signer": "approved_by_id IS NULL OR approved_by_id <> author_id",
    }
    op.create_table(
        "general_documents",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        *(sa.Column(name, sa.BigInteger, nullable=name not in ("folder_id", "author_id")) for name in links),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("subject", sa.String(300), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("dated_on", sa.Date),
        sa.Column("number", sa.String(40)),
        sa.Column("readers", JSONB, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("public_id", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_general_documents"),
        sa.UniqueConstraint("public_id", name="uq_general_documents_public_id"),
        sa.UniqueConstraint("folder_id", "number", name="uq_general_documents_folder_id_number"),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=f"fk_general_documents_{name}_{table}")
            for name, table in links.items()
        ),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_general_documents_{name}")) for name, rule in checks.items()),
    )


def downgrade() -> None:
    op.drop_constraint(op.f("ck_documents_of_a_case"), "documents", type_="check")
    op.drop_constraint(op.f("ck_documents_general_has_general"), "documents", type_="check")
    op.get_bind().exec_driver_sql("DELETE FROM documents WHERE origin = 'general'")
    _origins("'uploaded', 'generated', 'letter'")
    op.drop_column("documents", "general_id")
    op.alter_column("documents", "case_id", nullable=False)
    op.drop_table("general_documents")
    op.drop_table("folders")
