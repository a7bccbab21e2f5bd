-- +goose Up

-- What a person's statements are counted by stands in their index.
DROP INDEX statement_speaker;
CREATE INDEX statement_speaker ON statement (speaker, place, width DESC, printed, name, class, hidden, form, act);

-- +goose Down
DROP INDEX statement_speaker;
CREATE INDEX statement_speaker ON statement (speaker, place, width DESC, printed, name, class, hidden);
