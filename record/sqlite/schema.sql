-- The tables of a record in SQLite, as all migrations together make them. This file
-- is for reading; the program runs migrations/, and a test compares the two.

-- A document's head; its text and layout stand in document_text, so that heads
-- can be listed without reading texts.
CREATE TABLE document (
    id        INTEGER PRIMARY KEY,
    name      TEXT NOT NULL UNIQUE,           -- quoth.Document.ID
    path      TEXT NOT NULL,
    url       TEXT NOT NULL,
    source    TEXT NOT NULL,                  -- the identifier the input gave
    title     TEXT NOT NULL,
    publisher TEXT NOT NULL,
    outlet    TEXT NOT NULL,                  -- the publisher, folded
    credit    TEXT NOT NULL,                  -- the agency credited, folded
    authors   TEXT NOT NULL,                  -- a JSON array
    published TEXT NOT NULL,                  -- EDTF, '' if unknown
    updated   TEXT NOT NULL,
    language  TEXT NOT NULL,
    prose     BLOB NOT NULL,                  -- the sketch of its reporter's prose, four bytes a hash
    hidden    INTEGER NOT NULL DEFAULT 0,     -- by a correction
    unread    TEXT NOT NULL,                  -- why the active reading read nothing, '' if it read
    heading   TEXT NOT NULL DEFAULT '',       -- the title as versions of one article share it, see record.Heading
    notice    TEXT NOT NULL DEFAULT '',       -- the gravest notice of the outlet: correction, clarification, withdrawal
    newer     INTEGER NOT NULL DEFAULT 0      -- document.id of the newest other version that is later, 0 if none
);
CREATE INDEX document_outlet ON document (outlet);
CREATE INDEX document_url ON document (url) WHERE url <> '';
CREATE INDEX document_heading ON document (heading, outlet, published) WHERE heading <> '';

CREATE TABLE document_text (
    document INTEGER PRIMARY KEY REFERENCES document (id),
    text     TEXT NOT NULL,
    layout   BLOB   NOT NULL                  -- segments and metadata as the reader gave them, JSON, zstd
);

-- Every reading ever made; the active one is what quotation and figure hold.
CREATE TABLE reading (
    id       INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document (id),
    rules    TEXT NOT NULL,                   -- the versions that made it, joined by spaces
    active   INTEGER NOT NULL,
    body     BLOB NOT NULL                    -- the reading as JSON, zstd
);
CREATE UNIQUE INDEX reading_rules ON reading (document, rules);

-- A name as the record knows it, and the name in full that stands for its bearer:
-- an entity is the set of names with the same entity, and has that name's ident.
-- canon is what the rules say, entity what the corrections make of it.
CREATE TABLE name (
    id     INTEGER PRIMARY KEY,
    key    TEXT NOT NULL UNIQUE,
    ident  TEXT NOT NULL UNIQUE,              -- the entity's identifier where this name is its canonical one
    kind   TEXT NOT NULL,
    words  TEXT NOT NULL,                     -- folded
    block  INTEGER NOT NULL,
    canon  INTEGER NOT NULL,                  -- name.id of the canonical name
    entity INTEGER NOT NULL,                  -- name.id of the canonical name
    hidden INTEGER NOT NULL DEFAULT 0         -- by a correction
);
CREATE INDEX name_block ON name (block);
CREATE INDEX name_entity ON name (entity);
CREATE INDEX name_canon ON name (canon);
CREATE INDEX name_hidden ON name (hidden) WHERE hidden <> 0;

-- Whom documents name beside a name, for names that are compared by them: hashes of the
-- names, filled when they are asked for, taken out when a document that has the name comes or goes.
CREATE TABLE companion (
    name   INTEGER PRIMARY KEY,
    others BLOB NOT NULL
);

-- How names, aliases and roles are printed, and in how many documents.
CREATE TABLE printed (
    name  INTEGER NOT NULL REFERENCES name (id),
    sort  INTEGER NOT NULL,                   -- 0 the name itself, 1 an alias, 2 a role
    text  TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (name, sort, text)
) WITHOUT ROWID;

-- The words people may be asked for by: of names and aliases.
CREATE TABLE name_word (
    word TEXT NOT NULL,
    name INTEGER NOT NULL REFERENCES name (id),
    PRIMARY KEY (word, name)
) WITHOUT ROWID;

-- The accounts that documents tie to names.
CREATE TABLE account (
    handle INTEGER NOT NULL REFERENCES name (id),
    name   INTEGER NOT NULL REFERENCES name (id),
    count  INTEGER NOT NULL,
    PRIMARY KEY (handle, name)
) WITHOUT ROWID;
CREATE INDEX account_name ON account (name);

-- The entities of active readings, by their place in the reading.
CREATE TABLE figure (
    document INTEGER NOT NULL REFERENCES document (id),
    place    INTEGER NOT NULL,
    name     INTEGER NOT NULL REFERENCES name (id),
    PRIMARY KEY (document, place)
) WITHOUT ROWID;
CREATE INDEX figure_name ON figure (name);

-- Folded words of quotations, each once for the people of a block. words is the
-- full-text index over them.
CREATE TABLE wording (
    id     INTEGER PRIMARY KEY,
    block  INTEGER NOT NULL,                  -- name.block of those who spoke them, 0 for nobody
    folded TEXT NOT NULL,
    grams  INTEGER NOT NULL                   -- how many distinct ones it has
);
CREATE VIRTUAL TABLE words USING fts5 (folded, content = '', columnsize = 0, detail = none, tokenize = 'unicode61 remove_diacritics 0');

-- The pages of the indexes of fingerprints, see package postings: wordings by what
-- somebody of a block said, wordings by what anybody said, quotations by name.
CREATE TABLE fingerprint (
    page INTEGER PRIMARY KEY,
    body BLOB NOT NULL
);

-- The quotations of active readings. speaker and said are as corrected by hand;
-- the reading keeps what the rules found.
CREATE TABLE quotation (
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
CREATE INDEX quotation_document ON quotation (document);
CREATE INDEX quotation_wording ON quotation (wording);
CREATE INDEX quotation_speaker ON quotation (speaker);
CREATE INDEX quotation_statement ON quotation (statement);

CREATE TABLE about (
    name      INTEGER NOT NULL,
    quotation INTEGER NOT NULL,
    PRIMARY KEY (name, quotation)
) WITHOUT ROWID;
CREATE INDEX about_quotation ON about (quotation);

-- Statements as they came out of grouping. id is that of the quotation that names it.
CREATE TABLE statement (
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
CREATE INDEX statement_speaker ON statement (speaker, place, width DESC, printed, name, class, hidden, form, act);
CREATE INDEX statement_order ON statement (place, width DESC, printed, name, class, hidden);
CREATE INDEX statement_doubt ON statement (confidence, id) WHERE class < 4 AND hidden = 0;
CREATE INDEX statement_told ON statement (outlet, place, width DESC, printed, name, class, hidden) WHERE outlet <> '';

-- What the record holds, counted as it changes. sort says what of: see tables.counted.
CREATE TABLE holding (
    sort  INTEGER NOT NULL,
    key   TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (sort, key)
) WITHOUT ROWID;

-- How many statements stand at a place in the order of time, attitudes and what is
-- hidden not counted: so that what was said in a stretch of time need not be gone through.
CREATE TABLE day (
    place      INTEGER NOT NULL,              -- the first six as in statement
    width      INTEGER NOT NULL,
    first_day  INTEGER NOT NULL,
    last_day   INTEGER NOT NULL,
    form       TEXT NOT NULL,
    act        TEXT NOT NULL,
    statements INTEGER NOT NULL,
    PRIMARY KEY (place, width, first_day, last_day, form, act)
) WITHOUT ROWID;

-- How many statements an entity made, attitudes and what is hidden not counted.
CREATE TABLE voice (
    entity     INTEGER PRIMARY KEY,           -- name.id
    statements INTEGER NOT NULL
);
CREATE INDEX voice_statements ON voice (statements);

CREATE TABLE failure (
    path   TEXT PRIMARY KEY,
    reason TEXT NOT NULL
) WITHOUT ROWID;

-- What people corrected: never written over what was read, but for erase.
CREATE TABLE correction (
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL UNIQUE,
    kind          TEXT NOT NULL,
    target        TEXT NOT NULL,
    value         TEXT NOT NULL,
    who           TEXT NOT NULL,
    why           TEXT NOT NULL,
    at            TEXT NOT NULL,              -- RFC 3339
    withdrawn_who TEXT NOT NULL DEFAULT '',
    withdrawn_why TEXT NOT NULL DEFAULT '',
    withdrawn_at  TEXT NOT NULL DEFAULT ''    -- '' while it stands
);

-- The passages of documents that a correction is about, so that it finds them
-- again when the document is read again.
CREATE TABLE correction_place (
    document   INTEGER NOT NULL REFERENCES document (id),
    correction INTEGER NOT NULL REFERENCES correction (id),
    start      INTEGER NOT NULL,
    stop       INTEGER NOT NULL,
    quotation  TEXT NOT NULL,                 -- quotation.name as it was, '' for a whole document
    name_key   TEXT NOT NULL,                 -- name.key that a split parts off, else ''
    PRIMARY KEY (document, correction, start, stop, name_key)
) WITHOUT ROWID;
CREATE INDEX correction_place_quotation ON correction_place (quotation);

-- Who may use a server over this record. Only hashes of the secrets are kept.
CREATE TABLE token (
    name    TEXT NOT NULL PRIMARY KEY,   -- record.Token.ID
    parent  TEXT NOT NULL,               -- of a session: the token that began it, else ''
    bearer  TEXT NOT NULL,               -- record.Token.Name
    scope   TEXT NOT NULL,
    hash    TEXT NOT NULL UNIQUE,        -- of the secret
    created TEXT NOT NULL,               -- RFC 3339
    expires TEXT NOT NULL,               -- RFC 3339, '' for never
    revoked TEXT NOT NULL                -- RFC 3339, '' while it stands
) WITHOUT ROWID;

-- A question that is asked again and again, of what came after it was first asked.
CREATE TABLE watch (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,            -- record.Watch.ID
    title    TEXT NOT NULL,
    query    TEXT NOT NULL,                   -- record.WatchQuery, JSON
    feeds    TEXT NOT NULL,                   -- a JSON array of addresses
    made     INTEGER NOT NULL,                -- seconds since 1970
    since    INTEGER NOT NULL                 -- the last document.id when it was made
);

-- A statement found new to a watch: one notice a statement. The passage is that of
-- the quotation the statement was named by, so that it is known again after the
-- document has been read by newer rules.
CREATE TABLE notice (
    id        INTEGER PRIMARY KEY,
    name      TEXT NOT NULL UNIQUE,           -- record.Notice.ID
    watch     INTEGER NOT NULL REFERENCES watch (id),
    document  INTEGER NOT NULL REFERENCES document (id),
    start     INTEGER NOT NULL,
    stop      INTEGER NOT NULL,
    quotation TEXT NOT NULL,                  -- quotation.name as it was
    at        INTEGER NOT NULL,               -- seconds since 1970
    delivered INTEGER NOT NULL                -- likewise, 0 if it still waits
);
CREATE INDEX notice_watch ON notice (watch, quotation);
CREATE INDEX notice_document ON notice (document);
CREATE INDEX notice_waiting ON notice (watch, id) WHERE delivered = 0;

-- An address of the network: how it was found, what came of asking for it, and
-- when to ask again. Times are seconds since 1970, 0 for never.
CREATE TABLE visit (
    url       TEXT PRIMARY KEY,
    root      TEXT NOT NULL,                  -- the address the search for it began at
    kind      TEXT NOT NULL,                  -- page, feed, sitemap, '' while unknown
    depth     INTEGER NOT NULL,               -- steps from the root
    found     INTEGER NOT NULL,
    fetched   INTEGER NOT NULL,
    due       INTEGER NOT NULL,
    status    INTEGER NOT NULL,               -- of HTTP
    final     TEXT NOT NULL,                  -- the address after redirects
    etag      TEXT NOT NULL,
    modified  TEXT NOT NULL,                  -- Last-Modified as it stood
    digest    TEXT NOT NULL,                  -- of the words that were read
    document  TEXT NOT NULL,                  -- document.name of the newest version
    failures  INTEGER NOT NULL,               -- in a row
    reason    TEXT NOT NULL,                  -- of the last failure
    published TEXT NOT NULL,                  -- as the feed or sitemap said
    updated   TEXT NOT NULL                   -- likewise
) WITHOUT ROWID;
CREATE INDEX visit_due ON visit (root, due) WHERE due <> 0;

-- How a document came over the network, and what was said of its use at that moment.
CREATE TABLE capture (
    document INTEGER PRIMARY KEY REFERENCES document (id),
    url      TEXT NOT NULL,                   -- as asked for
    final    TEXT NOT NULL,                   -- as answered
    at       INTEGER NOT NULL,                -- seconds since 1970
    status   INTEGER NOT NULL,
    etag     TEXT NOT NULL,
    modified TEXT NOT NULL,
    previous TEXT NOT NULL,                   -- document.name of the version before, '' for none
    signals  TEXT NOT NULL                    -- record.Signals, JSON
);

-- Identifiers of people and organisations that a desk imported, for candidates and
-- never for a forced choice.
CREATE TABLE identifier (
    wikidata    TEXT NOT NULL PRIMARY KEY,
    name        TEXT NOT NULL,
    aliases     TEXT NOT NULL,                -- a JSON array
    description TEXT NOT NULL
) WITHOUT ROWID;

-- The last words of their names and aliases, folded.
CREATE TABLE identifier_word (
    word     TEXT NOT NULL,
    wikidata TEXT NOT NULL REFERENCES identifier (wikidata),
    PRIMARY KEY (word, wikidata)
) WITHOUT ROWID;
