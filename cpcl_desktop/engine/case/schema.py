"""The case file's schema as data: its identity, its tables, and one migration per version.

A case is one SQLite file. `application_id` says that it is ours, `user_version`
which schema it has. A migration is appended, never edited: files in the field
were made by the old ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

APPLICATION_ID = 0x4350434C  # "CPCL"

# MIGRATIONS[n] takes a file from user_version n to n + 1; a new file starts at 0.
MIGRATIONS: Sequence[str] = (
    """
    CREATE TABLE model (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        sha256 TEXT NOT NULL UNIQUE,     -- of the bundle's manifest
        path TEXT NOT NULL,              -- where the bundle was; it may have gone since
        dim INTEGER NOT NULL,
        vectors INTEGER NOT NULL DEFAULT 0,
        vector_sum BLOB NOT NULL,        -- float64[dim], over every vector of this model
        centre BLOB,                     -- float32[dim], what searches subtract; see Case.settle_centre
        centre_vectors INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE source (
        id INTEGER PRIMARY KEY,
        path TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('video', 'frames', 'crops')),
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        camera TEXT NOT NULL,
        settings TEXT NOT NULL,          -- JSON: what decides the result; a resume must use the same
        state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'partial', 'done', 'failed')),
        message TEXT NOT NULL DEFAULT '',
        declared_s REAL,
        decoded_s REAL NOT NULL DEFAULT 0,
        frames_decoded INTEGER NOT NULL DEFAULT 0,
        frames_sampled INTEGER NOT NULL DEFAULT 0,
        wall_s REAL NOT NULL DEFAULT 0,
        UNIQUE (sha256, size, kind)
    );
    CREATE TABLE gap (
        source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
        start_us INTEGER NOT NULL,
        end_us INTEGER NOT NULL,
        reason TEXT NOT NULL
    );
    CREATE INDEX gap_source ON gap (source);
    CREATE TABLE detection (             -- the resume journal of a source that is not done yet
        source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
        time_us INTEGER NOT NULL,
        people BLOB NOT NULL,            -- float32[n][5]: x1 y1 x2 y2 score
        PRIMARY KEY (source, time_us)
    ) WITHOUT ROWID;
    CREATE TABLE track (
        id INTEGER PRIMARY KEY,
        source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
        number INTEGER NOT NULL,         -- in the order in which the source's tracks end
        start_us INTEGER NOT NULL,
        end_us INTEGER NOT NULL,
        observations INTEGER NOT NULL,
        UNIQUE (source, number)
    );
    CREATE TABLE crop (
        id INTEGER PRIMARY KEY,
        track INTEGER NOT NULL REFERENCES track ON DELETE CASCADE,
        time_us INTEGER NOT NULL,
        x1 REAL NOT NULL, y1 REAL NOT NULL, x2 REAL NOT NULL, y2 REAL NOT NULL,
        score REAL NOT NULL,
        quality REAL NOT NULL,
        name TEXT,
        jpeg BLOB NOT NULL
    );
    CREATE INDEX crop_track ON crop (track);
    CREATE TABLE vector (
        model INTEGER NOT NULL REFERENCES model ON DELETE CASCADE,
        crop INTEGER NOT NULL REFERENCES crop ON DELETE CASCADE,
        data BLOB NOT NULL,              -- float16[dim], unit norm
        PRIMARY KEY (model, crop)
    ) WITHOUT ROWID;
    """,
    # 2: the log. What its triggers refuse, only somebody who removes them can do, and the chain shows it.
    """
    CREATE TABLE log (
        number INTEGER PRIMARY KEY,      -- 1, 2, 3, …
        time TEXT NOT NULL,              -- UTC, ISO 8601
        user TEXT NOT NULL,
        purpose TEXT NOT NULL,
        action TEXT NOT NULL,
        details TEXT NOT NULL,           -- JSON
        previous TEXT NOT NULL,          -- hash of the entry before
        hash TEXT NOT NULL UNIQUE        -- see engine/case/log.py
    );
    CREATE TABLE log_head (              -- one row: where the log ends
        entries INTEGER NOT NULL,
        hash TEXT NOT NULL
    );
    INSERT INTO log_head VALUES (0, '0000000000000000000000000000000000000000000000000000000000000000');
    CREATE TRIGGER log_follows BEFORE INSERT ON log
        WHEN NEW.number IS NOT (SELECT entries + 1 FROM log_head) OR NEW.previous IS NOT (SELECT hash FROM log_head)
        BEGIN SELECT RAISE(ABORT, 'the log only grows at its end'); END;
    CREATE TRIGGER log_moves_head AFTER INSERT ON log
        BEGIN UPDATE log_head SET entries = NEW.number, hash = NEW.hash; END;
    CREATE TRIGGER log_stays BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
    CREATE TRIGGER log_is_kept BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
    CREATE TRIGGER log_head_follows BEFORE UPDATE ON log_head
        WHEN NEW.entries IS NOT OLD.entries + 1 OR NEW.hash IS NOT (SELECT hash FROM log WHERE number = NEW.entries)
        BEGIN SELECT RAISE(ABORT, 'the log only grows at its end'); END;
    CREATE TRIGGER log_head_stays BEFORE INSERT ON log_head BEGIN SELECT RAISE(ABORT, 'the log has one head'); END;
    CREATE TRIGGER log_head_is_kept BEFORE DELETE ON log_head
        BEGIN SELECT RAISE(ABORT, 'the log has one head'); END;
    """,
    # 3: what is known of each recorder's clock, see engine/recorder_time.py
    """
    ALTER TABLE source ADD COLUMN start TEXT;                        -- ISO 8601; without a zone: its wall clock
    ALTER TABLE source ADD COLUMN origin TEXT NOT NULL DEFAULT '';   -- of the start: user, file name, container
    ALTER TABLE source ADD COLUMN timezone TEXT NOT NULL DEFAULT ''; -- IANA name
    ALTER TABLE source ADD COLUMN offset_s REAL NOT NULL DEFAULT 0;  -- to add to the recorder's time
    """,
    # 4: what people decided about tracks; nothing is overwritten, the last decision on a track counts
    """
    CREATE TABLE decision (
        id INTEGER PRIMARY KEY,          -- the number of its entry in the log
        track INTEGER NOT NULL REFERENCES track ON DELETE CASCADE,
        crop INTEGER,                    -- the picture that was looked at
        verdict TEXT CHECK (verdict IN ('match', 'no match', 'unsure')), -- NULL: the one before is withdrawn
        description TEXT,                -- of the person looked for
        note TEXT,
        time TEXT,                       -- UTC, ISO 8601
        user TEXT
    );
    CREATE INDEX decision_track ON decision (track);
    """,
    # 5: what a search of a source covers, see engine/ingest/conditions.py and engine/coverage/coverage.py
    """
    ALTER TABLE source ADD COLUMN frames_unchanged INTEGER NOT NULL DEFAULT 0; -- like an empty frame before them
    ALTER TABLE source ADD COLUMN frames_measured INTEGER NOT NULL DEFAULT 0;  -- of whose conditions stretches tell
    ALTER TABLE source ADD COLUMN reached_us INTEGER;                          -- how far reading came
    CREATE TABLE stretch (
        source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
        condition TEXT NOT NULL CHECK (condition IN ('dark', 'grey', 'small')),
        start_us INTEGER NOT NULL,
        end_us INTEGER NOT NULL,
        frames INTEGER NOT NULL,         -- frames looked at in it that have the condition
        PRIMARY KEY (source, condition, start_us)
    ) WITHOUT ROWID;
    """,
    # 6: by whose authority something was done, apart from why
    """
    ALTER TABLE log ADD COLUMN authority TEXT NOT NULL DEFAULT '';
    """,
    # 7: since then the file holds a record of these migrations; the library that makes them keeps its table
    "",
    # 8: footage that was added and is still to be begun, so that a stop or a power cut forgets none of it
    """
    CREATE TABLE waiting (
        id INTEGER PRIMARY KEY,
        path TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('video', 'frames', 'crops')),
        settings TEXT NOT NULL,          -- JSON, as of a source; without a detector: the one there is by then
        start TEXT,                      -- what was stated of the recorder's clock, as of a source
        origin TEXT NOT NULL,
        timezone TEXT NOT NULL,
        offset_s REAL NOT NULL,
        UNIQUE (path, kind)
    );
    """,
    # 9: another model for the case, see engine/case/model_change.py: its vectors beside those that searches use
    """
    ALTER TABLE model ADD COLUMN state TEXT NOT NULL DEFAULT 'in use'
        CHECK (state IN ('in use', 'building', 'kept'));
    CREATE UNIQUE INDEX model_only ON model (state) WHERE state <> 'kept';
    ALTER TABLE model ADD COLUMN attributes INTEGER NOT NULL DEFAULT 0; -- of a row's dim numbers, behind the vector
    ALTER TABLE decision ADD COLUMN model TEXT;        -- name of the model in use then; NULL: not noted
    ALTER TABLE decision ADD COLUMN model_sha256 TEXT; -- of its manifest
    """,
    # 10: what proves that the case is what its log says, see engine/case/state.py
    """
    ALTER TABLE log ADD COLUMN state TEXT NOT NULL DEFAULT ''; -- JSON: the state root, and which tables changed
    CREATE TABLE row_digest (
        "table" TEXT NOT NULL,
        row NOT NULL,                    -- its key; several columns with slashes between
        digest BLOB NOT NULL,            -- SHA-256 over the row
        PRIMARY KEY ("table", row)
    ) WITHOUT ROWID;
    CREATE TABLE table_digest (
        "table" TEXT PRIMARY KEY,
        lanes BLOB NOT NULL              -- the sum over its rows' digests, see engine/case/digests.py
    ) WITHOUT ROWID;
    CREATE TABLE search_cache (
        made_from TEXT PRIMARY KEY,      -- state of what is searched
        sha256 TEXT NOT NULL             -- of the file beside the case
    );
    CREATE TABLE gap_with_id (
        id INTEGER PRIMARY KEY,
        source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
        start_us INTEGER NOT NULL,
        end_us INTEGER NOT NULL,
        reason TEXT NOT NULL
    );
    INSERT INTO gap_with_id (source, start_us, end_us, reason) SELECT source, start_us, end_us, reason FROM gap;
    DROP TABLE gap;
    ALTER TABLE gap_with_id RENAME TO gap;
    CREATE INDEX gap_source ON gap (source);
    """,
    # 11: what was met beside footage and not read, by the path that was named; see engine/sources/left_out.py
    """
    CREATE TABLE left_out (
        id INTEGER PRIMARY KEY,
        root TEXT NOT NULL,
        reason TEXT NOT NULL,
        suffix TEXT NOT NULL,
        is_missing INTEGER NOT NULL,     -- whether it may be footage
        count INTEGER NOT NULL,
        examples TEXT NOT NULL           -- JSON: the first few by name
    );
    """,
    # 12: files that hold several films beside each other: one source each. What makes a source unique can only be
    # changed by making its table anew, as SQLite's documentation says (ALTER TABLE, 7), with foreign keys off
    """
    CREATE TABLE source_anew (
        id INTEGER PRIMARY KEY,
        path TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('video', 'frames', 'crops')),
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        camera TEXT NOT NULL,
        settings TEXT NOT NULL,          -- JSON: what decides the result; a resume must use the same
        state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'partial', 'done', 'failed')),
        message TEXT NOT NULL DEFAULT '',
        declared_s REAL,
        decoded_s REAL NOT NULL DEFAULT 0,
        frames_decoded INTEGER NOT NULL DEFAULT 0,
        frames_sampled INTEGER NOT NULL DEFAULT 0,
        wall_s REAL NOT NULL DEFAULT 0,
        start TEXT,                                  -- ISO 8601; without a zone: its wall clock
        origin TEXT NOT NULL DEFAULT '',             -- of the start: user, file name, container
        timezone TEXT NOT NULL DEFAULT '',           -- IANA name
        offset_s REAL NOT NULL DEFAULT 0,            -- to add to the recorder's time
        frames_unchanged INTEGER NOT NULL DEFAULT 0, -- like an empty frame before them
        frames_measured INTEGER NOT NULL DEFAULT 0,  -- of whose conditions stretches tell
        reached_us INTEGER,                          -- how far reading came
        part INTEGER NOT NULL DEFAULT 1,             -- number of the film in its file
        begins_us INTEGER,                           -- of the first picture; NULL: times count from there
        UNIQUE (sha256, size, kind, part)
    );
    INSERT INTO source_anew (id, path, kind, sha256, size, camera, settings, state, message, declared_s, decoded_s,
        frames_decoded, frames_sampled, wall_s, start, origin, timezone, offset_s, frames_unchanged,
        frames_measured, reached_us)
        SELECT id, path, kind, sha256, size, camera, settings, state, message, declared_s, decoded_s,
        frames_decoded, frames_sampled, wall_s, start, origin, timezone, offset_s, frames_unchanged,
        frames_measured, reached_us FROM source;
    DROP TABLE source;
    ALTER TABLE source_anew RENAME TO source;
    """,
    # 13: the way of a passage, and where it was put together of two, see engine/case/passages.py
    """
    ALTER TABLE track ADD COLUMN route BLOB;     -- float32[n][4], see engine/routes.py; NULL: not recorded
    ALTER TABLE track ADD COLUMN part_of INTEGER REFERENCES track ON DELETE CASCADE; -- what it was joined to
    CREATE INDEX track_part_of ON track (part_of);
    CREATE TABLE joins (
        id INTEGER PRIMARY KEY,
        track INTEGER NOT NULL REFERENCES track ON DELETE CASCADE,
        start_us INTEGER NOT NULL,       -- when somebody was last seen before
        end_us INTEGER NOT NULL,         -- and first after
        distance REAL,                   -- heights from the place expected; NULL: no route
        likeness REAL,                   -- cosine of their looks; NULL: somebody said so, see the log
        observations INTEGER NOT NULL,   -- of the passage before it
        later INTEGER REFERENCES track ON DELETE CASCADE -- the row of the later part, where somebody joined two
    );
    CREATE INDEX joins_track ON joins (track);
    CREATE INDEX joins_later ON joins (later);
    """,
    # 14: what people decided about passages that show, or do not show, one person; see engine/persons/rulings.py
    """
    CREATE TABLE person_decision (
        id INTEGER PRIMARY KEY,          -- the number of its entry in the log
        kind TEXT NOT NULL CHECK (kind IN ('merge', 'split', 'name', 'undo')),
        name TEXT NOT NULL,
        undoes INTEGER REFERENCES person_decision,
        note TEXT NOT NULL,
        time TEXT NOT NULL,              -- UTC, ISO 8601
        user TEXT NOT NULL
    );
    CREATE TABLE person_member (
        decision INTEGER NOT NULL REFERENCES person_decision ON DELETE CASCADE,
        track INTEGER NOT NULL REFERENCES track ON DELETE CASCADE,
        side INTEGER NOT NULL CHECK (side IN (1, 2)), -- 1: merged, taken out, named; 2: what they were taken out of
        PRIMARY KEY (decision, track)
    ) WITHOUT ROWID;
    CREATE INDEX person_member_track ON person_member (track);
    """,
    # 15: how each source's frames were looked at, see engine/ingest/tiling.py, and further conditions
    """
    ALTER TABLE source ADD COLUMN tiles INTEGER;         -- along a frame's longer side, 1: none; NULL: not chosen
    ALTER TABLE source ADD COLUMN tiles_reason TEXT NOT NULL DEFAULT '';
    ALTER TABLE source ADD COLUMN frame_s REAL;          -- what looking at a frame took when that was measured
    CREATE TABLE stretch_anew (
        source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
        condition TEXT NOT NULL CHECK (condition IN ('dark', 'grey', 'small', 'tiny', 'round')),
        start_us INTEGER NOT NULL,
        end_us INTEGER NOT NULL,
        frames INTEGER NOT NULL,         -- frames looked at in it that have the condition
        PRIMARY KEY (source, condition, start_us)
    ) WITHOUT ROWID;
    INSERT INTO stretch_anew SELECT source, condition, start_us, end_us, frames FROM stretch;
    DROP TABLE stretch;
    ALTER TABLE stretch_anew RENAME TO stretch;
    """,
    # 16: bookmarks on passages, and which were reviewed; each is kept, the last of a kind on a track counts
    """
    CREATE TABLE mark (
        id INTEGER PRIMARY KEY,          -- the number of its entry in the log
        track INTEGER NOT NULL REFERENCES track ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind IN ('bookmark', 'reviewed')),
        is_set INTEGER NOT NULL CHECK (is_set IN (0, 1)), -- 0: it was taken off again
        time TEXT NOT NULL,              -- UTC, ISO 8601
        user TEXT NOT NULL
    );
    CREATE INDEX mark_track ON mark (track);
    """,
    # 17: by how much each recorder's clock may be off, where somebody stated it, see engine/recorder_time.py
    """
    ALTER TABLE source ADD COLUMN doubt_s REAL;  -- either way; NULL: taken from how the start is known
    ALTER TABLE waiting ADD COLUMN doubt_s REAL;
    """,
    # 18: groups of passages are kept beside the case as well, see engine/persons/kept.py
    """
    ALTER TABLE search_cache ADD COLUMN kind TEXT NOT NULL DEFAULT 'vectors';
    """,
    # 19: sentences of what is to be seen of a passage; each is kept, the last on a track counts
    """
    CREATE TABLE caption (
        id INTEGER PRIMARY KEY,          -- the number of its entry in the log
        track INTEGER NOT NULL REFERENCES track ON DELETE CASCADE,
        crop INTEGER NOT NULL,           -- the picture that was looked at
        text TEXT NOT NULL,              -- empty: the one before is withdrawn
        time TEXT NOT NULL,              -- UTC, ISO 8601
        user TEXT NOT NULL
    );
    CREATE INDEX caption_track ON caption (track);
    """,
    # 20: searches that somebody saved under a name; each change is kept, the last of a search counts
    """
    CREATE TABLE saved_search (
        id INTEGER PRIMARY KEY,          -- the number of its entry in the log
        search INTEGER NOT NULL,         -- the number with which it was first saved
        name TEXT NOT NULL,
        query TEXT NOT NULL,             -- JSON, see engine/search/saved.py
        image BLOB,                      -- JPEG of an example, where it has one
        is_kept INTEGER NOT NULL CHECK (is_kept IN (0, 1)), -- 0: it was deleted; it can be saved again
        time TEXT NOT NULL,              -- UTC, ISO 8601
        user TEXT NOT NULL
    );
    CREATE INDEX saved_search_search ON saved_search (search);
    """,
    # 21: sources that were taken out of the case, to be put back or removed for good, see engine/case/bin.py
    """
    ALTER TABLE source ADD COLUMN in_bin INTEGER NOT NULL DEFAULT 0; -- 1: taken out
    CREATE TABLE removed (
        id INTEGER PRIMARY KEY,          -- the number of its entry in the log
        source INTEGER NOT NULL,         -- its number, none of which is given a second time
        track INTEGER NOT NULL,          -- the last number of its passages, 0 without any
        crop INTEGER NOT NULL            -- and of its pictures
    );
    CREATE INDEX vector_crop ON vector (crop); -- without it a picture that goes looks through all vectors
    """,
    # 22: cases that were merged into this one, each with its own log, see engine/case/parts.py
    """
    CREATE TABLE part (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,              -- of its file
        case_id TEXT NOT NULL,           -- what its log's first entry calls it
        entries INTEGER NOT NULL,        -- how long its log was
        hash TEXT NOT NULL,              -- of the last of them
        is_whole INTEGER NOT NULL CHECK (is_whole IN (0, 1)) -- 0: merging it was begun
    );
    CREATE TABLE part_log (              -- as the table log has them, an entry's state included
        part INTEGER NOT NULL REFERENCES part ON DELETE CASCADE,
        number INTEGER NOT NULL,
        time TEXT NOT NULL,
        user TEXT NOT NULL,
        purpose TEXT NOT NULL,
        authority TEXT NOT NULL,
        action TEXT NOT NULL,
        details TEXT NOT NULL,
        state TEXT NOT NULL,
        previous TEXT NOT NULL,
        hash TEXT NOT NULL,
        PRIMARY KEY (part, number)
    ) WITHOUT ROWID;
    CREATE TABLE part_row (              -- which row here a row of the part became
        part INTEGER NOT NULL REFERENCES part ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind IN ('source', 'decision', 'mark', 'caption', 'person', 'saved search')),
        theirs INTEGER NOT NULL,
        ours INTEGER NOT NULL,           -- 0: none, see what the log says of it
        PRIMARY KEY (part, kind, theirs)
    ) WITHOUT ROWID;
    """,
    # 23: the digests of 32 rows on one page, see engine/case/digest_pages.py; they were one row for each row. The
    # table has another name, lest a program of version 22 that has the file open still adds its own to it
    """
    DROP TABLE row_digest;
    CREATE TABLE digest_page (
        "table" TEXT NOT NULL,
        page NOT NULL,                   -- which rows of the table
        digests BLOB NOT NULL,           -- which of them there are, and SHA-256 over each
        PRIMARY KEY ("table", page)
    ) WITHOUT ROWID;
    """,
    # 24: labels of a case's own, see engine/case/labels.py; each change is kept, the last of a label counts. To
    # give one is a mark of the kind 'label N', for which marks, and what merging keeps, take further kinds
    """
    CREATE TABLE label (
        id INTEGER PRIMARY KEY,          -- the number of its entry in the log
        label INTEGER NOT NULL,          -- the number with which it was made
        name TEXT NOT NULL,
        digit INTEGER NOT NULL CHECK (digit = 0 OR digit BETWEEN 4 AND 9), -- the key that gives it; 0: none
        is_kept INTEGER NOT NULL CHECK (is_kept IN (0, 1)), -- 0: it was taken away; it can be brought back
        time TEXT NOT NULL,              -- UTC, ISO 8601
        user TEXT NOT NULL
    );
    CREATE TABLE mark_anew (
        id INTEGER PRIMARY KEY,          -- the number of its entry in the log
        track INTEGER NOT NULL REFERENCES track ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind IN ('bookmark', 'reviewed') OR substr(kind, 1, 6) = 'label '),
        is_set INTEGER NOT NULL CHECK (is_set IN (0, 1)), -- 0: it was taken off again
        time TEXT NOT NULL,              -- UTC, ISO 8601
        user TEXT NOT NULL
    );
    INSERT INTO mark_anew SELECT id, track, kind, is_set, time, user FROM mark;
    DROP TABLE mark;
    ALTER TABLE mark_anew RENAME TO mark;
    CREATE INDEX mark_track ON mark (track);
    CREATE TABLE part_row_anew (         -- which row here a row of the part became
        part INTEGER NOT NULL REFERENCES part ON DELETE CASCADE,
        kind TEXT NOT NULL
            CHECK (kind IN ('source', 'decision', 'mark', 'caption', 'person', 'saved search', 'label')),
        theirs INTEGER NOT NULL,
        ours INTEGER NOT NULL,           -- 0: none, see what the log says of it
        PRIMARY KEY (part, kind, theirs)
    ) WITHOUT ROWID;
    INSERT INTO part_row_anew SELECT part, kind, theirs, ours FROM part_row;
    DROP TABLE part_row;
    ALTER TABLE part_row_anew RENAME TO part_row;
    """,
)

USER_VERSION = len(MIGRATIONS)

# What a file has besides, and keeps for itself, that is a team's case on this machine; see engine/case/mirror.py.
MIRROR: Mapping[str, str] = {
    "mirror": """CREATE TABLE mirror (
        url TEXT NOT NULL,               -- of the server, without a password
        member TEXT NOT NULL,            -- who we are there
        role TEXT NOT NULL,              -- and what we may
        has_halves INTEGER NOT NULL      -- 1: vectors are pgvector's there
    )""",
}
