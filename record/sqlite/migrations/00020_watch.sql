-- +goose Up

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

-- +goose Down
DROP TABLE capture;
DROP TABLE visit;
DROP TABLE notice;
DROP TABLE watch;
