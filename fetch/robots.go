package fetch

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// robots is a robots.txt as RFC 9309 reads it, for one product token.
//
// Lines are "key: value", comments begin with #. A group is one or more
// user-agent lines and the rules after them; all groups that name our token count
// together, else all that name "*". Of the rules that match a path the one with the
// longest pattern counts, allow before disallow where they are as long; "*" in a
// pattern stands for any characters, "$" at its end for the end. Crawl-delay (in
// seconds) and sitemap are no part of the standard and are read all the same.
type robots struct {
	rules    []robotsRule
	delay    time.Duration
	sitemaps []string
	none     bool // there is no robots.txt
	closed   bool // it could not be had: everything is disallowed
}

type robotsRule struct {
	pattern string
	allow   bool
}

const (
	maxRobots = 500 << 10 // bytes that are read of one, as the standard wants at least
	robotsFor = 24 * time.Hour
)

// parseRobots reads a robots.txt for one product token.
func parseRobots(text, token string) *robots {
	if len(text) > maxRobots {
		text = text[:maxRobots]
	}
	token = strings.ToLower(token)
	own, all := &robots{}, &robots{}
	var sitemaps []string
	named := false // whether any group names us
	var into []*robots
	inAgents := false
	for line := range strings.SplitSeq(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(text, "\ufeff")), "\n") {
		line, _, _ = strings.Cut(line, "#")
		key, value, ok := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		if !ok {
			continue
		}
		key = strings.ToLower(strings.TrimSpace(key))
		if key == "user-agent" {
			if !inAgents {
				into = nil
			}
			inAgents = true
			switch agent := productToken(value); {
			case agent == "*":
				into = append(into, all)
			case agent == token:
				into, named = append(into, own), true
			}
			continue
		}
		switch key {
		case "sitemap":
			sitemaps = append(sitemaps, value)
			continue // belongs to no group, and ends none
		case "allow", "disallow", "crawl-delay":
			inAgents = false
		}
		for _, r := range into {
			r.line(key, value)
		}
	}
	r := all
	if named {
		r = own
	}
	r.sitemaps = sitemaps
	return r
}

// productToken is the part of an agent's name that is compared: letters, "_" and
// "-", as the standard has it.
func productToken(agent string) string {
	agent = strings.ToLower(strings.TrimSpace(agent))
	if strings.HasPrefix(agent, "*") {
		return "*"
	}
	end := strings.IndexFunc(agent, func(r rune) bool { return !('a' <= r && r <= 'z' || r == '_' || r == '-') })
	if end >= 0 {
		agent = agent[:end]
	}
	return agent
}

func (r *robots) line(key, value string) {
	switch key {
	case "allow", "disallow":
		if value != "" { // "Disallow:" alone disallows nothing
			r.rules = append(r.rules, robotsRule{canonicalPath(value), key == "allow"})
		}
	case "crawl-delay":
		if seconds, err := strconv.ParseFloat(value, 64); err == nil && seconds > 0 && seconds < 1e6 {
			r.delay = max(r.delay, time.Duration(seconds*float64(time.Second)))
		}
	}
}

// allowed tells whether a path with its query may be asked for.
func (r *robots) allowed(path string) bool {
	if path == "/robots.txt" {
		return true
	}
	if r.closed {
		return false
	}
	path = canonicalPath(path)
	best, allow := -1, true
	for _, rule := range r.rules {
		if n := len(rule.pattern); (n > best || n == best && rule.allow) && matches(rule.pattern, path) {
			best, allow = n, rule.allow
		}
	}
	return allow
}

// matches tells whether a pattern matches the beginning of a path. It goes back to
// the last star only, so that its time is bounded by the product of the lengths.
func matches(pattern, path string) bool {
	whole := strings.HasSuffix(pattern, "$")
	pattern = strings.TrimSuffix(pattern, "$")
	star, from := -1, 0
	p, i := 0, 0
	for {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, from = p, i
			p++
		case p == len(pattern) && (!whole || i == len(path)):
			return true
		case p < len(pattern) && i < len(path) && pattern[p] == path[i]:
			p, i = p+1, i+1
		case star >= 0 && from < len(path):
			from++
			p, i = star+1, from
		default:
			return false
		}
	}
}

// canonicalPath writes octets alike that mean the same: "%7E" and "~", "ä" and
// "%C3%A4"; "%2F" stays what it is.
func canonicalPath(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' && i+2 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				if unreserved(byte(n)) {
					b.WriteByte(byte(n))
				} else {
					b.WriteString(strings.ToUpper(s[i : i+3]))
				}
				i += 2
				continue
			}
		}
		if c >= utf8.RuneSelf {
			b.WriteString("%" + strings.ToUpper(strconv.FormatUint(uint64(c)>>4, 16)+strconv.FormatUint(uint64(c)&15, 16)))
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

func unreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0
}
