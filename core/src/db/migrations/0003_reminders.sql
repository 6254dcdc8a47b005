-- Reminders that can rest, end, and be put off; and a log of what became of each occurrence.

ALTER TABLE reminder ADD COLUMN ends TEXT;                            -- last local date, inclusive
ALTER TABLE reminder ADD COLUMN rests_until TEXT;                     -- local date on which it goes on

-- A rule is either a moment on the wall clock or a stretch of time from when it was made.
UPDATE reminder SET rule = json_object('kind', 'wall', 'when', json(rule));

-- Keys of occurrences that have been handled: none of them ever fires again.
CREATE TABLE new_handled (
    key      TEXT PRIMARY KEY NOT NULL,
    reminder TEXT NOT NULL REFERENCES reminder (id) ON DELETE CASCADE,
    verb     TEXT NOT NULL CHECK (verb IN ('shown', 'done', 'skipped', 'later')),
    utc_ms   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO new_handled SELECT key, reminder, verb, utc_ms FROM handled;
DROP TABLE handled;
ALTER TABLE new_handled RENAME TO handled;
CREATE INDEX handled_reminder ON handled (reminder);

-- Occurrences that were put off. Each has a key of its own, so that it, too, comes once.
CREATE TABLE snooze (
    key         TEXT PRIMARY KEY NOT NULL,
    reminder    TEXT NOT NULL REFERENCES reminder (id) ON DELETE CASCADE,
    fire_utc_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX snooze_reminder ON snooze (reminder);

-- What was handed to the phone, and what came of it; kept for 30 days, ids and times only.
CREATE TABLE delivery (
    key            TEXT PRIMARY KEY NOT NULL,
    reminder       TEXT NOT NULL REFERENCES reminder (id) ON DELETE CASCADE,
    fire_utc_ms    INTEGER NOT NULL,                                  -- when it should come
    armed_utc_ms   INTEGER NOT NULL,                                  -- when the phone was last told
    shown_utc_ms   INTEGER,
    handled        TEXT CHECK (handled IN ('done', 'skipped', 'later')),
    handled_utc_ms INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_fire ON delivery (fire_utc_ms);
CREATE INDEX delivery_reminder ON delivery (reminder);
