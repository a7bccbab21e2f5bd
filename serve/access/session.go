package access

import (
	"errors"
	"html/template"
	"net/http"
	"strings"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/serve/problem"
)

// How long a session lives.
const sessionLife = 12 * time.Hour

// Form is what the form for a token needs.
type Form struct {
	Then    string // the address to go to with the token
	Message string // why the last one did not hold, "" at first
}

// Routes puts the beginning and the end of sessions on a mux: GET and POST /login (with
// the fields token and then), POST /logout.
func (g *Gate) Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /login", func(w http.ResponseWriter, r *http.Request) {
		g.show(w, r, http.StatusOK, Form{Then: r.FormValue("then")})
	})
	mux.HandleFunc("POST /login", g.login)
	mux.HandleFunc("POST /logout", g.logout)
}

// login begins a session for who sends a token.
func (g *Gate) login(w http.ResponseWriter, r *http.Request) {
	form := Form{Then: r.PostFormValue("then")}
	t, err := g.token(r.Context(), strings.TrimSpace(r.PostFormValue("token")))
	switch {
	case errors.Is(err, quoth.ErrNotFound) || err == nil && t.Parent != "":
		form.Message = "This token was never given, was revoked or is over."
		g.show(w, r, http.StatusUnauthorized, form)
		return
	case err != nil:
		problem.Write(w, r, err)
		return
	}
	secret, session := NewToken(t.Name, t.Scope, time.Now(), sessionLife)
	session.Parent = t.ID
	if !t.Expires.IsZero() && t.Expires.Before(session.Expires) {
		session.Expires = t.Expires
	}
	if err := g.Tokens.AddToken(r.Context(), session); err != nil {
		problem.Write(w, r, err)
		return
	}
	http.SetCookie(w, g.newCookie(secret, session))
	http.Redirect(w, r, local(form.Then), http.StatusSeeOther)
}

// logout ends the session.
func (g *Gate) logout(w http.ResponseWriter, r *http.Request) {
	if b := From(r.Context()); b != nil && b.session {
		if err := g.Tokens.RevokeToken(r.Context(), b.Token, time.Now()); err != nil {
			problem.Write(w, r, err)
			return
		}
	}
	gone := g.newCookie("", record.Token{})
	gone.MaxAge = -1
	http.SetCookie(w, gone)
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

func (g *Gate) newCookie(secret string, t record.Token) *http.Cookie {
	return &http.Cookie{Name: g.cookie(), Value: secret, Path: "/", Expires: t.Expires, HttpOnly: true, Secure: g.Secure, SameSite: http.SameSiteStrictMode}
}

// cookie is the name of the cookie. The prefix has browsers refuse one that another
// name of the domain sets.
func (g *Gate) cookie() string {
	if g.Secure {
		return "__Host-quoth"
	}
	return "quoth"
}

// local is an address of this server, "/" for all others.
func local(address string) string {
	if !strings.HasPrefix(address, "/") || strings.HasPrefix(address, "//") || strings.ContainsAny(address, "\\\r\n\t") || strings.HasPrefix(address, "/login") {
		return "/"
	}
	return address
}

func (g *Gate) show(w http.ResponseWriter, r *http.Request, status int, form Form) {
	form.Then = local(form.Then)
	w.Header().Set("Cache-Control", "no-store")
	if g.Page != nil {
		g.Page(w, r, status, form)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	bare.Execute(w, form)
}

// bare is the form where nobody dressed it.
var bare = template.Must(template.New("").Parse(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A token is needed</title></head>
<body><main><h1>A token is needed</h1>
{{with .Message}}<p role="alert">{{.}}</p>{{end}}
<form method="post" action="/login"><input type="hidden" name="then" value="{{.Then}}">
<label>Token <input type="password" name="token" autocomplete="current-password" required></label> <button>Enter</button></form>
<p>Who keeps this record makes tokens with <code>quoth token add NAME</code>.</p></main></body></html>
`))
