package read

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/quoth-news/quoth"
)

// article is a document as JSON: one a line, or one of an array. It has text or
// html, and any of the other fields.
type article struct {
	Text      string  `json:"text"`
	HTML      string  `json:"html"`
	URL       string  `json:"url"`
	Title     string  `json:"title"`
	Publisher string  `json:"publisher"`
	Published string  `json:"published"`
	Authors   authors `json:"authors"`
	Language  string  `json:"language"`
	ID        textID  `json:"id"`
}

// authors are one name or a list of names.
type authors []string

func (a *authors) UnmarshalJSON(b []byte) error {
	var one string
	if json.Unmarshal(b, &one) == nil {
		if one != "" {
			*a = authors{one}
		}
		return nil
	}
	return json.Unmarshal(b, (*[]string)(a))
}

// textID is an identifier given as a string or as a number.
type textID string

func (id *textID) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && (b[0] == '-' || '0' <= b[0] && b[0] <= '9') {
		*id = textID(b)
		return nil
	}
	return json.Unmarshal(b, (*string)(id))
}

// jsonLines reads one document a line. A bad line is a failure with its number,
// and the next line is read; a line over the limit is skipped without being held.
func (s *source) jsonLines(r *bufio.Reader, name string) error {
	for number, found := 1, false; ; number++ {
		line, long, err := s.line(r)
		path := name + "#" + strconv.Itoa(number)
		empty := len(bytes.TrimSpace(line)) == 0
		switch {
		case long:
			found = true
			if err := s.fail(path, s.opt.tooLarge("the line")); err != nil {
				return err
			}
		case !empty:
			found = true
			if err := s.jsonArticle(bytes.TrimPrefix(line, []byte("\ufeff")), path); err != nil {
				return err
			}
		}
		if err == io.EOF {
			if !found {
				return s.fail(name, &Failure{quoth.ErrInvalid, "there is no text in it", "look at it: " + lookAt(name)})
			}
			return nil
		}
		if err != nil {
			return s.fail(path, err)
		}
	}
}

// line reads up to the next line end, keeping no more than the limit.
func (s *source) line(r *bufio.Reader) (line []byte, long bool, err error) {
	limit := s.opt.maxRaw()
	for {
		part, err := r.ReadSlice('\n')
		if !long && len(line)+len(part) > limit {
			line, long = nil, true
		}
		if !long {
			line = append(line, part...)
		}
		if err != bufio.ErrBufferFull {
			return line, long, err
		}
	}
}

// json reads a file that is one value: an article, or an array of them.
func (s *source) json(r *bufio.Reader, name string) error {
	raw, err := s.bytes(r)
	if err != nil {
		return s.fail(name, err)
	}
	raw = bytes.TrimSpace([]byte(lineEnds(decodeText(raw, ""))))
	if raw[0] != '[' {
		return s.jsonArticle(raw, name)
	}
	var list []json.RawMessage
	if err := json.Unmarshal(raw, &list); err != nil {
		return s.fail(name, badJSON(err, name))
	}
	for i, one := range list {
		if err := s.jsonArticle(one, name+"#"+strconv.Itoa(i+1)); err != nil {
			return err
		}
	}
	return nil
}

// jsonArticle reads one article.
func (s *source) jsonArticle(raw []byte, path string) error {
	if d, err := ninjsDocument(raw, &s.opt); d != nil || err != nil {
		if err != nil {
			return s.fail(path, err)
		}
		d.Origin.Path = path
		return s.give(d)
	}
	var a article
	if err := json.Unmarshal(raw, &a); err != nil {
		return s.fail(path, badJSON(err, path))
	}
	d, err := a.document(&s.opt)
	if err != nil {
		return s.fail(path, err)
	}
	d.Origin.Path = path
	return s.give(d)
}

// document makes a document of the article; what its fields say goes before what its page says.
func (a *article) document(opt *Options) (*quoth.Document, error) {
	var d *quoth.Document
	switch {
	case strings.TrimSpace(a.Text) != "":
		d = &quoth.Document{Text: lineEnds(a.Text)}
	case strings.TrimSpace(a.HTML) != "":
		var err error
		if d, err = htmlText(a.HTML, opt); err != nil {
			return nil, err
		}
	default:
		return nil, &Failure{quoth.ErrInvalid, `neither "text" nor "html" holds any words`, `a line needs at least {"text": "…"}`}
	}
	given := func(field *string, name, value, kept string) {
		if kept != "" {
			*field = kept
			d.Given = append(d.Given, quoth.Metadata{Field: name, Value: value, Rule: "read/json-field@1"})
		}
	}
	given(&d.Origin.URL, "url", a.URL, a.URL)
	given(&d.Title, "title", a.Title, strings.TrimSpace(a.Title))
	given(&d.Publisher, "publisher", a.Publisher, strings.TrimSpace(a.Publisher))
	given((*string)(&d.Published), "published", a.Published, string(parseDay(a.Published)))
	given(&d.Language, "language", a.Language, languageTag(a.Language))
	if len(a.Authors) > 0 {
		d.Authors = a.Authors
		d.Given = append(d.Given, quoth.Metadata{Field: "author", Value: strings.Join(a.Authors, "; "), Rule: "read/json-field@1"})
	}
	d.Origin.ID = string(a.ID)
	if d.Published == "" && a.HTML == "" {
		dateLine(d)
	}
	return d, nil
}

func badJSON(err error, path string) error {
	reason := err.Error()
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		reason = fmt.Sprintf("%v (byte %d)", err, syntax.Offset)
	case errors.As(err, &kind):
		reason = fmt.Sprintf("the field %q cannot be of type %s", kind.Field, kind.Value)
		if kind.Field == "" {
			reason = "an object is wanted, not one " + kind.Value
		}
	}
	return &Failure{quoth.ErrInvalid, "bad JSON: " + reason, "look at it: " + lookAt(path)}
}
