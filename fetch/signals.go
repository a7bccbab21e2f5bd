package fetch

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"github.com/quoth-news/quoth/record"
)

// tdmRule is one entry of /.well-known/tdmrep.json, as the TDM Reservation Protocol
// (W3C community group, 2024) has it: a pattern over paths, with "*" and "$" as in
// robots.txt, and what holds there.
type tdmRule struct {
	Location    string      `json:"location"`
	Reservation json.Number `json:"tdm-reservation"`
	Policy      string      `json:"tdm-policy"`
}

func parseTDM(body []byte) (rules []tdmRule) {
	if json.Unmarshal(body, &rules) != nil {
		return nil
	}
	return rules
}

// signalsOf gathers what is said of the use of a page. Where several places speak
// of reservation, the page itself comes before the header, the header before the
// site's file.
func signalsOf(path, token string, site []tdmRule, header http.Header, meta *pageHead) (s record.Signals) {
	reserve := func(reservation, policy, source string) {
		if reservation = strings.TrimSpace(reservation); reservation == "0" || reservation == "1" {
			s.TDMReservation, s.TDMPolicy, s.TDMSource = reservation, strings.TrimSpace(policy), source
		}
	}
	for _, rule := range site {
		if matches(canonicalPath(rule.Location), canonicalPath(path)) {
			reserve(rule.Reservation.String(), rule.Policy, "tdmrep.json")
			break // the first that matches counts
		}
	}
	reserve(header.Get("Tdm-Reservation"), header.Get("Tdm-Policy"), "header")
	s.Robots = append(s.Robots, header.Values("X-Robots-Tag")...)
	if meta != nil {
		reserve(meta.tdmReservation, meta.tdmPolicy, "meta")
		for _, m := range meta.robots {
			if m.agent == "robots" {
				s.Robots = append(s.Robots, m.content)
			} else if productToken(m.agent) == token {
				s.Robots = append(s.Robots, m.agent+": "+m.content)
			}
		}
	}
	return s
}

// pageHead is what the elements of a page say that the words do not.
type pageHead struct {
	robots                    []robotsMeta
	tdmReservation, tdmPolicy string
	base                      string
	feeds                     []string // alternates that are feeds
	links                     []string // of anchors that may be followed
}

type robotsMeta struct{ agent, content string }

// readHead goes through a page's tags. Links are gathered only where wanted.
func readHead(body []byte, links bool) *pageHead {
	h := &pageHead{}
	z := html.NewTokenizer(bytes.NewReader(body))
	z.SetMaxBuf(1 << 20)
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return h
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		name, more := z.TagName()
		switch string(name) {
		case "meta", "link", "base", "a":
			if string(name) == "a" && !links {
				continue
			}
			attributes := map[string]string{}
			tag := string(name)
			for more {
				var key, value []byte
				key, value, more = z.TagAttr()
				attributes[string(key)] = string(value)
			}
			h.element(tag, attributes)
		case "body":
			if !links {
				return h
			}
		}
	}
}

func (h *pageHead) element(tag string, attributes map[string]string) {
	rel := strings.Fields(strings.ToLower(attributes["rel"]))
	has := func(word string) bool {
		for _, r := range rel {
			if r == word {
				return true
			}
		}
		return false
	}
	switch tag {
	case "meta":
		name, content := strings.ToLower(strings.TrimSpace(attributes["name"])), attributes["content"]
		switch {
		case name == "tdm-reservation":
			h.tdmReservation = content
		case name == "tdm-policy":
			h.tdmPolicy = content
		case name == "robots" || strings.HasSuffix(name, "bot"):
			h.robots = append(h.robots, robotsMeta{name, content})
		}
	case "base":
		if h.base == "" {
			h.base = attributes["href"]
		}
	case "link":
		if kind := strings.ToLower(attributes["type"]); has("alternate") && (kind == "application/rss+xml" || kind == "application/atom+xml" || kind == "application/feed+json") {
			h.feeds = append(h.feeds, attributes["href"])
		}
	case "a":
		if href := attributes["href"]; href != "" && !has("nofollow") && len(h.links) < 5000 {
			h.links = append(h.links, href)
		}
	}
}

// nofollow tells whether the page asks not to follow its links.
func nofollow(s *record.Signals) bool {
	for _, r := range s.Robots {
		for word := range strings.SplitSeq(strings.ToLower(r), ",") {
			if word = strings.TrimSpace(word); word == "nofollow" || word == "none" || strings.HasSuffix(word, ": nofollow") || strings.HasSuffix(word, ": none") {
				return true
			}
		}
	}
	return false
}

// inUTF8 undoes the character set that a header names, which comes before what the
// page says of itself; a mark at the beginning says that it is done.
func inUTF8(body []byte, label string) []byte {
	encoding, name := charset.Lookup(label)
	if encoding == nil || name == "utf-8" || bytes.HasPrefix(body, []byte("\xef\xbb\xbf")) || bytes.HasPrefix(body, []byte("\xff\xfe")) || bytes.HasPrefix(body, []byte("\xfe\xff")) {
		return body
	}
	decoded, err := encoding.NewDecoder().Bytes(body)
	if err != nil {
		return body
	}
	return append([]byte("\xef\xbb\xbf"), decoded...)
}
