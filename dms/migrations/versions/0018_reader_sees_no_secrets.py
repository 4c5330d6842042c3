"""The reader's role does not see passwords, keys of the second factor and recovery codes"""

from __future__ import annotations

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

SECRETS = ("password", "fs_uniquifier", "tf_totp_secret", "mf_recovery_codes")


def upgrade() -> None:
    run = op.get_bind().exec_driver_sql
    found = run(
        "SELECT attname FROM pg_attribute WHERE attrelid = 'users'::regclass AND attnum > 0 AND NOT attisdropped"
    )
    columns = [row[0] for row in found if row[0] not in SECRETS]
    run("REVOKE SELECT ON users FROM demeu_reader")
    run(f"GRANT SELECT ({', '.join(columns)}) ON users TO demeu_reader")


def downgrade() -> None:
    run = op.get_bind().exec_driver_sql
    run("REVOKE SELECT ON users FROM demeu_reader")
    run("GRANT SELECT ON users TO demeu_reader")
