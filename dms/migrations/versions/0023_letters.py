"""Letters of a case with their registration numbers; their files are documents like others"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

STAFF = "(SELECT current_setting('demeu.scope', true) IN ('staff', 'system'))"
#: The applicant's own letters, and what has been sent to him in his cases.
OWN = (
    "organisation_id IS NOT NULL AND (direction = 'incoming' OR state = 'sent')"
    " AND EXISTS (SELECT 1 FROM cases c WHERE c.id = case_id)"
)
UPLOADED = "origin IN ('uploaded', 'generated')"


def upgrade() -> None:
    _letters()
    for name, columns in {
        "journal": ["direction", "id"],
        "case": ["case_id", "id"],
        "responsible": ["responsible_id", "state", "due_on"],
        "state": ["state", "id"],
        "reply_to_id": ["reply_to_id"],
    }.items():
        op.create_index(f"ix_letters_{name}", "letters", columns)
    run = op.get_bind().exec_driver_sql
    run("ALTER TABLE letters ENABLE ROW LEVEL SECURITY; ALTER TABLE letters FORCE ROW LEVEL SECURITY")
    run(f"CREATE POLICY visible ON letters USING ({STAFF} OR ({OWN})) WITH CHECK ({STAFF} OR ({OWN}))")
    op.add_column("documents", sa.Column("letter_id", sa.BigInteger))
    op.create_foreign_key("fk_documents_letter_id_letters", "documents", "letters", ["letter_id"], ["id"])
    op.create_index("ix_documents_letter_id", "documents", ["letter_id"])
    op.drop_constraint(op.f("ck_documents_origin"), "documents")
    op.create_check_constraint(
        op.f("ck_documents_origin"), "documents", "origin IN ('uploaded', 'generated', 'letter')"
    )
    op.create_check_constraint(
        op.f("ck_documents_letter_has_letter"), "documents", "(origin = 'letter') = (letter_id IS NOT NULL)"
    )


def _letters() -> None:
    def moment(name: str) -> sa.Column[object]:
        return sa.Column(name, sa.DateTime(timezone=True))

    def words(name: str, length: int) -> sa.Column[str]:
        return sa.Column(name, sa.String(length), nullable=False)

    links = {
        "case_id": "cases",
        "organisation_id": "organisations",
        "reply_to_id": "letters",
        **dict.fromkeys(("registered_by_id", "responsible_id", "author_id", "signed_by_id"), "users"),
    }
    checks = {
        "direction": "direction IN ('incoming', 'outgoing')",
        "number_with_registration": "(number IS NULL) = (registered_at IS NULL)",
        "applicant_in_a_case": "organisation_id IS NULL OR case_id IS NOT NULL",
        "author_is_not_signer": "signed_by_id IS NULL OR signed_by_id <> author_id",
        "annulled_when": "(state = 'annulled') = (annulled_at IS NOT NULL)",
        "annulled_for_a_reason": "annulled_at IS NULL OR reasons <> ''",
        "due_for_a_reason": "due_on IS NULL OR due_reason <> '' OR due_rule <> ''",
    }
    op.create_table(
        "letters",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        *(sa.Column(name, sa.BigInteger, nullable=name != "author_id") for name in links),
        *(words(name, size) for name, size in (("direction", 8), ("kind", 12), ("state", 12), ("language", 2))),
        *(words(name, 300) for name in ("subject", "correspondent", "due_reason")),
        *(words(name, size) for name, size in (("correspondent_bin", 12), ("their_number", 60), ("due_rule", 30))),
        words("sent_how", 12),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("number", sa.String(40)),
        sa.Column("their_date", sa.Date),
        sa.Column("due_on", sa.Date),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *(moment(name) for name in ("registered_at", "answered_at", "signed_at", "sent_at", "annulled_at")),
        sa.Column("public_id", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_letters"),
        sa.UniqueConstraint("public_id", name="uq_letters_public_id"),
        sa.UniqueConstraint("number", name="uq_letters_number"),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=f"fk_letters_{name}_{table}")
            for name, table in links.items()
        ),
        *(sa.CheckConstraint(rule, name=f"ck_letters_{name}") for name, rule in checks.items()),
    )


def downgrade() -> None:
    run = op.get_bind().exec_driver_sql
    op.drop_constraint(op.f("ck_documents_letter_has_letter"), "documents")
    run("DELETE FROM documents WHERE origin = 'letter'")
    op.drop_constraint(op.f("ck_documents_origin"), "documents")
    op.create_check_constraint(op.f("ck_documents_origin"), "documents", UPLOADED)
    op.drop_column("documents", "letter_id")
    op.drop_table("letters")
