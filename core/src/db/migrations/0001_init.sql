-- Everything a person answers is kept in two layers: the answers as they were given (append-only),
-- and, once a guide is finished, the records made from them. STRICT tables; times are milliseconds
-- since 1970 UTC beside the offset and zone of that moment, so history never needs a zone database.

CREATE TABLE setting (
    key   TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    id    TEXT PRIMARY KEY NOT NULL,
    alias TEXT NOT NULL CHECK (length(alias) > 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
    id             TEXT PRIMARY KEY NOT NULL,
    guide          TEXT NOT NULL,
    about          TEXT REFERENCES entry (id) ON DELETE CASCADE, -- the record it goes on with, or left
    state          TEXT NOT NULL CHECK (state IN ('open', 'aside', 'finished')),
    asked          TEXT,                                         -- the prompt on screen
    utc_ms         INTEGER NOT NULL,                             -- when it was started …
    offset_seconds INTEGER NOT NULL,
    zone           TEXT NOT NULL,
    opened_utc_ms  INTEGER NOT NULL                              -- … and when it was last opened
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_about ON draft (about);

CREATE TABLE answer (
    draft  TEXT NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
    seq    INTEGER NOT NULL CHECK (seq >= 0),
    verb   TEXT NOT NULL CHECK (verb IN ('answer', 'skip', 'back')),
    prompt TEXT NOT NULL,
    answer TEXT,                                                 -- JSON, for verb 'answer'
    shown  TEXT,                                                 -- JSON: what was suggested or composed
    utc_ms INTEGER NOT NULL,
    PRIMARY KEY (draft, seq),
    CHECK ((verb = 'answer') = (answer IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
    id              TEXT PRIMARY KEY NOT NULL,
    utc_ms          INTEGER NOT NULL,
    offset_seconds  INTEGER NOT NULL,
    zone            TEXT NOT NULL,
    local_date      TEXT NOT NULL,
    ended           TEXT NOT NULL CHECK (ended IN ('whole', 'enough')),
    intensity       INTEGER CHECK (intensity BETWEEN 0 AND 100),
    held_line       TEXT,
    steadied        TEXT,
    event           TEXT,
    event_line      TEXT,
    thought         TEXT,
    about_me_before INTEGER CHECK (about_me_before BETWEEN 0 AND 100),
    about_me_after  INTEGER CHECK (about_me_after BETWEEN 0 AND 100),
    next_step       TEXT,
    asked_person    TEXT REFERENCES person (id) ON DELETE SET NULL,
    asked_question  TEXT,
    boundary        TEXT,
    documented      TEXT,
    belief_before   INTEGER CHECK (belief_before BETWEEN 0 AND 100),
    belief_after    INTEGER CHECK (belief_after BETWEEN 0 AND 100),
    other_trap      TEXT,
    balanced        TEXT,
    believability   INTEGER CHECK (believability BETWEEN 0 AND 100),
    rerating        TEXT CHECK (rerating IN ('given', 'skipped')),
    reopened        INTEGER NOT NULL DEFAULT 0 CHECK (reopened >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_time ON entry (utc_ms, id);
CREATE INDEX entry_date ON entry (local_date);
CREATE INDEX entry_person ON entry (asked_person);

CREATE TABLE entry_feeling (
    entry    TEXT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    feeling  TEXT NOT NULL,
    rating   INTEGER CHECK (rating BETWEEN 0 AND 100),
    PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_line (
    entry    TEXT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    text     TEXT NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('saw', 'heard', 'guessed')),
    PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_trap (
    entry    TEXT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    trap     TEXT NOT NULL,
    accepted INTEGER NOT NULL CHECK (accepted IN (0, 1)),
    PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

-- What the safety scan noticed. Kept apart so that exports and the engine can leave it out.
CREATE TABLE risk_mark (
    entry     TEXT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    prompt    TEXT NOT NULL,                                     -- in which answer
    tier      INTEGER NOT NULL CHECK (tier BETWEEN 1 AND 3),
    pattern   TEXT NOT NULL,
    dismissed INTEGER NOT NULL CHECK (dismissed IN (0, 1)),      -- "not what I meant"
    PRIMARY KEY (entry, prompt)
) STRICT, WITHOUT ROWID;

CREATE TABLE if_then (
    entry    TEXT PRIMARY KEY NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    cue      TEXT NOT NULL,
    response TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE reminder (
    id             TEXT PRIMARY KEY NOT NULL,
    entry          TEXT REFERENCES entry (id) ON DELETE CASCADE,
    purpose        TEXT NOT NULL,
    rule           TEXT NOT NULL,                                -- JSON
    policy         TEXT NOT NULL,                                -- JSON: floating, or fixed to a zone
    utc_ms         INTEGER NOT NULL,                             -- when it was made
    offset_seconds INTEGER NOT NULL,
    zone           TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX reminder_entry ON reminder (entry);

-- Keys of occurrences that have been handled: none of them ever fires again.
CREATE TABLE handled (
    key      TEXT PRIMARY KEY NOT NULL,
    reminder TEXT NOT NULL REFERENCES reminder (id) ON DELETE CASCADE,
    verb     TEXT NOT NULL CHECK (verb IN ('shown', 'done', 'skipped')),
    utc_ms   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX handled_reminder ON handled (reminder);
