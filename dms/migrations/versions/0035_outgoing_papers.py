"""Papers delivered to the applicant are registered among the outgoing letters: a number and its moment, given once.
What was delivered before has none and gets none"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

#: What of a paper stays once it has its number.
KEPT = (
    "outgoing_number", "outgoing_at", "case_id", "origin", "kind", "language", "number", "decision_id",
    "for_applicant", "removed_at", "created_at", "author_id",
)  # fmt: skip
CHECKS = {
    "outgoing_number_with_day": "(outgoing_number IS NULL) = (outgoing_at IS NULL)",
    "outgoing_is_delivered": "outgoing_number IS NULL OR (origin = 'generated' AND for_applicant)",
}
FUNCTION = """
CREATE FUNCTION outgoing_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE kept text;
BEGIN
    FOREACH kept IN ARRAY TG_ARGV LOOP
        IF to_jsonb(NEW) -> kept IS DISTINCT FROM to_jsonb(OLD) -> kept THEN
            RAISE EXCEPTION 'what is registered in %% keeps its %%', TG_TABLE_NAME, kept
                USING ERRCODE = 'insufficient_privilege';
        END IF;
    END LOOP;
    RETURN NEW;
END $$;
"""
NO_VERSION = """
CREATE OR REPLACE FUNCTION no_version_after_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM documents d
        LEFT JOIN letters l ON l.id = d.letter_id LEFT JOIN general_documents g ON g.id = d.general_id
        WHERE d.id = NEW.document_id AND ({numbered})
    ) THEN
        RAISE EXCEPTION 'a file of what is registered takes no new version' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
"""
#: Numbers outlive the way back: a release put back for an hour must not lose what is registered.
KEEP = """
SELECT set_config('demeu.scope', 'system', true);
DO $$ BEGIN
    IF EXISTS (SELECT 1 FROM documents WHERE outgoing_number IS NOT NULL) THEN
        CREATE TABLE outgoing_kept AS
            SELECT id, outgoing_number, outgoing_at FROM documents WHERE outgoing_number IS NOT NULL;
    END IF;
END $$
"""
_COLUMNS = ("id", "outgoing_number", "outgoing_at")
DOCUMENTS, ASIDE = (
    sa.table(name, *(sa.column(column) for column in _COLUMNS)) for name in ("documents", "outgoing_kept")
)
BEFORE = "l.number IS NOT NULL OR g.number IS NOT NULL"


def _bring_back() -> None:
    bind = op.get_bind()
    if bind.scalar(sa.text("SELECT to_regclass('outgoing_kept')")) is None:
        return
    bind.exec_driver_sql("SELECT set_config('demeu.scope', 'system', true)")
    numbers = {"outgoing_number": ASIDE.c.outgoing_number, "outgoing_at": ASIDE.c.outgoing_at}
    bind.execute(sa.update(DOCUMENTS).where(DOCUMENTS.c.id == ASIDE.c.id).values(numbers))
    op.drop_table("outgoing_kept")


def upgrade() -> None:
    run = op.get_bind().exec_driver_sql
    op.add_column("documents", sa.Column("outgoing_number", sa.String(40)))
    op.add_column("documents", sa.Column("outgoing_at", sa.DateTime(timezone=True)))
    _bring_back()
    for name, check in CHECKS.items():
        op.create_check_constraint(op.f(f"ck_documents_{name}"), "documents", check)
    op.create_unique_constraint(op.f("uq_documents_outgoing_number"), "documents", ["outgoing_number"])
    op.create_index(
        "ix_documents_outgoing", "documents", ["outgoing_at", "id"], postgresql_where="outgoing_at IS NOT NULL"
    )
    op.create_index(
        "ix_letters_journal_day", "letters", ["direction", sa.text("coalesce(registered_at, created_at)"), "id"]
    )
    arguments = ", ".join(f"'{name}'" for name in KEPT)
    run(FUNCTION)
    run(
        "CREATE TRIGGER outgoing_once BEFORE UPDATE ON documents FOR EACH ROW WHEN (OLD.outgoing_number IS NOT NULL)"
        f" EXECUTE FUNCTION outgoing_once({arguments});"
        "CREATE TRIGGER outgoing_stays BEFORE DELETE ON documents FOR EACH ROW WHEN (OLD.outgoing_number IS NOT NULL)"
        " EXECUTE FUNCTION only_grows()"
    )
    run(NO_VERSION.format(numbered=f"{BEFORE} OR d.outgoing_number IS NOT NULL"))


def downgrade() -> None:
    run = op.get_bind().exec_driver_sql
    run(NO_VERSION.format(numbered=BEFORE))
    run("DROP TRIGGER outgoing_once ON documents; DROP TRIGGER outgoing_stays ON documents")
    run("DROP FUNCTION outgoing_once()")
    run(KEEP)
    op.drop_index("ix_letters_journal_day", "letters")
    op.drop_index("ix_documents_outgoing", "documents")
    op.drop_constraint(op.f("uq_documents_outgoing_number"), "documents")
    for name in CHECKS:
        op.drop_constraint(op.f(f"ck_documents_{name}"), "documents")
    for column in ("outgoing_number", "outgoing_at"):
        op.drop_column("documents", column)
