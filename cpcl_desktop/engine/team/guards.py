"""What a server does with a team's case by itself: grants, policies on rows, triggers and functions.

All of it belongs to who prepared the database, the administrator; whoever takes part only adds and removes rows.
Nobody changes or removes an entry of the log, and nothing is written that no entry tells of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from cpcl_desktop.engine.team.link import SCHEMA
from cpcl_desktop.engine.team.roles import ROLES, SAID, group_of, named
from cpcl_desktop.engine.team.tables import ServedTable

CHANNEL: Final = "cpcl"  # on which the server tells that the log grew
NO_ENTRY: Final = "0" * 64  # what the first entry of a log carries as the hash before it
OWN_TABLES: Final = (
    "CREATE TABLE about (schema bigint NOT NULL, has_halves boolean NOT NULL, begun xid8)",
    'CREATE TABLE change (entry bigint NOT NULL, "table" text NOT NULL, key text[] NOT NULL)',
    "CREATE INDEX change_entry ON change (entry)",
)
"""What a server keeps beside the case; `begun`: the transaction that puts the case there, while it does."""


def guards(database: str, tables: Sequence[ServedTable]) -> Iterator[str]:
    """Who may do what in a database that has these tables, and what nobody may."""
    reader, analyst, owner = (named(group_of(database, role)) for role in ROLES)
    yield from _FUNCTIONS
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA {SCHEMA} TO {reader}, {analyst}, {owner}"
    yield f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {SCHEMA} FROM PUBLIC"
    yield f"GRANT EXECUTE ON FUNCTION take_turn() TO {analyst}, {owner}"
    yield f"GRANT EXECUTE ON FUNCTION begin_case(), finish_case() TO {owner}"
    yield f"GRANT INSERT ON log TO {analyst}, {owner}"
    for table in tables:
        if table.name == "log_head":
            continue
        if table.name in ("log", *SAID):
            yield from _policies(table.name, analyst, owner)
        if table.name != "log":
            yield f'GRANT INSERT, DELETE ON "{table.name}" TO {owner}'
            yield from _noting(table)
    yield f"GRANT INSERT ON {', '.join(SAID)} TO {analyst}"


def _policies(table: str, analyst: str, owner: str) -> Iterator[str]:
    """Which rows of a table may be read and added: what somebody says has their name."""
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"  # on the administrator, where that is no superuser
    yield f"CREATE POLICY reading ON {table} FOR SELECT USING (true)"
    own = '"user" = session_user::text'
    if table == "person_member":
        own = f"EXISTS (SELECT FROM person_decision p WHERE p.id = decision AND p.{own})"
    yield f"CREATE POLICY own_name ON {table} FOR INSERT TO {analyst} WITH CHECK ({own})"
    if table == "log":
        begins = "(SELECT begun = pg_current_xact_id() FROM about)"
        yield f"CREATE POLICY own_or_first ON log FOR INSERT TO {owner} WITH CHECK ({own} OR {begins})"
    else:  # merging takes over what others said; removing footage takes it along
        yield f"CREATE POLICY taken_over ON {table} FOR INSERT TO {owner} WITH CHECK (true)"
        yield f"CREATE POLICY removed ON {table} FOR DELETE TO {owner} USING (true)"


def _noting(table: ServedTable) -> Iterator[str]:
    """Triggers that note which rows of a table changed with which entry, for the other desks."""
    key = ", ".join(f"'{column}'" for column in table.key)
    for event, tables in (
        ("INSERT", "NEW TABLE AS came"),
        ("UPDATE", "OLD TABLE AS went NEW TABLE AS came"),
        ("DELETE", "OLD TABLE AS went"),
    ):
        yield (
            f'CREATE TRIGGER noted_{event.lower()} AFTER {event} ON "{table.name}" REFERENCING {tables} '
            f"FOR EACH STATEMENT EXECUTE FUNCTION note_change({key})"
        )


_AS_OWNER: Final = f"LANGUAGE plpgsql SECURITY DEFINER SET search_path = {SCHEMA}, pg_temp"
_FUNCTIONS: Final = (
    # The first case comes whole, with entries of many names, and never a second one in its place.
    f"""CREATE FUNCTION begin_case() RETURNS void {_AS_OWNER} AS $$
    BEGIN
        PERFORM FROM log_head FOR UPDATE;
        IF EXISTS (SELECT FROM log) THEN RAISE EXCEPTION 'there is a case already'; END IF;
        UPDATE about SET begun = pg_current_xact_id();
    END $$""",
    f"""CREATE FUNCTION finish_case() RETURNS void {_AS_OWNER} AS $$
    BEGIN
        IF (SELECT begun FROM about) IS DISTINCT FROM pg_current_xact_id() THEN
            RAISE EXCEPTION 'no case was begun';
        END IF;
        IF NOT EXISTS (SELECT FROM log) OR EXISTS (
            SELECT FROM (
                SELECT number, previous, row_number() OVER entries AS at, lag(hash) OVER entries AS before
                FROM log WINDOW entries AS (ORDER BY number)
            ) e WHERE number <> at OR previous <> coalesce(before, '{NO_ENTRY}')
        ) THEN
            RAISE EXCEPTION 'the log is no chain';
        END IF;
        UPDATE log_head SET (entries, hash) = (SELECT number, hash FROM log ORDER BY number DESC LIMIT 1);
        UPDATE about SET begun = NULL;
    END $$""",
    f"""CREATE FUNCTION is_finished() RETURNS trigger {_AS_OWNER} AS $$
    BEGIN
        IF (SELECT begun FROM about) IS NOT NULL THEN RAISE EXCEPTION 'the case was not finished'; END IF;
        RETURN NULL;
    END $$""",
    "CREATE CONSTRAINT TRIGGER finished AFTER UPDATE ON about DEFERRABLE INITIALLY DEFERRED "
    "FOR EACH ROW EXECUTE FUNCTION is_finished()",
    # One desk writes at a time: who has this row locked has the turn until its transaction ends.
    f"""CREATE FUNCTION take_turn() RETURNS SETOF log_head {_AS_OWNER} AS $$
    BEGIN RETURN QUERY SELECT * FROM log_head FOR UPDATE; END $$""",
    f"""CREATE FUNCTION log_follows() RETURNS trigger {_AS_OWNER} AS $$
    DECLARE head log_head;
    BEGIN
        IF (SELECT begun = pg_current_xact_id() FROM about) THEN RETURN NEW; END IF;  -- see finish_case
        SELECT * INTO head FROM log_head FOR UPDATE;
        IF NEW.number <> head.entries + 1 OR NEW.previous <> head.hash THEN
            RAISE EXCEPTION 'the log only grows at its end';
        END IF;
        IF NEW."user" <> session_user::text THEN
            RAISE EXCEPTION 'an entry of the log has the name of whoever writes it';
        END IF;
        UPDATE log_head SET entries = NEW.number, hash = NEW.hash;
        PERFORM pg_notify('{CHANNEL}', NEW.number::text);
        RETURN NEW;
    END $$""",
    f"""CREATE FUNCTION log_stays() RETURNS trigger {_AS_OWNER} AS $$
    BEGIN RAISE EXCEPTION 'the log is never changed'; END $$""",
    f"""CREATE FUNCTION note_change() RETURNS trigger {_AS_OWNER} AS $$
    DECLARE
        told CONSTANT text := 'INSERT INTO change SELECT h.entries, %L, ARRAY[%s] FROM %I t, log_head h';
        key text;
    BEGIN
        IF (SELECT begun = pg_current_xact_id() FROM about) THEN RETURN NULL; END IF;  -- no desk has a mirror yet
        IF (SELECT xmin FROM log_head) <> pg_current_xact_id()::xid THEN
            RAISE EXCEPTION 'what is changed is told of in the log first';
        END IF;
        SELECT string_agg(format('t.%I::text', part), ', ' ORDER BY at) INTO key
            FROM unnest(TG_ARGV) WITH ORDINALITY AS parts(part, at);
        IF TG_OP <> 'INSERT' THEN EXECUTE format(told, TG_TABLE_NAME, key, 'went'); END IF;
        IF TG_OP <> 'DELETE' THEN EXECUTE format(told, TG_TABLE_NAME, key, 'came'); END IF;
        RETURN NULL;
    END $$""",
    "CREATE TRIGGER log_follows BEFORE INSERT ON log FOR EACH ROW EXECUTE FUNCTION log_follows()",
    "CREATE TRIGGER log_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON log "
    "FOR EACH STATEMENT EXECUTE FUNCTION log_stays()",
)
