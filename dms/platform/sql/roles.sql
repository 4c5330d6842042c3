-- The three roles of the system, none of them a superuser. Run once per PostgreSQL server, by a superuser; running it
-- again changes nothing. In production give each a password afterwards (\password demeu_owner, …).
--   demeu_owner   owns the tables and migrates
--   demeu_app     the web server and the job workers: row-level security holds for it
--   demeu_reader  reports and look-ups that must not change anything
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['demeu_owner', 'demeu_app', 'demeu_reader'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS', wanted);
        END IF;
    END LOOP;
END
$$;
ALTER ROLE demeu_reader SET default_transaction_read_only = on;
