-- +goose Up

-- Who may use a server over this record. Only hashes of the secrets are kept.
CREATE TABLE token (
    name    TEXT COLLATE "C" NOT NULL PRIMARY KEY,   -- record.Token.ID
    parent  TEXT COLLATE "C" NOT NULL,               -- of a session: the token that began it, else ''
    bearer  TEXT COLLATE "C" NOT NULL,               -- record.Token.Name
    scope   TEXT COLLATE "C" NOT NULL,
    hash    TEXT COLLATE "C" NOT NULL UNIQUE,        -- of the secret
    created TEXT COLLATE "C" NOT NULL,               -- RFC 3339
    expires TEXT COLLATE "C" NOT NULL,               -- RFC 3339, '' for never
    revoked TEXT COLLATE "C" NOT NULL                -- RFC 3339, '' while it stands
);

-- +goose Down
DROP TABLE token;
