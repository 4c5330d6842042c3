-- What a database of the system needs before its first migration. Run inside that database, which demeu_owner owns, by a
-- superuser; running it again changes nothing. What each role may do to each table is said by the migrations.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS unaccent;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO demeu_owner;
GRANT USAGE ON SCHEMA public TO demeu_app, demeu_reader;
