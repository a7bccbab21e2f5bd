package tables

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

const tokenColumns = `name, parent, bearer, scope, hash, created, expires, revoked`

// AddToken keeps a token, and forgets the sessions whose time is over.
func (s *Store) AddToken(ctx context.Context, t record.Token) error {
	if t.ID == "" || t.Name == "" || t.Hash == "" || t.Scope != record.ReadScope && t.Scope != record.WriteScope {
		return fmt.Errorf("%w: a token has an identifier, a name, a hash and the scope read or write", quoth.ErrInvalid)
	}
	return s.update(ctx, func(x *tx) error {
		if err := x.exec(`DELETE FROM token WHERE parent <> '' AND expires <> '' AND expires < ?`, stamp(t.Created)); err != nil {
			return err
		}
		return x.exec(`INSERT INTO token (`+tokenColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			t.ID, t.Parent, t.Name, string(t.Scope), t.Hash, stamp(t.Created), stamp(t.Expires), stamp(t.Revoked))
	})
}

// Tokens are the tokens that people were given, oldest first.
func (s *Store) Tokens(ctx context.Context) (all []record.Token, err error) {
	err = s.look(ctx, func(v *view) error {
		return v.each(ctx, `SELECT `+tokenColumns+` FROM token WHERE parent = '' ORDER BY created, name`, nil, func(rows *sql.Rows) error {
			t, err := scanToken(rows.Scan)
			all = append(all, t)
			return err
		})
	})
	return all, err
}

// RevokeToken ends a token; its sessions end with it, see Bearer.
func (s *Store) RevokeToken(ctx context.Context, id string, when time.Time) error {
	return s.update(ctx, func(t *tx) error {
		var revoked string
		found, err := t.one(`SELECT revoked FROM token WHERE name = ?`, []any{id}, &revoked)
		switch {
		case err != nil:
			return err
		case !found:
			return fmt.Errorf("%w: there is no token %s", quoth.ErrNotFound, id)
		case revoked != "":
			return nil
		}
		return t.exec(`UPDATE token SET revoked = ? WHERE name = ?`, stamp(when), id)
	})
}

// Bearer is the token of a hash, unless it or the token that began it was revoked.
func (s *Store) Bearer(ctx context.Context, hash string) (*record.Token, error) {
	var t record.Token
	err := s.look(ctx, func(v *view) error {
		stmt, err := v.stmt(ctx, `SELECT `+tokenColumns+` FROM token t WHERE hash = ? AND revoked = ''
			AND NOT EXISTS (SELECT 1 FROM token p WHERE p.name = t.parent AND p.revoked <> '')`)
		if err != nil {
			return err
		}
		t, err = scanToken(stmt.QueryRowContext(ctx, hash).Scan)
		return err
	})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("%w: no such token", quoth.ErrNotFound)
	}
	if err != nil {
		return nil, err
	}
	return &t, nil
}

func scanToken(scan func(...any) error) (t record.Token, err error) {
	var created, expires, revoked string
	if err := scan(&t.ID, &t.Parent, &t.Name, &t.Scope, &t.Hash, &created, &expires, &revoked); err != nil {
		return t, err
	}
	t.Created, t.Expires, t.Revoked = stamped(created), stamped(expires), stamped(revoked)
	return t, nil
}

// stamp is a moment in a form whose order is that of time, "" for none.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05.000000Z")
}

func stamped(s string) time.Time {
	t, _ := time.Parse(time.RFC3339, s) // "" is no time
	return t
}
