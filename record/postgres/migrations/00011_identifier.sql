-- +goose Up

-- Identifiers of people and organisations that a desk imported, for candidates and
-- never for a forced choice.
CREATE TABLE identifier (
    wikidata    TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name        TEXT COLLATE "C" NOT NULL,
    aliases     TEXT COLLATE "C" NOT NULL,                -- a JSON array
    description TEXT COLLATE "C" NOT NULL
);

-- The last words of their names and aliases, folded.
CREATE TABLE identifier_word (
    word     TEXT COLLATE "C" NOT NULL,
    wikidata TEXT COLLATE "C" NOT NULL REFERENCES identifier (wikidata),
    PRIMARY KEY (word, wikidata)
);

-- +goose Down
DROP TABLE identifier_word;
DROP TABLE identifier;
