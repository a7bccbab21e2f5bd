package api

import (
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/serve/operation"
	"github.com/quoth-news/quoth/serve/problem"
)

// inputOf is the input of an operation: the parameters of the address, or the body.
func inputOf(r *http.Request, op *operation.Operation) ([]byte, error) {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, fmt.Errorf("%w: the address cannot be read: %v", quoth.ErrInvalid, err)
	}
	if op.Method == http.MethodGet {
		return parameters(query, r.PathValue("id"), op)
	}
	for name := range query {
		return nil, fmt.Errorf("%w: %s: what this address takes stands in the body", quoth.ErrInvalid, name)
	}
	return body(r, op)
}

// parameters makes an input of an address. A parameter that is empty is not given.
func parameters(query url.Values, id string, op *operation.Operation) ([]byte, error) {
	input := map[string]any{}
	if strings.Contains(op.Path, "{id}") {
		if query.Has("id") {
			return nil, fmt.Errorf("%w: id: it stands in the path", quoth.ErrInvalid)
		}
		query.Set("id", id)
	}
	for name, values := range query {
		switch {
		case len(values) > 1:
			return nil, fmt.Errorf("%w: %s: it is given %d times", quoth.ErrInvalid, name, len(values))
		case !utf8.ValidString(name + values[0]):
			return nil, fmt.Errorf("%w: %q: it is not UTF-8", quoth.ErrInvalid, name)
		case values[0] != "":
			input[name] = typed(values[0], name, op)
		case !known(name, op):
			input[name] = "" // to be refused
		}
	}
	return operation.Input(input)
}

func known(name string, op *operation.Operation) bool {
	for i := range op.Fields {
		if op.Fields[i].Name == name {
			return true
		}
	}
	return false
}

// typed is a parameter as its field wants it; what is no number stays a text, and is refused.
func typed(value, name string, op *operation.Operation) any {
	for i := range op.Fields {
		if f := &op.Fields[i]; f.Name == name && f.Type == "integer" {
			if n, err := strconv.Atoi(value); err == nil && strings.Trim(value, "0123456789") == "" {
				return n
			}
		}
	}
	return value
}

// body makes an input of a body of JSON.
func body(r *http.Request, op *operation.Operation) ([]byte, error) {
	if kind := r.Header.Get("Content-Type"); kind != "" {
		media, _, err := mime.ParseMediaType(kind)
		if err != nil || media != "application/json" && !strings.HasSuffix(media, "+json") {
			return nil, fmt.Errorf("%w: the body is to be JSON, sent with: Content-Type: application/json", problem.ErrMediaType)
		}
	}
	raw, err := readAll(r)
	if err != nil || !strings.Contains(op.Path, "{id}") {
		return raw, err
	}
	fields := map[string]json.RawMessage{}
	if !utf8.Valid(raw) || json.Unmarshal(raw, &fields) != nil || fields == nil {
		return nil, fmt.Errorf("%w: the input is no JSON object", quoth.ErrInvalid)
	}
	if fields["id"] != nil {
		return nil, fmt.Errorf("%w: id: it stands in the path", quoth.ErrInvalid)
	}
	if fields["id"], err = json.Marshal(r.PathValue("id")); err != nil {
		return nil, err
	}
	return json.Marshal(fields)
}
