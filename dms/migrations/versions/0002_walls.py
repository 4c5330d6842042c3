"""The walls in the database: the chained journal, rows that only grow, least grants, row-level security"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ZERO = "0" * 64

JOURNAL = f"""
INSERT INTO journal_heads (case_id, seq, hash) VALUES (0, 0, '{ZERO}');

CREATE FUNCTION journal_link() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    whole journal_heads;
    own journal_heads;
BEGIN
    UPDATE journal_heads SET seq = seq + 1 WHERE case_id = 0 RETURNING * INTO STRICT whole;
    NEW.id := whole.seq;
    NEW.prev_hash := whole.hash;
    NEW.case_seq := NULL;
    NEW.case_prev_hash := '';
    IF NEW.case_id IS NOT NULL THEN
        INSERT INTO journal_heads (case_id, seq, hash) VALUES (NEW.case_id, 1, '{ZERO}')
            ON CONFLICT (case_id) DO UPDATE SET seq = journal_heads.seq + 1 RETURNING * INTO STRICT own;
        NEW.case_seq := own.seq;
        NEW.case_prev_hash := own.hash;
    END IF;
    NEW.hash := encode(sha256(convert_to(NEW.prev_hash || NEW.case_prev_hash || NEW.body, 'UTF8')), 'hex');
    UPDATE journal_heads SET hash = NEW.hash WHERE case_id = 0 OR case_id = NEW.case_id;
    RETURN NEW;
END $$;
CREATE TRIGGER journal_link BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION journal_link();

CREATE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of %% are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
"""

ONLY_GROW = ("journal", "money_movements", "signatures", "file_openings", "caps")

STAFF = "current_setting('demeu.scope', true) IN ('staff', 'system')"
MINE = (
    "organisation_id = ANY (string_to_array(nullif(current_setting('demeu.organisations', true), ''), ',')::bigint[])"
)
OF_CASE = "EXISTS (SELECT 1 FROM cases c WHERE c.id = case_id)"
OF_DOCUMENT = "EXISTS (SELECT 1 FROM documents d WHERE d.id = document_id)"
OF_VERSION = "EXISTS (SELECT 1 FROM document_versions v WHERE v.id = version_id)"

POLICIES = {
    "cases": MINE,
    "caps": MINE,
    "documents": OF_CASE,
    "decisions": OF_CASE,
    "hearings": OF_CASE,
    "agreements": OF_CASE,
    "quarters": OF_CASE,
    "answers": OF_CASE,
    "case_keys": OF_CASE,
    "journal": OF_CASE,
    "packages": OF_CASE,
    "file_openings": OF_CASE,
    "document_versions": OF_DOCUMENT,
    "paper_orders": OF_DOCUMENT,
    "signatures": OF_VERSION,
    "previews": OF_VERSION,
    "notes": "false",
    "money_movements": "false",
}

GRANTS = """
GRANT USAGE ON SCHEMA public TO demeu_app, demeu_reader;
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO demeu_app;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO demeu_reader;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO demeu_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE ON TABLES TO demeu_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO demeu_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO demeu_reader;
REVOKE SELECT ON web_sessions, invitations FROM demeu_reader;
REVOKE ALL ON journal_heads, journal FROM demeu_app;
GRANT SELECT ON journal_heads, journal TO demeu_app;
GRANT INSERT (case_id, event, actor_id, at, body) ON journal TO demeu_app;
REVOKE UPDATE ON document_versions FROM demeu_app;
GRANT UPDATE (check_status, scan_status, pages, findings) ON document_versions TO demeu_app;
GRANT DELETE ON web_sessions, rate_windows, done, invitations, files TO demeu_app;
"""


def upgrade() -> None:
    run = op.get_bind().exec_driver_sql
    run(JOURNAL)
    run(GRANTS)
    for table in ONLY_GROW:
        run(f"REVOKE UPDATE ON {table} FROM demeu_app")
        run(
            f"CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION only_grows();"
            f"CREATE TRIGGER only_grows_all BEFORE TRUNCATE ON {table} EXECUTE FUNCTION only_grows()"
        )
    for table, rule in POLICIES.items():
        run(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        run(f"CREATE POLICY visible ON {table} USING ({STAFF} OR ({rule})) WITH CHECK ({STAFF} OR ({rule}))")
    run("INSERT INTO demo_clock (id, ahead_seconds) VALUES (1, 0)")


def downgrade() -> None:
    run = op.get_bind().exec_driver_sql
    for table in POLICIES:
        run(f"DROP POLICY visible ON {table}")
        run(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    for table in ONLY_GROW:
        run(f"DROP TRIGGER only_grows ON {table}; DROP TRIGGER only_grows_all ON {table}")
    run("DROP TRIGGER journal_link ON journal; DROP FUNCTION journal_link(); DROP FUNCTION only_grows()")
    run("DELETE FROM journal_heads WHERE case_id = 0; DELETE FROM demo_clock")
    run("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM demeu_app, demeu_reader")
    run("REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM demeu_app")
    run("REVOKE USAGE ON SCHEMA public FROM demeu_app, demeu_reader")
    run("ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM demeu_app, demeu_reader")
    run("ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM demeu_app")
