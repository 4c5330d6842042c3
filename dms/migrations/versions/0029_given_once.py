"""What a registration number stands under never changes, and nothing registered is deleted; a general document keeps
its state when its folder is closed"""

from __future__ import annotations

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

#: What of a row stays once it has its number.
KEPT = {
    "letters": (
        "number", "registered_at", "registered_by_id", "direction", "kind", "case_id", "organisation_id",
        "correspondent", "correspondent_bin", "subject", "language", "author_id", "created_at", "signed_at",
        "signed_by_id",
    ),
    "general_documents": (
        "number", "approved_at", "approved_by_id", "folder_id", "kind", "subject", "language", "dated_on", "readers",
        "supersedes_id", "author_id", "created_at",
    ),
}  # fmt: skip
NEVER_DELETED = (*KEPT, "folders")
FUNCTIONS = """
CREATE FUNCTION given_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE kept text;
BEGIN
    IF OLD.number IS NOT NULL THEN
        FOREACH kept IN ARRAY TG_ARGV LOOP
            IF to_jsonb(NEW) -> kept IS DISTINCT FROM to_jsonb(OLD) -> kept THEN
                RAISE EXCEPTION 'what is registered in %% keeps its %%', TG_TABLE_NAME, kept
                    USING ERRCODE = 'insufficient_privilege';
            END IF;
        END LOOP;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION no_version_after_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM documents d
        LEFT JOIN letters l ON l.id = d.letter_id LEFT JOIN general_documents g ON g.id = d.general_id
        WHERE d.id = NEW.document_id AND (l.number IS NOT NULL OR g.number IS NOT NULL)
    ) THEN
        RAISE EXCEPTION 'a file of what is registered takes no new version' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
"""


def upgrade() -> None:
    run = op.get_bind().exec_driver_sql
    run("SELECT set_config('demeu.scope', 'system', true)")
    run(
        "UPDATE general_documents SET state = CASE WHEN ended_at IS NULL THEN 'in_force'"
        " WHEN reasons = '' THEN 'superseded' ELSE 'cancelled' END WHERE state = 'archived'"
    )
    run(FUNCTIONS)
    for table, columns in KEPT.items():
        arguments = ", ".join(f"'{name}'" for name in columns)
        run(f"CREATE TRIGGER given_once BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION given_once({arguments})")
    for table in NEVER_DELETED:
        run(
            f"CREATE TRIGGER never_deleted BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION only_grows();"
            f"CREATE TRIGGER never_deleted_all BEFORE TRUNCATE ON {table} EXECUTE FUNCTION only_grows()"
        )
    run(
        "CREATE TRIGGER no_version_after_number BEFORE INSERT OR UPDATE OF document_id, file_id ON document_versions"
        " FOR EACH ROW EXECUTE FUNCTION no_version_after_number()"
    )


def downgrade() -> None:
    run = op.get_bind().exec_driver_sql
    run("DROP TRIGGER no_version_after_number ON document_versions; DROP FUNCTION no_version_after_number()")
    for table in NEVER_DELETED:
        run(f"DROP TRIGGER never_deleted ON {table}; DROP TRIGGER never_deleted_all ON {table}")
    for table in KEPT:
        run(f"DROP TRIGGER given_once ON {table}")
    run("DROP FUNCTION given_once()")
