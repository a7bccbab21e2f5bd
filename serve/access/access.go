// Package access decides who may use a server, and for what.
//
// What comes in are requests; what goes on to the doors behind are those that may, with
// who sends them in the request's context.
//
//	gate := access.Gate{Tokens: store, Open: true, Loopback: true}
//	http.Serve(listener, gate.Wrap(mux))
//	…
//	if bearer := access.From(r.Context()); bearer.MayWrite() { … }
//
// The idea: a token is a long random word that `quoth token add` prints once; the record
// keeps its hash. A program sends it as "Authorization: Bearer …". A browser sends it
// once, to /login, and gets a session: a token of its own that lives twelve hours, in a
// cookie that no script reads and no foreign page sends along. What a session changes
// must carry its form word (Bearer.CSRF in a field "csrf", or a header X-CSRF-Token).
// Requests under a foreign Host are refused, and so are those that a page of another
// origin makes.
//
// It knows nothing of what is asked: each door says which scope it wants.
package access

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/serve/problem"
)

// Gate says who may pass.
type Gate struct {
	Tokens   record.Tokens
	Open     bool     // who has no token may read
	Loopback bool     // the names of this machine are the server's
	Hosts    []string // other names the server goes by; none and not Loopback: any
	Secure   bool     // browsers reach it over TLS
	// Page, if set, shows the form for a token to a browser, with a status and a word on
	// why; else the form is bare.
	Page func(w http.ResponseWriter, r *http.Request, status int, form Form)
}

// Bearer is who sends a request.
type Bearer struct {
	Token   string // the identifier, no secret
	Name    string
	Scope   record.Scope
	CSRF    string // what the forms of a session carry; "" where a program sends its token
	session bool
}

// MayWrite tells whether the bearer, who may be nil for nobody, may change the record.
func (b *Bearer) MayWrite() bool { return b != nil && b.Scope == record.WriteScope }

type bearerKey struct{}

// From is who sends the request of a context, nil for nobody known.
func From(ctx context.Context) *Bearer {
	b, _ := ctx.Value(bearerKey{}).(*Bearer)
	return b
}

// MayWrite is an error unless the request of a context may change the record.
func MayWrite(ctx context.Context) error {
	switch b := From(ctx); {
	case b == nil:
		return fmt.Errorf("%w: changing the record needs a token; make one with: quoth token add NAME --scope write", problem.ErrUnauthorized)
	case !b.MayWrite():
		return fmt.Errorf("%w: the token of %s may read only; one that may write is made with: quoth token add NAME --scope write", problem.ErrForbidden, b.Name)
	}
	return nil
}

// NewToken makes a token for somebody: the secret, to be shown once, and what the
// record keeps of it. A lifetime of 0 is for ever.
func NewToken(name string, scope record.Scope, now time.Time, lifetime time.Duration) (secret string, t record.Token) {
	var b [32]byte
	rand.Read(b[:]) // never fails
	secret = "quoth_" + base64.RawURLEncoding.EncodeToString(b[:])
	t = record.Token{Name: name, Scope: scope, Hash: hash(secret), Created: now.UTC().Truncate(time.Microsecond)}
	t.ID = "t:" + quoth.Hash(t.Hash)
	if lifetime > 0 {
		t.Expires = t.Created.Add(lifetime)
	}
	return secret, t
}

// hash is what is kept of a secret. The secret is random and long, so that a plain hash
// is as hard to go back from as a slow one.
func hash(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// Wrap lets requests through to next that may pass, and answers the others.
func (g *Gate) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := g.place(r); err != nil {
			problem.Write(w, r, err)
			return
		}
		bearer, err := g.bearer(r)
		if err != nil {
			problem.Write(w, r, err)
			return
		}
		if bearer == nil && !g.Open && !free[r.URL.Path] {
			g.unknown(w, r)
			return
		}
		if bearer != nil {
			*r = *r.WithContext(context.WithValue(r.Context(), bearerKey{}, bearer)) // in place, so that the route it takes is known outside
		}
		if err := bearer.meant(r); err != nil {
			problem.Write(w, r, err)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// free are the addresses that need no token anywhere: they tell nothing of the record.
var free = map[string]bool{"/healthz": true, "/login": true, "/style.css": true, "/keys.js": true, "/icon.svg": true}

// unknown answers who has no token: a browser with the form, a program with a problem.
func (g *Gate) unknown(w http.ResponseWriter, r *http.Request) {
	if forPrograms(r) {
		problem.Write(w, r, fmt.Errorf("%w: this server answers who sends a token; make one with: quoth token add NAME", problem.ErrUnauthorized))
		return
	}
	g.show(w, r, http.StatusUnauthorized, Form{Then: r.URL.RequestURI()})
}

// forPrograms tells whether a request is not a browser's for a page.
func forPrograms(r *http.Request) bool {
	for _, door := range []string{"/api/", "/mcp", "/openapi.json", "/metrics"} {
		if strings.HasPrefix(r.URL.Path, door) {
			return true
		}
	}
	return !strings.Contains(r.Header.Get("Accept"), "text/html")
}

// bearer finds who sends a request, nil for nobody. A token that does not hold is an
// error, a session that has ended is nobody.
func (g *Gate) bearer(r *http.Request) (*Bearer, error) {
	if header := r.Header.Get("Authorization"); header != "" {
		scheme, secret, _ := strings.Cut(header, " ")
		if !strings.EqualFold(scheme, "Bearer") {
			return nil, fmt.Errorf("%w: the token is sent as: Authorization: Bearer quoth_…", problem.ErrUnauthorized)
		}
		t, err := g.token(r.Context(), strings.TrimSpace(secret))
		if errors.Is(err, quoth.ErrNotFound) {
			return nil, fmt.Errorf("%w: this token was never given, was revoked or is over", problem.ErrUnauthorized)
		}
		if err != nil {
			return nil, err
		}
		return &Bearer{Token: t.ID, Name: t.Name, Scope: t.Scope}, nil
	}
	cookie, err := r.Cookie(g.cookie())
	if err != nil {
		return nil, nil
	}
	t, err := g.token(r.Context(), cookie.Value)
	if errors.Is(err, quoth.ErrNotFound) || err == nil && t.Parent == "" {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &Bearer{Token: t.ID, Name: t.Name, Scope: t.Scope, CSRF: formWord(cookie.Value), session: true}, nil
}

// token is the standing token of a secret.
func (g *Gate) token(ctx context.Context, secret string) (*record.Token, error) {
	t, err := g.Tokens.Bearer(ctx, hash(secret))
	if err != nil {
		return nil, err
	}
	if !t.Expires.IsZero() && time.Now().After(t.Expires) {
		return nil, fmt.Errorf("%w: the token is over", quoth.ErrNotFound)
	}
	return t, nil
}

// meant refuses what a session would change without the word that its forms carry: a
// foreign page can have a browser send the cookie, and does not know the word.
func (b *Bearer) meant(r *http.Request) error {
	if b == nil || !b.session || safe(r.Method) {
		return nil
	}
	word := r.Header.Get("X-CSRF-Token")
	if word == "" {
		word = r.PostFormValue("csrf")
	}
	if subtle.ConstantTimeCompare([]byte(word), []byte(b.CSRF)) != 1 {
		return fmt.Errorf("%w: the form has no word of this session; load its page again", problem.ErrForbidden)
	}
	return nil
}

// formWord is the word that the forms of a session carry.
func formWord(secret string) string { return hash("csrf " + secret)[:32] }

func safe(method string) bool {
	return method == http.MethodGet || method == http.MethodHead || method == http.MethodOptions
}
