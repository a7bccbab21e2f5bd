-- +goose Up

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

-- +goose Down
DROP TABLE identifier_word;
DROP TABLE identifier;
