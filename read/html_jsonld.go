package read

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
)

// articleTypes are the types of schema.org that are articles.
var articleTypes = map[string]bool{
	"NewsArticle": true, "Article": true, "BlogPosting": true, "ReportageNewsArticle": true, "AnalysisNewsArticle": true, "OpinionNewsArticle": true,
	"BackgroundNewsArticle": true, "ReviewNewsArticle": true, "LiveBlogPosting": true, "Report": true, "SocialMediaPosting": true,
	"DiscussionForumPosting": true, "AskPublicNewsArticle": true, "TechArticle": true, "ScholarlyArticle": true, "SatiricalArticle": true,
	"AdvertiserContentArticle": true, "Review": true, "VideoObject": true,
}

// jsonLD reads one script of JSON-LD: an object, a list of them, or an @graph.
// A script that is not JSON is passed over, as search engines do.
func (m *metadata) jsonLD(source string) {
	if len(source) > 4<<20 {
		return
	}
	var v any
	if json.Unmarshal([]byte(source), &v) != nil && json.Unmarshal([]byte(repairJSON(source)), &v) != nil {
		return
	}
	var graph []map[string]any
	collect(v, &graph, 0)
	byID := map[string]map[string]any{}
	for _, o := range graph {
		if id, _ := o["@id"].(string); id != "" && len(o) > 1 {
			byID[id] = o
		}
	}
	for _, o := range graph {
		switch {
		case isArticle(o):
			m.articles = append(m.articles, linked{o, byID})
		case hasType(o, "WebPage") || hasType(o, "WebSite"):
			m.pages = append(m.pages, linked{o, byID})
		}
	}
}

// linked is an object of JSON-LD with those it may point at.
type linked struct {
	object map[string]any
	byID   map[string]map[string]any
}

// fromArticles reads the object that is the page's article: of several, the one
// whose headline agrees best with the page's title, and a text before a video.
func (m *metadata) fromArticles(titles []stated) {
	best, bestScore := -1, -1
	for i, a := range m.articles {
		score := 1
		if hasType(a.object, "VideoObject") {
			score = 0
		}
		headline := firstOf(first(texts(a.object["headline"])), first(texts(a.object["name"])))
		for _, t := range titles {
			score = max(score, agreement(headline, t.value))
		}
		if score > bestScore {
			best, bestScore = i, score
		}
	}
	if best >= 0 {
		m.jsonArticle(m.articles[best].object, m.articles[best].byID)
	}
	for _, p := range m.pages {
		m.jsonPage(p.object, p.byID)
	}
}

// repairJSON drops what templates leave in JSON: raw line ends in strings, comment marks.
func repairJSON(s string) string {
	for _, frame := range [][2]string{{"<!--", "-->"}, {"//", "//"}, {"<![CDATA[", "]]>"}} {
		s = strings.TrimSpace(s)
		s = strings.TrimSuffix(strings.TrimPrefix(s, frame[0]), frame[1])
	}
	return strings.TrimSuffix(strings.TrimSpace(strings.NewReplacer("\n", " ", "\r", " ", "\t", " ").Replace(s)), ";")
}

// collect gathers the objects of lists, graphs and pages.
func collect(v any, out *[]map[string]any, depth int) {
	if depth > 4 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			collect(one, out, depth+1)
		}
	case map[string]any:
		*out = append(*out, v)
		collect(v["@graph"], out, depth+1)
		if main, ok := v["mainEntity"].(map[string]any); ok {
			collect(main, out, depth+1)
		}
	}
}

func hasType(o map[string]any, name string) bool {
	for _, t := range texts(o["@type"]) {
		if t == name {
			return true
		}
	}
	return false
}

func isArticle(o map[string]any) bool {
	for _, t := range texts(o["@type"]) {
		if articleTypes[t] {
			return true
		}
	}
	return false
}

func (m *metadata) jsonArticle(o map[string]any, byID map[string]map[string]any) {
	const rule = "read/json-ld@1"
	title := first(texts(o["headline"]))
	if title == "" {
		title = first(texts(o["name"]))
	}
	m.title = add(m.title, title, rule)
	m.published = add(m.published, first(texts(o["datePublished"])), rule)
	m.updated = add(m.updated, first(texts(o["dateModified"])), rule)
	for _, name := range names(o["publisher"], byID) {
		m.publisher = add(m.publisher, name, rule)
	}
	for _, name := range names(o["author"], byID) {
		m.authors = add(m.authors, name, rule)
	}
	for _, u := range append(texts(o["url"]), ids(o["mainEntityOfPage"])...) {
		m.url = add(m.url, u, rule)
	}
	m.language = add(m.language, first(texts(o["inLanguage"])), rule)
	if body := first(texts(o["articleBody"])); len(body) > len(m.described) && !strings.Contains(body, "</") {
		m.described = lineEnds(strings.ToValidUTF8(strings.TrimSpace(html.UnescapeString(body)), "\ufffd"))
	}
}

func (m *metadata) jsonPage(o map[string]any, byID map[string]map[string]any) {
	const rule = "read/json-ld-page@1"
	for _, name := range names(o["publisher"], byID) {
		m.publisher = add(m.publisher, name, rule)
	}
	if hasType(o, "WebPage") {
		m.published = add(m.published, first(texts(o["datePublished"])), rule)
	} else {
		m.publisher = add(m.publisher, first(texts(o["name"])), rule)
	}
}

// texts are the strings of a value that may be one or a list.
func texts(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, one := range v {
			if s, ok := one.(string); ok {
				out = append(out, s)
			}
		}
		return out
	}
	return nil
}

// names are the names of a person or organisation, or of several; a reference is followed.
func names(v any, byID map[string]map[string]any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, one := range v {
			out = append(out, names(one, byID)...)
		}
		return out
	case map[string]any:
		if n := texts(v["name"]); len(n) > 0 {
			return n
		}
		if id, _ := v["@id"].(string); id != "" && byID[id] != nil {
			return texts(byID[id]["name"])
		}
	}
	return nil
}

// ids are the addresses a value points at.
func ids(v any) []string {
	if o, ok := v.(map[string]any); ok {
		return append(texts(o["@id"]), texts(o["url"])...)
	}
	return texts(v)
}

func first(s []string) string {
	if len(s) > 0 {
		return s[0]
	}
	return ""
}
