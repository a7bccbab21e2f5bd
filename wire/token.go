package wire

import (
	"time"

	"github.com/quoth-news/quoth/record"
)

// Token is what `quoth token list --json` prints: who may use a server, and for what.
type Token struct {
	Token   string       `json:"token"` // its identifier, no secret
	Name    string       `json:"name"`
	Scope   record.Scope `json:"scope"`
	Created time.Time    `json:"created"`
	Expires *time.Time   `json:"expires"`
	Revoked *time.Time   `json:"revoked"`
	Secret  string       `json:"secret,omitempty"` // only when it is made
}

// OfToken is a token for JSON.
func OfToken(t *record.Token) *Token {
	w := &Token{Token: t.ID, Name: t.Name, Scope: t.Scope, Created: t.Created}
	if !t.Expires.IsZero() {
		w.Expires = &t.Expires
	}
	if !t.Revoked.IsZero() {
		w.Revoked = &t.Revoked
	}
	return w
}
