-- +goose Up

-- Wordings are kept once for the people of a block, quotations are found by a
-- fingerprint of their name, and what the record holds is counted as it changes.
-- What rows point at is looked after by the doctor. The next migration fills the
-- indexes of fingerprints.
ALTER TABLE statement DROP CONSTRAINT statement_id_fkey, DROP CONSTRAINT statement_fullest_fkey;
ALTER TABLE about DROP CONSTRAINT about_name_fkey, DROP CONSTRAINT about_quotation_fkey;
ALTER TABLE quotation DROP CONSTRAINT quotation_name_key, DROP CONSTRAINT quotation_document_fkey,
    DROP CONSTRAINT quotation_wording_fkey, DROP CONSTRAINT quotation_speaker_fkey;
ALTER TABLE wording DROP COLUMN hash, ADD COLUMN block BIGINT NOT NULL DEFAULT 0;
ALTER TABLE wording ALTER COLUMN block DROP DEFAULT;
CREATE TEMP TABLE voiced AS
    SELECT q.wording AS was, coalesce(n.block, 0) AS block, row_number() OVER (PARTITION BY q.wording ORDER BY coalesce(n.block, 0)) AS place
    FROM quotation q LEFT JOIN name n ON n.id = q.speaker GROUP BY q.wording, coalesce(n.block, 0);
CREATE TEMP TABLE moved AS
    SELECT was, block, CASE WHEN place = 1 THEN was ELSE (SELECT max(id) FROM wording) + row_number() OVER (ORDER BY place, was, block) END AS id FROM voiced;
INSERT INTO wording (id, block, folded, grams) SELECT m.id, m.block, w.folded, w.grams FROM moved m JOIN wording w ON w.id = m.was WHERE m.id <> m.was;
UPDATE wording w SET block = m.block FROM moved m WHERE m.id = w.id;
UPDATE quotation q SET wording = m.id FROM moved m
    WHERE m.was = q.wording AND m.id <> m.was AND m.block = coalesce((SELECT n.block FROM name n WHERE n.id = q.speaker), 0);
DROP TABLE moved, voiced;
DROP INDEX statement_speaker, statement_order;
CREATE INDEX statement_speaker ON statement (speaker, place, width DESC, printed, name, class, hidden);
CREATE INDEX statement_order ON statement (place, width DESC, printed, name, class, hidden);

CREATE TABLE fingerprint (
    page BIGINT PRIMARY KEY,
    body BYTEA NOT NULL
);
ALTER TABLE fingerprint ALTER COLUMN body SET STORAGE EXTERNAL; -- it is no text, and packing it gains little
CREATE TABLE holding (
    sort  BIGINT NOT NULL,
    key   TEXT COLLATE "C" NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (sort, key)
);
CREATE TABLE voice (
    entity     BIGINT PRIMARY KEY,           -- name.id
    statements BIGINT NOT NULL
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
DROP INDEX statement_speaker, statement_order;
CREATE INDEX statement_speaker ON statement (speaker, place, width DESC, printed, name);
CREATE INDEX statement_order ON statement (place, width DESC, printed, name);
CREATE TEMP TABLE moved AS SELECT id AS was, min(id) OVER (PARTITION BY folded) AS id FROM wording;
UPDATE quotation q SET wording = m.id FROM moved m WHERE m.was = q.wording AND m.id <> m.was;
DELETE FROM wording w USING moved m WHERE m.was = w.id AND m.id <> m.was;
ALTER TABLE wording DROP COLUMN block, ADD COLUMN hash BIGINT;
UPDATE wording w SET hash = h.hash FROM wording_hash h WHERE h.wording = w.id;
ALTER TABLE wording ALTER COLUMN hash SET NOT NULL, ADD CONSTRAINT wording_hash_key UNIQUE (hash);
DROP TABLE moved, wording_hash;
ALTER TABLE quotation ADD CONSTRAINT quotation_name_key UNIQUE (name), ADD FOREIGN KEY (document) REFERENCES document (id),
    ADD FOREIGN KEY (wording) REFERENCES wording (id), ADD FOREIGN KEY (speaker) REFERENCES name (id);
ALTER TABLE about ADD FOREIGN KEY (name) REFERENCES name (id), ADD FOREIGN KEY (quotation) REFERENCES quotation (id);
ALTER TABLE statement ADD FOREIGN KEY (id) REFERENCES quotation (id) DEFERRABLE INITIALLY DEFERRED,
    ADD FOREIGN KEY (fullest) REFERENCES quotation (id) DEFERRABLE INITIALLY DEFERRED;
