package read

import (
	"bytes"
	"encoding/json"
	"sort"
	"strings"

	"github.com/quoth-news/quoth"
)

// ninjs is an agency's article as JSON (IPTC ninjs 1 to 3). Version 1 names its
// bodies body_text, body_xhtml and so on; 2 and 3 have lists of headlines and
// bodies, each with a role.
type ninjs struct {
	URI              string          `json:"uri"`
	Type             string          `json:"type"`
	Language         string          `json:"language"`
	Headline         string          `json:"headline"`
	Headlines        []ninjsText     `json:"headlines"`
	Byline           string          `json:"byline"`
	Bylines          []ninjsText     `json:"bylines"`
	By               string          `json:"by"`
	Bodies           []ninjsText     `json:"bodies"`
	FirstCreated     string          `json:"firstcreated"`
	FirstCreated2    string          `json:"firstCreated"`
	VersionCreated   string          `json:"versioncreated"`
	VersionCreated2  string          `json:"versionCreated"`
	ContentCreated   string          `json:"contentcreated"`
	ContentCreated2  string          `json:"contentCreated"`
	CopyrightHolder  string          `json:"copyrightholder"`
	CopyrightHolder2 string          `json:"copyrightHolder"`
	InfoSources      json.RawMessage `json:"infosource"`
	Provider         string          `json:"provider"`
	Standard         json.RawMessage `json:"standard"`
	CanonicalURL     string          `json:"canonicalurl"`
	PubStatus        string          `json:"pubstatus"`
	PubStatus2       string          `json:"pubStatus"`
}

type ninjsText struct {
	Role        string `json:"role"`
	ContentType string `json:"contentType"`
	ContentOld  string `json:"contenttype"`
	Value       string `json:"value"`
}

// ninjsDocument reads the JSON as ninjs; nil if it is not.
func ninjsDocument(raw []byte, opt *Options) (*quoth.Document, error) {
	if !bytes.Contains(raw, []byte(`"uri"`)) || !bytes.Contains(raw, []byte(`"bod`)) {
		return nil, nil
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal(raw, &fields) != nil || fields["uri"] == nil {
		return nil, nil
	}
	var n ninjs
	if err := json.Unmarshal(raw, &n); err != nil {
		return nil, nil
	}
	body, isHTML := n.body(fields)
	if body == "" {
		return nil, nil
	}
	d := &quoth.Document{Text: lineEnds(strings.TrimSpace(body))}
	if isHTML {
		var err error
		if d, err = fragment(body, opt); err != nil {
			return nil, err
		}
	}
	h := head{rule: "read/ninjs@1", id: n.URI, language: n.Language}
	h.title = firstOf(n.Headline, roleOrFirst(n.Headlines, "main"))
	h.publisher = firstOf(n.Provider, sourceName(n.InfoSources), n.CopyrightHolder, n.CopyrightHolder2)
	h.published = firstOf(n.FirstCreated, n.FirstCreated2, n.ContentCreated, n.ContentCreated2, n.VersionCreated, n.VersionCreated2)
	h.updated = firstOf(n.VersionCreated, n.VersionCreated2)
	h.authors = authorNames(firstOf(n.Byline, n.By, roleOrFirst(n.Bylines, "")))
	if strings.HasPrefix(n.URI, "http") {
		h.url = n.URI
	}
	h.url = firstOf(n.CanonicalURL, h.url)
	h.fill(d)
	noteStatus(d, firstOf(n.PubStatus, n.PubStatus2), h.rule)
	return d, nil
}

// body is the article's words and whether they are mark-up, which is preferred
// because it keeps the paragraphs.
func (n *ninjs) body(fields map[string]json.RawMessage) (string, bool) {
	var plain string
	for _, b := range n.Bodies {
		if kind := firstOf(b.ContentType, b.ContentOld); strings.Contains(kind, "html") || strings.Contains(b.Role, "html") || strings.Contains(b.Value, "<p") {
			return b.Value, true
		}
		plain = firstOf(plain, b.Value)
	}
	var names []string
	for name := range fields {
		if strings.HasPrefix(name, "body_") || strings.HasPrefix(name, "body") && name != "bodies" {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	for _, name := range names {
		var value string
		if json.Unmarshal(fields[name], &value) != nil {
			continue
		}
		if strings.Contains(name, "html") || strings.Contains(value, "<p") {
			return value, true
		}
		plain = firstOf(plain, value)
	}
	return plain, false
}

func roleOrFirst(list []ninjsText, role string) string {
	for _, t := range list {
		if role != "" && strings.EqualFold(t.Role, role) {
			return t.Value
		}
	}
	if len(list) > 0 {
		return list[0].Value
	}
	return ""
}

// sourceName is the first name in a list of sources.
func sourceName(raw json.RawMessage) string {
	var list []struct{ Name string }
	if json.Unmarshal(raw, &list) == nil && len(list) > 0 {
		return list[0].Name
	}
	return ""
}
