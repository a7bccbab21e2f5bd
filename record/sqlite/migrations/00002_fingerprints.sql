-- +goose Up

-- Wordings are kept once for the people of a block, quotations are found by a
-- fingerprint of their name, and what the record holds is counted as it changes.
-- The tables are made anew, for SQLite changes no constraint of a table in place.
-- What they point at is looked after by the doctor. The next migration fills the
-- indexes of fingerprints.
CREATE TABLE new_wording (
    id     INTEGER PRIMARY KEY,
    block  INTEGER NOT NULL,                  -- name.block of those who spoke them, 0 for nobody
    folded TEXT NOT NULL,
    grams  INTEGER NOT NULL                   -- how many distinct ones it has
);
CREATE TABLE new_quotation (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,                 -- quoth.Quotation.ID; found by its fingerprint
    document   INTEGER NOT NULL,
    place      INTEGER NOT NULL,              -- index in the reading
    parts      BLOB NOT NULL,                 -- spans, as varints
    wording    INTEGER NOT NULL,
    speaker    INTEGER,  -- null if unattributed
    class      INTEGER NOT NULL,              -- see record.Class
    form       TEXT NOT NULL,
    act        TEXT NOT NULL,
    basis      TEXT NOT NULL,
    said       TEXT NOT NULL,                 -- EDTF, '' if unknown
    told       TEXT NOT NULL,                 -- as printed
    outlet     TEXT NOT NULL,                 -- told, folded
    venue_kind TEXT NOT NULL,
    venue_name TEXT NOT NULL,
    confidence REAL NOT NULL,
    prose      BLOB NOT NULL,                 -- the sketch of the prose around it
    body       TEXT NOT NULL,                 -- what the columns above do not hold, JSON
    hidden     INTEGER NOT NULL DEFAULT 0,    -- by a correction: 1 itself, 2 the statement it names
    statement  INTEGER NOT NULL DEFAULT 0     -- statement.id
);
CREATE TABLE new_about (
    name      INTEGER NOT NULL,
    quotation INTEGER NOT NULL,
    PRIMARY KEY (name, quotation)
) WITHOUT ROWID;
CREATE TABLE new_statement (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    speaker    INTEGER NOT NULL,              -- name.id of the entity, 0 if unattributed
    class      INTEGER NOT NULL,
    said       TEXT NOT NULL,
    place      INTEGER NOT NULL,              -- the day it is sorted at, the last day of all if unknown
    width      INTEGER NOT NULL,              -- how many days it may be
    printed    INTEGER NOT NULL,              -- the day of the first appearance
    first_day  INTEGER NOT NULL,              -- of said, else of the first appearance
    last_day   INTEGER NOT NULL,
    fullest    INTEGER NOT NULL,
    form       TEXT NOT NULL,
    act        TEXT NOT NULL,
    basis      TEXT NOT NULL,
    told       TEXT NOT NULL,
    outlet     TEXT NOT NULL,
    venue_kind TEXT NOT NULL,
    venue_name TEXT NOT NULL,
    confidence REAL NOT NULL,
    copies     INTEGER NOT NULL,
    origins    INTEGER NOT NULL,
    hidden     INTEGER NOT NULL
);
CREATE TEMP TABLE moved AS
    SELECT row_number() OVER (ORDER BY w.id, n.block) AS id, w.id AS was, coalesce(n.block, 0) AS block
    FROM quotation q JOIN wording w ON w.id = q.wording LEFT JOIN name n ON n.id = q.speaker GROUP BY w.id, coalesce(n.block, 0);
CREATE INDEX temp.moved_was ON moved (was, block);
INSERT INTO new_wording (id, block, folded, grams) SELECT m.id, m.block, w.folded, w.grams FROM moved m JOIN wording w ON w.id = m.was;
INSERT INTO new_quotation (id, name, document, place, parts, wording, speaker, class, form, act, basis, said, told, outlet, venue_kind, venue_name, confidence, prose, body, hidden, statement)
    SELECT q.id, q.name, q.document, q.place, q.parts, m.id, q.speaker, q.class, q.form, q.act, q.basis, q.said, q.told, q.outlet, q.venue_kind, q.venue_name, q.confidence, q.prose, q.body, q.hidden, q.statement
    FROM quotation q LEFT JOIN name n ON n.id = q.speaker JOIN moved m ON m.was = q.wording AND m.block = coalesce(n.block, 0);
INSERT INTO new_about SELECT * FROM about;
INSERT INTO new_statement (id, name, speaker, class, said, place, width, printed, first_day, last_day, fullest, form, act, basis, told, outlet, venue_kind, venue_name, confidence, copies, origins, hidden) SELECT id, name, speaker, class, said, place, width, printed, first_day, last_day, fullest, form, act, basis, told, outlet, venue_kind, venue_name, confidence, copies, origins, hidden FROM statement;
DROP TABLE temp.moved;
DROP TABLE about;
DROP TABLE statement;
DROP TABLE quotation;
DROP TABLE wording;
ALTER TABLE new_wording RENAME TO wording;
ALTER TABLE new_quotation RENAME TO quotation;
ALTER TABLE new_about RENAME TO about;
ALTER TABLE new_statement RENAME TO statement;
CREATE INDEX quotation_document ON quotation (document);
CREATE INDEX quotation_wording ON quotation (wording);
CREATE INDEX quotation_speaker ON quotation (speaker);
CREATE INDEX quotation_statement ON quotation (statement);
CREATE INDEX about_quotation ON about (quotation);
CREATE INDEX statement_speaker ON statement (speaker, place, width DESC, printed, name, class, hidden);
CREATE INDEX statement_order ON statement (place, width DESC, printed, name, class, hidden);
INSERT INTO words (words) VALUES ('delete-all');
INSERT INTO words (rowid, folded) SELECT id, folded FROM wording;

CREATE TABLE fingerprint (
    page INTEGER PRIMARY KEY,
    body BLOB NOT NULL
);
CREATE TABLE holding (
    sort  INTEGER NOT NULL,
    key   TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (sort, key)
) WITHOUT ROWID;
CREATE TABLE voice (
    entity     INTEGER PRIMARY KEY,           -- name.id
    statements INTEGER NOT NULL
);
INSERT INTO holding SELECT 1, '', count(*) FROM document;
INSERT INTO holding SELECT 2, '', count(*) FROM document WHERE unread <> '';
INSERT INTO holding SELECT 3, publisher, count(*) FROM document GROUP BY publisher;
INSERT INTO holding SELECT 4, published, count(*) FROM document GROUP BY published;
INSERT INTO holding SELECT 5, '', count(*) FROM statement WHERE class < 4 AND hidden = 0;
INSERT INTO holding SELECT 6, '', count(*) FROM name WHERE kind = 'person' AND entity = id;
INSERT INTO voice SELECT speaker, count(*) FROM statement WHERE class < 4 AND hidden = 0 GROUP BY speaker;

-- +goose Down

-- The migration after this one has left the hashes of wordings in wording_hash.
DROP TABLE voice;
DROP TABLE holding;
DROP TABLE fingerprint;
ALTER TABLE wording RENAME TO old_wording;
ALTER TABLE quotation RENAME TO old_quotation;
ALTER TABLE about RENAME TO old_about;
ALTER TABLE statement RENAME TO old_statement;
CREATE TABLE wording (
    id     INTEGER PRIMARY KEY,
    hash   INTEGER NOT NULL UNIQUE,           -- 64 bits of the folded words
    folded TEXT NOT NULL,
    grams  INTEGER NOT NULL                   -- how many distinct ones it has
);
CREATE TABLE quotation (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,          -- quoth.Quotation.ID
    document   INTEGER NOT NULL REFERENCES document (id),
    place      INTEGER NOT NULL,              -- index in the reading
    parts      BLOB NOT NULL,                 -- spans, as varints
    wording    INTEGER NOT NULL REFERENCES wording (id),
    speaker    INTEGER REFERENCES name (id),  -- null if unattributed
    class      INTEGER NOT NULL,              -- see record.Class
    form       TEXT NOT NULL,
    act        TEXT NOT NULL,
    basis      TEXT NOT NULL,
    said       TEXT NOT NULL,                 -- EDTF, '' if unknown
    told       TEXT NOT NULL,                 -- as printed
    outlet     TEXT NOT NULL,                 -- told, folded
    venue_kind TEXT NOT NULL,
    venue_name TEXT NOT NULL,
    confidence REAL NOT NULL,
    prose      BLOB NOT NULL,                 -- the sketch of the prose around it
    body       TEXT NOT NULL,                 -- what the columns above do not hold, JSON
    hidden     INTEGER NOT NULL DEFAULT 0,    -- by a correction: 1 itself, 2 the statement it names
    statement  INTEGER NOT NULL DEFAULT 0     -- statement.id
);
CREATE TABLE about (
    name      INTEGER NOT NULL REFERENCES name (id),
    quotation INTEGER NOT NULL REFERENCES quotation (id),
    PRIMARY KEY (name, quotation)
) WITHOUT ROWID;
CREATE TABLE statement (
    id         INTEGER PRIMARY KEY REFERENCES quotation (id) DEFERRABLE INITIALLY DEFERRED,
    name       TEXT NOT NULL,
    speaker    INTEGER NOT NULL,              -- name.id of the entity, 0 if unattributed
    class      INTEGER NOT NULL,
    said       TEXT NOT NULL,
    place      INTEGER NOT NULL,              -- the day it is sorted at, the last day of all if unknown
    width      INTEGER NOT NULL,              -- how many days it may be
    printed    INTEGER NOT NULL,              -- the day of the first appearance
    first_day  INTEGER NOT NULL,              -- of said, else of the first appearance
    last_day   INTEGER NOT NULL,
    fullest    INTEGER NOT NULL REFERENCES quotation (id) DEFERRABLE INITIALLY DEFERRED,
    form       TEXT NOT NULL,
    act        TEXT NOT NULL,
    basis      TEXT NOT NULL,
    told       TEXT NOT NULL,
    outlet     TEXT NOT NULL,
    venue_kind TEXT NOT NULL,
    venue_name TEXT NOT NULL,
    confidence REAL NOT NULL,
    copies     INTEGER NOT NULL,
    origins    INTEGER NOT NULL,
    hidden     INTEGER NOT NULL
);
CREATE TEMP TABLE moved AS SELECT id AS was, min(id) OVER (PARTITION BY folded) AS id FROM old_wording;
CREATE UNIQUE INDEX temp.moved_was ON moved (was);
INSERT INTO wording (id, hash, folded, grams) SELECT w.id, h.hash, w.folded, w.grams FROM old_wording w JOIN moved m ON m.was = w.id JOIN wording_hash h ON h.wording = w.id WHERE m.id = w.id;
INSERT INTO quotation (id, name, document, place, parts, wording, speaker, class, form, act, basis, said, told, outlet, venue_kind, venue_name, confidence, prose, body, hidden, statement)
    SELECT q.id, q.name, q.document, q.place, q.parts, m.id, q.speaker, q.class, q.form, q.act, q.basis, q.said, q.told, q.outlet, q.venue_kind, q.venue_name, q.confidence, q.prose, q.body, q.hidden, q.statement
    FROM old_quotation q JOIN moved m ON m.was = q.wording;
INSERT INTO about SELECT * FROM old_about;
INSERT INTO statement (id, name, speaker, class, said, place, width, printed, first_day, last_day, fullest, form, act, basis, told, outlet, venue_kind, venue_name, confidence, copies, origins, hidden) SELECT id, name, speaker, class, said, place, width, printed, first_day, last_day, fullest, form, act, basis, told, outlet, venue_kind, venue_name, confidence, copies, origins, hidden FROM old_statement;
DROP TABLE temp.moved;
DROP TABLE wording_hash;
DROP TABLE old_statement;
DROP TABLE old_about;
DROP TABLE old_quotation;
DROP TABLE old_wording;
CREATE INDEX quotation_document ON quotation (document);
CREATE INDEX quotation_wording ON quotation (wording);
CREATE INDEX quotation_speaker ON quotation (speaker);
CREATE INDEX quotation_statement ON quotation (statement);
CREATE INDEX about_quotation ON about (quotation);
CREATE INDEX statement_speaker ON statement (speaker, place, width DESC, printed, name);
CREATE INDEX statement_order ON statement (place, width DESC, printed, name);
INSERT INTO words (words) VALUES ('delete-all');
INSERT INTO words (rowid, folded) SELECT id, folded FROM wording;
