-- +goose Up

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

-- +goose Down
DROP TABLE token;
