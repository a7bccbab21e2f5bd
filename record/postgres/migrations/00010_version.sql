-- +goose Up

-- What became of an article: the gravest notice of its outlet, and the newest other
-- version of it.
ALTER TABLE document ADD COLUMN heading TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN notice TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN newer BIGINT NOT NULL DEFAULT 0;
CREATE INDEX document_heading ON document (heading, outlet, published) WHERE heading <> '';

-- +goose Down
DROP INDEX document_heading;
ALTER TABLE document DROP COLUMN newer;
ALTER TABLE document DROP COLUMN notice;
ALTER TABLE document DROP COLUMN heading;
