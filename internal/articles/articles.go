// Package articles makes up news articles for tests and benchmarks: any number of
// them, the same for the same seed, in the shape of real ones, with quotations of
// every form, pronouns, dates, reprints and short forms of names.
//
//	for i := range 200 {
//		a := articles.Make(1, i)
//		os.WriteFile(a.Name, a.Page(), 0o644)
//	}
//
// They are for speed, order and soundness. They are no measure of quality: their
// sentences come from few patterns.
package articles

import (
	"encoding/json"
	"fmt"
	"html"
	"math/rand/v2"
	"strings"
	"time"
)

// Article is a made-up article.
type Article struct {
	Name       string // a file name that sorts by number
	URL        string
	Title      string
	Publisher  string
	Author     string
	Published  string // a day
	Paragraphs []string
}

// Make is article number i of a seed. Every tenth is a reprint of the one before,
// under another outlet.
func Make(seed uint64, i int) Article {
	if i%10 == 9 {
		a := Make(seed, i-1)
		r := rand.New(rand.NewPCG(seed, uint64(i)))
		a.Publisher = pick(r, outlets)
		return a.named(i)
	}
	r := rand.New(rand.NewPCG(seed, uint64(i)))
	day := time.Date(2005, 1, 3, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.IntN(7000))
	s := story{r: r, who: pick(r, given) + " " + pick(r, family), other: pick(r, given) + " " + pick(r, family), day: day}
	s.short = s.who[strings.LastIndexByte(s.who, ' ')+1:]
	a := Article{Publisher: pick(r, outlets), Author: pick(r, given) + " " + pick(r, family), Published: day.Format(time.DateOnly)}
	a.Title = s.short + " speaks of " + pick(r, topics)
	a.Paragraphs = append(a.Paragraphs, s.opening())
	for range 4 + r.IntN(12) {
		a.Paragraphs = append(a.Paragraphs, s.paragraph())
	}
	return a.named(i)
}

func (a Article) named(i int) Article {
	a.Name = fmt.Sprintf("%06d.html", i)
	a.URL = fmt.Sprintf("https://%s.example/%06d", strings.ReplaceAll(strings.ToLower(a.Publisher), " ", ""), i)
	return a
}

// Text is the article as plain text, with its date in the first line.
func (a Article) Text() string {
	return "date " + a.Published + "\n\n" + strings.Join(a.Paragraphs, "\n\n") + "\n"
}

// Page is the article as an HTML page with the usual things around it.
func (a Article) Page() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>%s | %s</title>\n", html.EscapeString(a.Title), a.Publisher)
	fmt.Fprintf(&b, "<link rel=\"canonical\" href=\"%s\"><meta property=\"og:site_name\" content=\"%s\">\n", a.URL, a.Publisher)
	fmt.Fprintf(&b, "<meta property=\"article:published_time\" content=\"%sT08:00:00Z\"><meta name=\"author\" content=\"%s\"></head>\n<body>\n", a.Published, a.Author)
	b.WriteString("<nav><a href=\"/\">Home</a> <a href=\"/news\">News</a> <a href=\"/sport\">Sport</a></nav>\n<article><h1>" + html.EscapeString(a.Title) + "</h1>\n")
	for _, p := range a.Paragraphs {
		b.WriteString("<p>" + html.EscapeString(p) + "</p>\n")
	}
	b.WriteString("</article>\n<aside class=\"related\"><h2>Read also</h2><a href=\"/1\">Ten walks for a wet Sunday</a></aside>\n<footer>All rights reserved.</footer></body></html>\n")
	return []byte(b.String())
}

// Line is the article as a line of JSON, without a line end.
func (a Article) Line() []byte {
	line, err := json.Marshal(map[string]any{"url": a.URL, "title": a.Title, "publisher": a.Publisher, "published": a.Published,
		"authors": []string{a.Author}, "language": "en", "text": strings.Join(a.Paragraphs, "\n\n")})
	if err != nil {
		panic(err) // strings alone always marshal
	}
	return line
}

// story is what the paragraphs of one article share.
type story struct {
	r                 *rand.Rand
	who, short, other string
	day               time.Time
}

func (s *story) opening() string {
	return fmt.Sprintf("%s, the %s, %s on %s that %s.", s.who, pick(s.r, roles), pick(s.r, verbs), s.weekday(), s.clause())
}

func (s *story) paragraph() string {
	switch s.r.IntN(9) {
	case 0:
		return fmt.Sprintf("“%s,” %s said. “%s.”", s.sentence(), s.short, s.sentence())
	case 1:
		return fmt.Sprintf("“%s,” %s told the %s on %s.", s.sentence(), pick(s.r, []string{"she", "he"}), pick(s.r, outlets), s.weekday())
	case 2:
		return fmt.Sprintf("According to %s, %s. %s", s.other, s.clause(), s.filler())
	case 3:
		return fmt.Sprintf("A spokesman for %s said that %s. %s", s.who, s.clause(), s.filler())
	case 4:
		return fmt.Sprintf("Asked about %s, %s called it “%s”. %s", pick(s.r, topics), s.short, s.thing(), s.filler())
	case 5:
		return fmt.Sprintf("%s declined to comment on %s. %s", s.other, pick(s.r, topics), s.filler())
	case 6:
		return fmt.Sprintf("\"%s,\" said %s, a %s. \"%s.\"", s.sentence(), s.other, pick(s.r, roles), s.sentence())
	case 7:
		return fmt.Sprintf("%s denied that %s. %s", s.short, s.clause(), s.filler())
	}
	return s.filler() + " " + s.filler() + " " + s.filler()
}

// weekday names one of the seven days up to publication.
func (s *story) weekday() string { return s.day.AddDate(0, 0, -s.r.IntN(6)).Weekday().String() }

// clause is a sentence without its capital: "the slow ferry must replace an old
// promise near the customs house".
func (s *story) clause() string {
	clause := s.thing() + " " + pick(s.r, modals) + " " + pick(s.r, actions) + " " + s.thing()
	if s.r.IntN(2) == 0 {
		clause += " " + pick(s.r, places) + " " + s.thing()
	}
	return clause + " " + pick(s.r, ends)
}

func (s *story) thing() string {
	return pick(s.r, articlesOf) + " " + pick(s.r, adjectives) + " " + pick(s.r, nouns)
}

func (s *story) sentence() string {
	return pick(s.r, openings) + " " + s.clause()
}

func (s *story) filler() string {
	return fmt.Sprintf("%s %s %d %s %s %s.", pick(s.r, scenes), pick(s.r, moves), 2+s.r.IntN(900), pick(s.r, units), pick(s.r, places), s.thing())
}

func pick(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }
