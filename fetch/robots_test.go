package fetch

import (
	"strings"
	"testing"
	"time"
)

// What RFC 9309 says, in examples.
func TestRobots(t *testing.T) {
	for _, c := range []struct{ name, text, allowed, disallowed string }{
		{"the longest pattern counts", "User-agent: *\nDisallow: /\nAllow: /news/", "/news/1", "/other"},
		{"allow comes first where both are as long", "User-agent: *\nDisallow: /a\nAllow: /a", "/a/1", ""},
		{"a star stands for anything", "User-agent: *\nDisallow: /*.pdf", "/a.html", "/x/y.pdf?z"},
		{"a dollar for the end", "User-agent: *\nDisallow: /*.pdf$\nDisallow: /only$", "/a.pdf?z /only/x", "/a.pdf /only"},
		{"only the front page", "User-agent: *\nDisallow: /\nAllow: /$", "/", "/private/ /x"},
		{"our group alone, if there is one", "User-agent: *\nDisallow: /\n\nUser-agent: DeskBot/2\nDisallow: /shop", "/x", "/shop/1"},
		{"all our groups", "User-agent: deskbot\nDisallow: /a\nUser-agent: other\nDisallow: /\nUser-agent: deskbot\nDisallow: /b", "/c", "/a /b"},
		{"several agents of one group", "User-agent: other\nUser-agent: deskbot\nDisallow: /a", "/b", "/a"},
		{"an empty rule ends the row of agents", "User-agent: deskbot\nDisallow:\nUser-agent: *\nDisallow: /", "/x", ""},
		{"no agent, no rule", "Disallow: /", "/x", ""},
		{"another's name that ours begins with", "User-agent: desk\nDisallow: /", "/x", ""},
		{"comments and odd lines", "\ufeff# hi\r\nUser-agent : *  # all\r\nnonsense\r\nCrawl-delay: x\r\nDISALLOW: /a # b\r\n", "/b", "/a"},
		{"sitemap belongs to no group", "User-agent: deskbot\nSitemap: https://a.example/s.xml\nDisallow: /a", "/b", "/a"},
		{"octets that mean the same", "User-agent: *\nDisallow: /caf%C3%A9\nDisallow: /%7Euser\nDisallow: /a%2Fb", "/a/b", "/café /~user /%7euser /a%2fb"},
		{"its own file always", "User-agent: *\nDisallow: /", "/robots.txt", "/x"},
	} {
		r := parseRobots(c.text, "deskbot")
		for path := range strings.FieldsSeq(c.allowed) {
			if !r.allowed(path) {
				t.Errorf("%s: %s is disallowed", c.name, path)
			}
		}
		for path := range strings.FieldsSeq(c.disallowed) {
			if r.allowed(path) {
				t.Errorf("%s: %s is allowed", c.name, path)
			}
		}
	}
	r := parseRobots("User-agent: *\nCrawl-delay: 2.5\nSitemap: /s.xml\n", "deskbot")
	if r.delay != 2500*time.Millisecond || len(r.sitemaps) != 1 {
		t.Errorf("delay %v, sitemaps %v", r.delay, r.sitemaps)
	}
}

func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /*a*b$\nAllow: /%41", "/xaxb")
	f.Add("user-agent:deskbot\ncrawl-delay:1e9\n", "/")
	f.Fuzz(func(t *testing.T, text, path string) {
		r := parseRobots(text, "deskbot")
		r.allowed(path)
		if !r.allowed("/robots.txt") {
			t.Error("robots.txt is disallowed")
		}
	})
}

// A pattern of many stars takes time in proportion to the lengths, not more.
func TestStarsTakeNoTime(t *testing.T) {
	r := parseRobots("User-agent: *\nDisallow: /"+strings.Repeat("*a", 500)+"$", "deskbot")
	if !r.allowed("/" + strings.Repeat("a", 5000) + "b") {
		t.Error("it does not match")
	}
}

func FuzzListing(f *testing.F) {
	f.Add([]byte(`<urlset><url><loc>https://a.example/1</loc><lastmod>2024-01-02</lastmod><news:news xmlns:news="n"><news:publication_date>2024-01-01T00:00:00Z</news:publication_date></news:news></url></urlset>`))
	f.Add([]byte(`<rss version="2.0"><channel><item><link>/a</link></item></channel></rss>`))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1.1","items":[{"url":"/a","date_published":"2024-01-01"}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		l, err := readListing(body)
		if l != nil && err != nil || l != nil && len(l.entries) > maxEntries {
			t.Errorf("%v, %v", l, err)
		}
		readHead(body, true)
	})
}
