-- One table for everything a person leaves: a check-in, a challenge, an hour of sleep. What is in a
-- record is JSON of one typed shape per practice; what lists, charts and search need of it stands in
-- columns. Applied with foreign keys off, as SQLite asks for when tables are rebuilt.

CREATE TABLE record (
    -- Order in time: milliseconds since 1970 UTC times 1,024, plus a tie-break.
    place           INTEGER PRIMARY KEY,
    id              TEXT NOT NULL UNIQUE,
    practice        TEXT NOT NULL,
    about           TEXT REFERENCES record (id) ON DELETE SET NULL,
    utc_ms          INTEGER NOT NULL,
    offset_seconds  INTEGER NOT NULL,
    zone            TEXT NOT NULL,
    local_date      TEXT NOT NULL,
    body            TEXT NOT NULL CHECK (json_valid(body)),
    risk            TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(risk)), -- what the safety scan noticed
    may_return      INTEGER NOT NULL DEFAULT 1 CHECK (may_return IN (0, 1)),
    headline        TEXT,
    fact            TEXT,                                              -- what it says for the person, as evidence
    deleted_utc_ms  INTEGER,                                           -- until it is purged, it can be brought back
    event           TEXT GENERATED ALWAYS AS (json_extract(body, '$.event')) VIRTUAL,
    intensity       INTEGER GENERATED ALWAYS AS (json_extract(body, '$.intensity')) VIRTUAL,
    about_me_before INTEGER GENERATED ALWAYS AS (json_extract(body, '$.about_me.before')) VIRTUAL,
    about_me_after  INTEGER GENERATED ALWAYS AS (json_extract(body, '$.about_me.after')) VIRTUAL,
    belief_before   INTEGER GENERATED ALWAYS AS (json_extract(body, '$.belief.before')) VIRTUAL,
    belief_after    INTEGER GENERATED ALWAYS AS (json_extract(body, '$.belief.after')) VIRTUAL,
    balanced        TEXT GENERATED ALWAYS AS (json_extract(body, '$.balanced')) VIRTUAL,
    rerating        TEXT GENERATED ALWAYS AS (json_extract(body, '$.rerating')) VIRTUAL
) STRICT;

INSERT INTO record (place, id, practice, utc_ms, offset_seconds, zone, local_date, body, risk, may_return, headline)
SELECT utc_ms * 1024 + row_number() OVER (PARTITION BY utc_ms ORDER BY id) - 1,
    id, 'check_in', utc_ms, offset_seconds, zone, local_date,
    json_object(
        'ended', ended,
        'feelings', (SELECT json_group_array(json_object('id', feeling, 'rating', rating) ORDER BY position)
                     FROM entry_feeling WHERE entry = entry.id),
        'intensity', intensity, 'held_line', held_line, 'steadied', steadied,
        'event', event, 'event_line', event_line, 'thought', thought,
        'about_me', json_object('before', about_me_before, 'after', about_me_after),
        'next_step', next_step, 'asked_person', asked_person, 'asked_question', asked_question,
        'boundary', boundary, 'documented', documented,
        'lines', (SELECT json_group_array(json_object('text', text, 'kind', kind) ORDER BY position)
                  FROM entry_line WHERE entry = entry.id),
        'belief', json_object('before', belief_before, 'after', belief_after),
        'traps', (SELECT json_group_array(json_object('trap', trap, 'accepted', json(iif(accepted, 'true', 'false')))
                                          ORDER BY position)
                  FROM entry_trap WHERE entry = entry.id),
        'other_trap', other_trap, 'balanced', balanced, 'believability', believability,
        'if_then', (SELECT json_object('cue', cue, 'response', response) FROM if_then WHERE entry = entry.id),
        'rerating', rerating, 'reopened', reopened
    ),
    (SELECT json_group_array(json_object('prompt', prompt, 'tier', tier, 'pattern', pattern,
                                         'dismissed', json(iif(dismissed, 'true', 'false'))) ORDER BY prompt)
     FROM risk_mark WHERE entry = entry.id),
    NOT EXISTS (SELECT 1 FROM risk_mark WHERE entry = entry.id AND tier <= 2 AND NOT dismissed),
    coalesce(thought, event_line, held_line)
FROM entry;

CREATE INDEX record_list ON record (practice, place) WHERE deleted_utc_ms IS NULL;
CREATE INDEX record_about ON record (about);
CREATE INDEX record_date ON record (local_date);
CREATE INDEX record_deleted ON record (deleted_utc_ms) WHERE deleted_utc_ms IS NOT NULL;
CREATE INDEX record_fact ON record (place) WHERE fact IS NOT NULL AND deleted_utc_ms IS NULL;
CREATE INDEX record_balanced ON record (place)
    WHERE balanced IS NOT NULL AND may_return AND deleted_utc_ms IS NULL;
CREATE INDEX record_rerating ON record (place, rerating) WHERE rerating IS NOT NULL AND deleted_utc_ms IS NULL;
CREATE INDEX record_series ON record
    (practice, place, intensity, about_me_before, about_me_after, belief_before, belief_after)
    WHERE deleted_utc_ms IS NULL;

-- What a record was before it was changed: ratings keep their history.
CREATE TABLE record_version (
    record TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
    utc_ms INTEGER NOT NULL,                                     -- when it was replaced
    n      INTEGER NOT NULL,
    body   TEXT NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (record, n)
) STRICT, WITHOUT ROWID;

-- The records as a person reads them, for search. Deleted words leave no trace in the index.
CREATE VIRTUAL TABLE record_words USING fts5 (
    text, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO record_words (record_words, rank) VALUES ('secure-delete', 1);

CREATE TABLE tag (
    id   TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(name) > 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE record_tag (
    record TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
    tag    TEXT NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
    PRIMARY KEY (record, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_tag_tag ON record_tag (tag);

ALTER TABLE person ADD COLUMN good_for TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(good_for));

CREATE TABLE new_draft (
    id             TEXT PRIMARY KEY NOT NULL,
    guide          TEXT NOT NULL,
    about          TEXT REFERENCES record (id) ON DELETE SET NULL, -- what it starts from
    left_record    TEXT REFERENCES record (id) ON DELETE CASCADE, -- what it left when it was finished
    state          TEXT NOT NULL CHECK (state IN ('open', 'aside', 'finished')),
    asked          TEXT,                                          -- the prompt on screen
    utc_ms         INTEGER NOT NULL,                              -- when it was started …
    offset_seconds INTEGER NOT NULL,
    zone           TEXT NOT NULL,
    opened_utc_ms  INTEGER NOT NULL                               -- … and when it was last opened
) STRICT, WITHOUT ROWID;
INSERT INTO new_draft
SELECT id, guide, iif(guide = 'look_closer', about, NULL), iif(state = 'finished', about, NULL), state, asked,
    utc_ms, offset_seconds, zone, opened_utc_ms
FROM draft;
DROP TABLE draft;
ALTER TABLE new_draft RENAME TO draft;
CREATE INDEX draft_about ON draft (about);
CREATE INDEX draft_left ON draft (left_record);
CREATE INDEX draft_state ON draft (state, opened_utc_ms);

CREATE TABLE new_reminder (
    id             TEXT PRIMARY KEY NOT NULL,
    about          TEXT REFERENCES record (id) ON DELETE CASCADE, -- the record it belongs to
    purpose        TEXT NOT NULL,
    rule           TEXT NOT NULL,                                 -- JSON
    policy         TEXT NOT NULL,                                 -- JSON: floating, or fixed to a zone
    utc_ms         INTEGER NOT NULL,                              -- when it was made
    offset_seconds INTEGER NOT NULL,
    zone           TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO new_reminder SELECT id, entry, purpose, rule, policy, utc_ms, offset_seconds, zone FROM reminder;
DROP TABLE reminder;
ALTER TABLE new_reminder RENAME TO reminder;
CREATE INDEX reminder_about ON reminder (about);

DROP TABLE entry_feeling;
DROP TABLE entry_line;
DROP TABLE entry_trap;
DROP TABLE risk_mark;
DROP TABLE if_then;
DROP TABLE entry;
