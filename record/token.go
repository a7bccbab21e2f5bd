package record

import (
	"context"
	"time"
)

// Tokens keeps who may use a server over the record. Of a token only a hash is kept:
// whoever reads the record learns no token from it.
type Tokens interface {
	// AddToken keeps a new token. Sessions whose time is over are forgotten.
	AddToken(ctx context.Context, t Token) error
	// Tokens lists the tokens that people were given, not their sessions, oldest first.
	Tokens(ctx context.Context) ([]Token, error)
	// RevokeToken ends a token, and the sessions begun with it. One that is not there is
	// an error wrapping quoth.ErrNotFound; to revoke one twice changes nothing.
	RevokeToken(ctx context.Context, id string, when time.Time) error
	// Bearer is the token of a hash. One that is not there, or was revoked or its session's
	// token was, is an error wrapping quoth.ErrNotFound; whether its time is over is for
	// the caller to say.
	Bearer(ctx context.Context, hash string) (*Token, error)
}

// Scope is what a token lets its bearer do.
type Scope string

// The scopes. Who may write may read.
const (
	ReadScope  Scope = "read"
	WriteScope Scope = "write"
)

// Token lets its bearer use a server.
type Token struct {
	ID      string // "t:" and a hash; no secret
	Parent  string // of a session: the token that began it
	Name    string // of the person or program it was given to
	Scope   Scope
	Hash    string // of the secret
	Created time.Time
	Expires time.Time // zero for never
	Revoked time.Time // zero while it stands
}
