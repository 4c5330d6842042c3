"""What a supplement says never changes, and it comes into force or ends once"""

from __future__ import annotations

from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

FUNCTION = """
CREATE FUNCTION supplement_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    mutable text[] := ARRAY['in_force_at', 'ended_at', 'ended_by_id', 'reasons'];
BEGIN
    IF to_jsonb(NEW) - mutable IS DISTINCT FROM to_jsonb(OLD) - mutable THEN
        RAISE EXCEPTION 'what a supplement says never changes' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF (OLD.in_force_at IS NOT NULL OR OLD.ended_at IS NOT NULL) AND to_jsonb(NEW) IS DISTINCT FROM to_jsonb(OLD) THEN
        RAISE EXCEPTION 'a supplement comes into force or ends once' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER supplement_kept BEFORE UPDATE ON supplements FOR EACH ROW EXECUTE FUNCTION supplement_kept();
CREATE TRIGGER never_deleted BEFORE DELETE ON supplements FOR EACH ROW EXECUTE FUNCTION only_grows();
CREATE TRIGGER never_deleted_all BEFORE TRUNCATE ON supplements EXECUTE FUNCTION only_grows();
REVOKE UPDATE ON supplements FROM demeu_app;
GRANT UPDATE (in_force_at, ended_at, ended_by_id, reasons) ON supplements TO demeu_app;
"""


def upgrade() -> None:
    run = op.get_bind().exec_driver_sql
    op.create_check_constraint("one_end", "supplements", "in_force_at IS NULL OR ended_at IS NULL")
    op.create_check_constraint("end_has_hand", "supplements", "(ended_at IS NULL) = (ended_by_id IS NULL)")
    run(FUNCTION)


def downgrade() -> None:
    run = op.get_bind().exec_driver_sql
    run("GRANT UPDATE ON supplements TO demeu_app")
    for name in ("supplement_kept", "never_deleted", "never_deleted_all"):
        run(f"DROP TRIGGER {name} ON supplements")
    run("DROP FUNCTION supplement_kept()")
    op.drop_constraint(op.f("ck_supplements_one_end"), "supplements")
    op.drop_constraint(op.f("ck_supplements_end_has_hand"), "supplements")
