-- +goose Up

-- Whom documents name beside a name, for names that are compared by them: hashes of the
-- names, filled when they are asked for, taken out when a document that has the name comes or goes.
CREATE TABLE companion (
    name   INTEGER PRIMARY KEY,
    others BLOB NOT NULL
);

-- +goose Down
DROP TABLE companion;
