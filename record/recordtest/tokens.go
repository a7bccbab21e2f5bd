package recordtest

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// tokens: a token is found by its hash until it is revoked, and its sessions with it.
func tokens(t *testing.T, open Opener) {
	f := newFixture(t, open)
	desk := record.Token{ID: "t:desk", Name: "news desk", Scope: record.WriteScope, Hash: "h1", Created: f.clock}
	reader := record.Token{ID: "t:reader", Name: "a reader", Scope: record.ReadScope, Hash: "h2", Created: f.clock.Add(time.Second), Expires: f.clock.Add(time.Hour)}
	session := record.Token{ID: "t:session", Parent: "t:desk", Name: "news desk", Scope: record.WriteScope, Hash: "h3", Created: f.clock, Expires: f.clock.Add(time.Minute)}
	for _, token := range []record.Token{reader, desk, session} {
		if err := f.AddToken(f.ctx, token); err != nil {
			t.Fatal(err)
		}
	}
	f.wantTokens(desk, reader)
	for _, want := range []record.Token{desk, reader, session} {
		got, err := f.Bearer(f.ctx, want.Hash)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(&want, got); diff != "" {
			t.Error(diff)
		}
	}
	if err := f.AddToken(f.ctx, record.Token{ID: "t:x", Name: "x", Scope: "all", Hash: "h9", Created: f.clock}); !errors.Is(err, quoth.ErrInvalid) {
		t.Error("a scope of no meaning: ", err)
	}
	for range 2 {
		if err := f.RevokeToken(f.ctx, "t:desk", f.clock.Add(time.Second)); err != nil {
			t.Fatal(err)
		}
	}
	desk.Revoked = f.clock.Add(time.Second)
	f.wantTokens(desk, reader)
	f.wantNoBearer("h1", "h3", "nobody's", "")
	if err := f.RevokeToken(f.ctx, "t:nobody", f.clock); !errors.Is(err, quoth.ErrNotFound) {
		t.Error("a token that is not there was revoked: ", err)
	}
}

// sessions: those whose time is over are forgotten; tokens are kept, to be listed.
func sessions(t *testing.T, open Opener) {
	f := newFixture(t, open)
	for _, token := range []record.Token{
		{ID: "t:old", Name: "old", Scope: record.ReadScope, Hash: "h1", Created: f.clock, Expires: f.clock.Add(time.Minute)},
		{ID: "t:session", Parent: "t:old", Name: "old", Scope: record.ReadScope, Hash: "h2", Created: f.clock, Expires: f.clock.Add(time.Minute)},
		{ID: "t:new", Name: "new", Scope: record.ReadScope, Hash: "h3", Created: f.clock.Add(time.Hour)},
	} {
		if err := f.AddToken(f.ctx, token); err != nil {
			t.Fatal(err)
		}
	}
	f.wantNoBearer("h2")
	if all, err := f.Tokens(f.ctx); err != nil || len(all) != 2 {
		t.Errorf("tokens %v, %v", all, err)
	}
}

func (f *fixture) wantTokens(want ...record.Token) {
	f.Helper()
	got, err := f.Tokens(f.ctx)
	if err != nil {
		f.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		f.Error(diff)
	}
}

func (f *fixture) wantNoBearer(hashes ...string) {
	f.Helper()
	for _, hash := range hashes {
		if _, err := f.Bearer(f.ctx, hash); !errors.Is(err, quoth.ErrNotFound) {
			f.Errorf("the hash %q: %v", hash, err)
		}
	}
}
