-- +goose Up

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
INSERT INTO day SELECT place, width, first_day, last_day, form, act, count(*) FROM statement
    WHERE class < 4 AND hidden = 0 GROUP BY place, width, first_day, last_day, form, act;

CREATE INDEX statement_doubt ON statement (confidence, id) WHERE class < 4 AND hidden = 0;
CREATE INDEX statement_told ON statement (outlet, place, width DESC, printed, name, class, hidden) WHERE outlet <> '';
CREATE INDEX voice_statements ON voice (statements);

-- +goose Down
DROP INDEX voice_statements;
DROP INDEX statement_told;
DROP INDEX statement_doubt;
DROP TABLE day;
