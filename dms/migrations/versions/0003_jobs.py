"""The job queue's own schema, as Procrastinate 3.10 ships it (kept here so that this migration never changes)"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SCHEMA = Path(__file__).parent.parent / "sql" / "procrastinate_3_10.sql"

DROP = """
DO $$
DECLARE
    it record;
BEGIN
    FOR it IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE 'procrastinate\\_%' LOOP
        EXECUTE format('DROP TABLE %I CASCADE', it.tablename);
    END LOOP;
    FOR it IN SELECT p.oid::regprocedure AS signature FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
              WHERE n.nspname = 'public' AND p.proname LIKE 'procrastinate\\_%' LOOP
        EXECUTE format('DROP FUNCTION %s CASCADE', it.signature);
    END LOOP;
    FOR it IN SELECT t.typname FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
              WHERE n.nspname = 'public' AND t.typname LIKE 'procrastinate\\_%' AND t.typtype IN ('e', 'c') LOOP
        EXECUTE format('DROP TYPE %I CASCADE', it.typname);
    END LOOP;
END $$;
"""


def upgrade() -> None:
    run = op.get_bind().exec_driver_sql
    run(SCHEMA.read_text(encoding="utf-8").replace("%", "%%"))
    run(
        "GRANT SELECT, INSERT, UPDATE, DELETE ON procrastinate_jobs, procrastinate_events,"
        " procrastinate_periodic_defers, procrastinate_workers TO demeu_app"
    )


def downgrade() -> None:
    op.get_bind().exec_driver_sql(DROP.replace("%", "%%"))
