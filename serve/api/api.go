// Package api is the JSON door onto a record: the operations of package serve/operation
// over HTTP, and their description as OpenAPI 3.1.
//
// What comes in are requests to /api/v1/… and /openapi.json; what goes out are the
// objects of the contract, or problems (RFC 9457).
//
//	handler := api.New(api.Options{Desk: desk, Version: "1.0.0"})
//
// The idea: a route is a row of the table, so that whatever the table gains has an
// address, a description and its checks at once. An answer that was asked for with GET
// has an ETag, made of its bytes; whoever has it already is told so (304). Parameters are
// taken strictly: one that is unknown, given twice or out of its bounds is 400, with its name.
//
// It answers no question itself, sets no headers that all doors set, and lets nobody in:
// that is for package serve to see to. What writes asks package access.
package api

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"path"
	"strconv"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/serve/access"
	"github.com/quoth-news/quoth/serve/operation"
	"github.com/quoth-news/quoth/serve/problem"
	"github.com/quoth-news/quoth/wire"
)

// Options says what to answer from.
type Options struct {
	Desk    *operation.Desk
	Version string       // of the program, for the description
	Log     *slog.Logger // of the server's own errors; nil for none
}

// door is the handler of the API.
type door struct {
	mux  *http.ServeMux
	desk *operation.Desk
	log  *slog.Logger
}

// New makes the handler of the paths that begin with /api/, and of /openapi.json.
func New(opt Options) http.Handler {
	d := &door{mux: http.NewServeMux(), desk: opt.Desk, log: opt.Log}
	if d.log == nil {
		d.log = slog.New(slog.DiscardHandler)
	}
	table := opt.Desk.Table()
	for i := range table {
		op := &table[i]
		d.mux.HandleFunc(op.Method+" "+op.Path, func(w http.ResponseWriter, r *http.Request) { d.answer(w, r, op) })
	}
	described := description(table, opt.Version)
	d.mux.HandleFunc("GET /openapi.json", func(w http.ResponseWriter, r *http.Request) { send(w, r, http.StatusOK, described) })
	return d
}

// ServeHTTP answers a request. What no row of the table has an address for is said as a
// problem too, and OPTIONS tells the methods of an address.
func (d *door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	missing, pattern := d.mux.Handler(r)
	if r.URL.Path != path.Clean(r.URL.Path) { // an identifier that is empty, say: no other address is meant
		missing, pattern = http.NotFoundHandler(), ""
	}
	if pattern != "" {
		d.mux.ServeHTTP(w, r)
		return
	}
	r.Pattern = "/api/"
	probe := probe{header: http.Header{}}
	missing.ServeHTTP(&probe, r)
	allow := probe.header.Get("Allow")
	switch {
	case probe.status == http.StatusMethodNotAllowed && r.Method == http.MethodOptions:
		w.Header().Set("Allow", allow+", OPTIONS")
		w.WriteHeader(http.StatusNoContent)
	case probe.status == http.StatusMethodNotAllowed:
		w.Header().Set("Allow", allow+", OPTIONS")
		problem.Write(w, r, fmt.Errorf("%w: this address takes %s", problem.ErrMethod, allow))
	default:
		problem.Write(w, r, fmt.Errorf("%w: there is no such address; /openapi.json lists them", quoth.ErrNotFound))
	}
}

// probe hears what the mux would answer.
type probe struct {
	header http.Header
	status int
}

func (p *probe) Header() http.Header { return p.header }
func (p *probe) WriteHeader(s int)   { p.status = s }
func (p *probe) Write(b []byte) (int, error) {
	return len(b), nil
}

// answer runs an operation.
func (d *door) answer(w http.ResponseWriter, r *http.Request, op *operation.Operation) {
	body, status, err := d.run(w, r, op)
	if err != nil {
		if problem.Status(err) == http.StatusInternalServerError {
			d.log.Error("an operation failed", "operation", op.Name, "error", err)
		}
		problem.Write(w, r, err)
		return
	}
	send(w, r, status, body)
}

func (d *door) run(w http.ResponseWriter, r *http.Request, op *operation.Operation) (body []byte, status int, err error) {
	if !accepts(r.Header.Values("Accept")) {
		return nil, 0, fmt.Errorf("%w: answers are application/json", problem.ErrAcceptable)
	}
	ctx := r.Context()
	if op.Writes {
		if err := access.MayWrite(ctx); err != nil {
			return nil, 0, err
		}
		ctx = operation.By(ctx, access.From(ctx).Name)
	}
	input, err := inputOf(r, op)
	if err != nil {
		return nil, 0, err
	}
	answer, err := op.Run(ctx, input)
	if err != nil {
		return nil, 0, err
	}
	if answer.Location != "" {
		w.Header().Set("Location", answer.Location)
	}
	if status = answer.Status; status == 0 {
		status = op.Status
	}
	body, err = wire.Line(answer.Value)
	return body, status, err
}

// send writes an answer, or that whoever asks has it already.
func send(w http.ResponseWriter, r *http.Request, status int, body []byte) {
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-cache")
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		sum := sha256.Sum256(body)
		tag := `W/"` + hex.EncodeToString(sum[:12]) + `"`
		h.Set("ETag", tag)
		if matches(r.Header.Values("If-None-Match"), tag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	w.Write(body)
}

// matches tells whether If-None-Match names an ETag, by the weak comparison.
func matches(headers []string, tag string) bool {
	for _, header := range headers {
		for one := range strings.SplitSeq(header, ",") {
			one = strings.TrimSpace(one)
			if one == "*" || strings.TrimPrefix(one, "W/") == strings.TrimPrefix(tag, "W/") {
				return true
			}
		}
	}
	return false
}

// accepts tells whether JSON is among what an Accept header takes.
func accepts(headers []string) bool {
	if len(headers) == 0 {
		return true
	}
	for _, header := range headers {
		for one := range strings.SplitSeq(header, ",") {
			kind, parameters, _ := strings.Cut(one, ";")
			switch strings.ToLower(strings.TrimSpace(kind)) {
			case "", "*/*", "application/*", "application/json":
				if !refused(parameters) {
					return true
				}
			}
		}
	}
	return false
}

// refused tells whether the parameters of a media range give it the weight zero.
func refused(parameters string) bool {
	for p := range strings.SplitSeq(parameters, ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(p), "=")
		if strings.EqualFold(name, "q") {
			q, err := strconv.ParseFloat(value, 64)
			return err != nil || q <= 0
		}
	}
	return false
}

// readAll is the body of a request.
func readAll(r *http.Request) ([]byte, error) {
	body, err := io.ReadAll(r.Body)
	if large, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return nil, large
	}
	if err != nil {
		return nil, fmt.Errorf("%w: the body broke off: %v", quoth.ErrInvalid, err)
	}
	return body, nil
}
