-- A journal of schema version 1. See README.md.
PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;
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
INSERT INTO "answer" VALUES('01a20975-1dc0-7172-be70-8e59fcc5208c',0,'answer','feeling','{"kind":"labels","labels":[{"id":"rejected","rating":null},{"id":"embarrassed","rating":null}]}',NULL,1795455000000);
INSERT INTO "answer" VALUES('01a20975-1dc0-7172-be70-8e59fcc5208c',1,'answer','intensity','{"kind":"rating","value":50}',NULL,1795455000000);
INSERT INTO "answer" VALUES('01a20975-1dc0-7172-be70-8e59fcc5208c',2,'answer','event','{"kind":"chosen","ids":["no_answer"],"note":"She did not reply after our date on Saturday"}',NULL,1795455000000);
INSERT INTO "answer" VALUES('01a20975-1dc0-7172-be70-8e59fcc5208c',3,'answer','thought','{"kind":"text","words":"She must think I''m boring, and I''ll never find someone","rating":null}',NULL,1795455000000);
INSERT INTO "answer" VALUES('01a20975-1dc0-7172-be70-8e59fcc5208c',4,'answer','about_me','{"kind":"rating","value":75}',NULL,1795455000000);
INSERT INTO "answer" VALUES('01a20975-1dc0-7172-be70-8e59fcc5208c',5,'answer','now','{"kind":"chosen","ids":["look_closer"],"note":null}',NULL,1795455000000);
INSERT INTO "answer" VALUES('01a20975-1dc0-7172-be70-8e59fcc5208c',6,'answer','facts','{"kind":"sorted","lines":[{"text":"She did not reply after our date on Saturday","kind":"saw"},{"text":"She must think I''m boring","kind":"guessed"},{"text":"I''ll never find someone","kind":"guessed"}]}','[{"text":"She did not reply after our date on Saturday","guess":"saw"},{"text":"She must think I''m boring","guess":"guessed"},{"text":"I''ll never find someone","guess":"guessed"}]',1795455000000);
INSERT INTO "answer" VALUES('01a20975-1dc0-7172-be70-8e59fcc5208c',7,'answer','belief','{"kind":"rating","value":75}',NULL,1795455000000);
INSERT INTO "answer" VALUES('01a20975-1dc0-7172-be70-8e59fcc5208c',8,'answer','traps','{"kind":"judged","verdicts":[{"id":"fortune_telling","accepted":false},{"id":"mind_reading","accepted":true}],"other":null}','[{"id":"fortune_telling","label":"predicting the future","question":"Could this sentence take a guess about the future for settled?","why":"It says how the future will be.","pieces":[{"text":"She must think I''m boring, and ","marked":false},{"text":"I''ll never","marked":true},{"text":" find someone","marked":false}]},{"id":"mind_reading","label":"mind reading","question":"Could this sentence be guessing what someone thinks?","why":"It says what is in someone''s mind.","pieces":[{"text":"She must think I''m","marked":true},{"text":" boring, and I''ll never find someone","marked":false}]}]',1795455000000);
INSERT INTO "answer" VALUES('01a20975-1dc0-7172-be70-8e59fcc5208c',9,'answer','balanced','{"kind":"composed","words":"She has not replied since Saturday. I do not know why yet, and one date is one date.","rating":60}','[{"text":"She did not reply after our date on Saturday. I notice the thought: \"She must think I''m boring, and I''ll never find someone\". There may be things going on at their end that I cannot see.","parts":[{"text":"She did not reply after our date on Saturday.","source":"event"},{"text":"I notice the thought: \"She must think I''m boring, and I''ll never find someone\".","source":"thought"},{"text":"There may be things going on at their end that I cannot see.","source":"no_answer.busy"}]},{"text":"I have not had an answer. \"She must think I''m boring, and I''ll never find someone\" is one way to read it. People answer at very different speeds, and it may be about time more than about me.","parts":[{"text":"I have not had an answer.","source":"event.no_answer"},{"text":"\"She must think I''m boring, and I''ll never find someone\" is one way to read it.","source":"thought"},{"text":"People answer at very different speeds, and it may be about time more than about me.","source":"no_answer.time"}]}]',1795455000000);
INSERT INTO "answer" VALUES('01a20975-1dc0-7172-be70-8e59fcc5208c',10,'answer','belief_again','{"kind":"rating","value":50}',NULL,1795455000000);
INSERT INTO "answer" VALUES('01a20975-1dc0-7172-be70-8e59fcc5208c',11,'answer','about_me_again','{"kind":"rating","value":25}',NULL,1795455000000);
INSERT INTO "answer" VALUES('01a20975-1dc0-7172-be70-8e59fcc5208c',12,'answer','cue','{"kind":"text","words":"If I catch myself checking my phone at work","rating":null}',NULL,1795455000000);
INSERT INTO "answer" VALUES('01a20975-1dc0-7172-be70-8e59fcc5208c',13,'answer','response','{"kind":"text","words":"I will put it in the drawer until lunch","rating":null}',NULL,1795455000000);
INSERT INTO "answer" VALUES('01a20975-1dc0-7172-be70-8e59fcc5208c',14,'answer','when','{"kind":"when","when":{"first":{"date":"2026-11-24","minute":540},"repeat":{"kind":"once"}}}',NULL,1795455000000);
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
INSERT INTO "draft" VALUES('01a20975-1dc0-7172-be70-8e59fcc5208c','check_in','01a20975-1dc0-7361-a167-58e1e1b791fd','finished',NULL,1795455000000,3600,'Europe/Berlin',1795455000000);
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
INSERT INTO "entry" VALUES('01a20975-1dc0-7361-a167-58e1e1b791fd',1795455000000,3600,'Europe/Berlin','2026-11-23','whole',50,NULL,NULL,'no_answer','She did not reply after our date on Saturday','She must think I''m boring, and I''ll never find someone',75,25,'look_closer',NULL,NULL,NULL,NULL,75,50,NULL,'She has not replied since Saturday. I do not know why yet, and one date is one date.',60,'given',0);
CREATE TABLE entry_feeling (
    entry    TEXT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    feeling  TEXT NOT NULL,
    rating   INTEGER CHECK (rating BETWEEN 0 AND 100),
    PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "entry_feeling" VALUES('01a20975-1dc0-7361-a167-58e1e1b791fd',0,'rejected',NULL);
INSERT INTO "entry_feeling" VALUES('01a20975-1dc0-7361-a167-58e1e1b791fd',1,'embarrassed',NULL);
CREATE TABLE entry_line (
    entry    TEXT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    text     TEXT NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('saw', 'heard', 'guessed')),
    PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "entry_line" VALUES('01a20975-1dc0-7361-a167-58e1e1b791fd',0,'She did not reply after our date on Saturday','saw');
INSERT INTO "entry_line" VALUES('01a20975-1dc0-7361-a167-58e1e1b791fd',1,'She must think I''m boring','guessed');
INSERT INTO "entry_line" VALUES('01a20975-1dc0-7361-a167-58e1e1b791fd',2,'I''ll never find someone','guessed');
CREATE TABLE entry_trap (
    entry    TEXT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    trap     TEXT NOT NULL,
    accepted INTEGER NOT NULL CHECK (accepted IN (0, 1)),
    PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "entry_trap" VALUES('01a20975-1dc0-7361-a167-58e1e1b791fd',0,'fortune_telling',0);
INSERT INTO "entry_trap" VALUES('01a20975-1dc0-7361-a167-58e1e1b791fd',1,'mind_reading',1);
CREATE TABLE handled (
    key      TEXT PRIMARY KEY NOT NULL,
    reminder TEXT NOT NULL REFERENCES reminder (id) ON DELETE CASCADE,
    verb     TEXT NOT NULL CHECK (verb IN ('shown', 'done', 'skipped')),
    utc_ms   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "handled" VALUES('01a20975-1dc0-7cbd-8bf9-08acd11d09e5/2026-11-24','01a20975-1dc0-7cbd-8bf9-08acd11d09e5','done',1795509000000);
CREATE TABLE if_then (
    entry    TEXT PRIMARY KEY NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    cue      TEXT NOT NULL,
    response TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "if_then" VALUES('01a20975-1dc0-7361-a167-58e1e1b791fd','If I catch myself checking my phone at work','I will put it in the drawer until lunch');
CREATE TABLE person (
    id    TEXT PRIMARY KEY NOT NULL,
    alias TEXT NOT NULL CHECK (length(alias) > 0)
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
INSERT INTO "reminder" VALUES('01a20975-1dc0-7cbd-8bf9-08acd11d09e5','01a20975-1dc0-7361-a167-58e1e1b791fd','"small_step"','{"first":{"date":"2026-11-24","minute":540},"repeat":{"kind":"once"}}','{"kind":"floating"}',1795455000000,3600,'Europe/Berlin');
CREATE TABLE risk_mark (
    entry     TEXT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    prompt    TEXT NOT NULL,                                     -- in which answer
    tier      INTEGER NOT NULL CHECK (tier BETWEEN 1 AND 3),
    pattern   TEXT NOT NULL,
    dismissed INTEGER NOT NULL CHECK (dismissed IN (0, 1)),      -- "not what I meant"
    PRIMARY KEY (entry, prompt)
) STRICT, WITHOUT ROWID;
CREATE TABLE setting (
    key   TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_about ON draft (about);
CREATE INDEX entry_time ON entry (utc_ms, id);
CREATE INDEX entry_date ON entry (local_date);
CREATE INDEX entry_person ON entry (asked_person);
CREATE INDEX reminder_entry ON reminder (entry);
CREATE INDEX handled_reminder ON handled (reminder);
COMMIT;
PRAGMA user_version = 1;
