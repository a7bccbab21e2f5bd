// Package problem says over HTTP what went wrong.
//
// What comes in is an error that wraps one of the root errors of package quoth, what
// goes out is its status and an answer of the type application/problem+json (RFC 9457).
//
//	problem.Write(w, r, fmt.Errorf("%w: there is no statement %s", quoth.ErrNotFound, id))
//
// The idea: one table maps root errors to statuses, for the API, the tools and the pages
// alike. An answer that something is not there says what was looked through, and a name
// that fits several people lists them.
//
// It tells nobody about the inside of the program: an error that wraps no root error is
// called an error of the server, and its words go to the log alone.
package problem

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/wire"
)

// Problem is what an answer that is an error holds.
type Problem struct {
	Type     string              `json:"type"` // "urn:quoth:problem:" and the root error's word
	Title    string              `json:"title"`
	Status   int                 `json:"status"`
	Detail   string              `json:"detail"`
	People   []*wire.Entity      `json:"people,omitempty"`   // whom a name may mean
	Coverage *wire.CheckCoverage `json:"coverage,omitempty"` // what was looked through, where something was not found
}

// The statuses of errors that come from how HTTP was used.
var (
	ErrUnauthorized = errors.New("unauthorized") // no token, or none that holds
	ErrForbidden    = errors.New("forbidden")
	ErrAcceptable   = errors.New("not_acceptable")
	ErrMediaType    = errors.New("unsupported_media_type")
	ErrMethod       = errors.New("method_not_allowed")
	ErrTooMany      = errors.New("too_many_requests")
)

// kinds is the table from errors to statuses; the first that fits counts.
var kinds = []struct {
	err    error
	status int
	title  string
}{
	{ErrUnauthorized, http.StatusUnauthorized, "A token is needed"},
	{ErrForbidden, http.StatusForbidden, "Not allowed"},
	{ErrAcceptable, http.StatusNotAcceptable, "There is no such representation"},
	{ErrMediaType, http.StatusUnsupportedMediaType, "Not a media type that is read here"},
	{ErrMethod, http.StatusMethodNotAllowed, "Not a method of this address"},
	{ErrTooMany, http.StatusTooManyRequests, "Too many requests"},
	{quoth.ErrUnavailable, http.StatusServiceUnavailable, "The record cannot be reached"},
	{context.DeadlineExceeded, http.StatusServiceUnavailable, "It took too long"},
	{context.Canceled, http.StatusServiceUnavailable, "The request was given up"},
	{quoth.ErrNotFound, http.StatusNotFound, "Not in this record"},
	{quoth.ErrTooLarge, http.StatusRequestEntityTooLarge, "Too large"},
	{quoth.ErrUnsupported, http.StatusUnsupportedMediaType, "Not supported"},
	{quoth.ErrAmbiguous, http.StatusBadRequest, "The name fits several"},
	{quoth.ErrInvalid, http.StatusBadRequest, "The request does not hold"},
}

// Status is the HTTP status of an error.
func Status(err error) int { return Of(err).Status }

// Of is the problem of an error.
func Of(err error) *Problem {
	if large, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return &Problem{Type: urn(quoth.ErrTooLarge), Title: "Too large", Status: http.StatusRequestEntityTooLarge,
			Detail: "the body is larger than " + bytesWords(large.Limit)}
	}
	for _, k := range kinds {
		if errors.Is(err, k.err) {
			p := &Problem{Type: urn(k.err), Title: k.title, Status: k.status, Detail: err.Error()}
			p.add(err)
			return p
		}
	}
	return &Problem{Type: "urn:quoth:problem:internal", Title: "An error of the server", Status: http.StatusInternalServerError,
		Detail: "something went wrong here; the server's log says what"}
}

// add tells what the error knows beyond its words.
func (p *Problem) add(err error) {
	if several, ok := errors.AsType[*ask.AmbiguousError](err); ok {
		p.Detail, _, _ = strings.Cut(p.Detail, "\n")
		for i := range several.People {
			p.People = append(p.People, wire.OfEntity(&several.People[i]))
		}
	}
	if missing, ok := errors.AsType[*ask.NotFoundError](err); ok {
		p.Coverage = wire.OfCheckCoverage(&missing.Coverage)
	}
	if p.Status == http.StatusServiceUnavailable { // the words may name servers and addresses
		p.Detail = "the record did not answer; try again in a moment"
	}
}

func urn(err error) string { return "urn:quoth:problem:" + strings.ReplaceAll(err.Error(), " ", "_") }

func bytesWords(n int64) string {
	if n == 2<<20 {
		return "2 MiB"
	}
	return "allowed"
}

// Write answers with an error.
func Write(w http.ResponseWriter, _ *http.Request, err error) {
	p := Of(err)
	h := w.Header()
	switch p.Status {
	case http.StatusUnauthorized:
		h.Set("WWW-Authenticate", `Bearer realm="quoth"`)
	case http.StatusServiceUnavailable, http.StatusTooManyRequests:
		h.Set("Retry-After", "2")
	}
	h.Del("ETag")
	h.Set("Content-Type", "application/problem+json")
	h.Set("Cache-Control", "no-store")
	body, jsonErr := json.Marshal(p)
	if jsonErr != nil {
		panic(jsonErr) // strings and numbers
	}
	w.WriteHeader(p.Status)
	w.Write(append(body, '\n'))
}
