package pages

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

// citation is a statement as others cite it.
type citation struct {
	Text, BibTeX string
	Linked       quotationData
	Link         string // into the article, to the words; "" where it has no address
}

// quotationData is a statement as a schema.org Quotation.
type quotationData struct {
	Context  string       `json:"@context"`
	Type     string       `json:"@type"`
	ID       string       `json:"identifier"`
	Text     string       `json:"text"`
	Speaker  *namedData   `json:"spokenByCharacter,omitempty"`
	Said     string       `json:"dateCreated,omitempty"`
	About    []namedData  `json:"about,omitempty"`
	IsPartOf *articleData `json:"isPartOf,omitempty"`
}

type namedData struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

type articleData struct {
	Type      string     `json:"@type"`
	Headline  string     `json:"headline,omitempty"`
	URL       string     `json:"url,omitempty"`
	Published string     `json:"datePublished,omitempty"`
	Publisher *namedData `json:"publisher,omitempty"`
}

func cited(st *record.Statement) citation {
	return citation{Text: citedText(st), BibTeX: citedBibTeX(st), Linked: linkedData(st), Link: wire.LinkOf(st)}
}

// asPrinted is the wording of a statement. Words that a cue breaks in two (“A,” she
// said. “B.”) keep the cue between them, as the article has them.
func asPrinted(st *record.Statement) string {
	if st.Form == quoth.Indirect || st.Evidence.Span.Len() > 2*len(st.Text)+120 {
		return st.Text
	}
	return st.Evidence.Span.Of(st.Evidence.Text)
}

// citedText is a statement as a footnote: who, the words, and where they stand.
func citedText(st *record.Statement) string {
	var b strings.Builder
	b.WriteString(cmp.Or(st.Speaker.Name, "Nobody named"))
	if st.Said != "" {
		b.WriteString(" (" + st.Said.Words() + ")")
	}
	words := strings.Join(strings.Fields(asPrinted(st)), " ")
	if st.Form == quoth.Direct {
		words = "“" + strings.TrimRight(words, ",") + "”"
	}
	b.WriteString(": " + words)
	if !strings.HasSuffix(strings.TrimRight(words, "”"), ".") {
		b.WriteString(".")
	}
	b.WriteString(" ")
	if st.First.Title != "" && st.First.Title != st.First.Outlet() {
		b.WriteString(st.First.Title + ". ")
	}
	b.WriteString(st.First.Words() + ".")
	if address := wire.WebAddress(st.First.URL); address != "" {
		b.WriteString(" " + address)
	}
	return b.String()
}

// citedBibTeX is the article in which a statement was first printed, the words in its note.
func citedBibTeX(st *record.Statement) string {
	var b strings.Builder
	fmt.Fprintf(&b, "@misc{quoth-%s,\n", strings.TrimPrefix(st.ID, "s:"))
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %s = {%s},\n", name, bibTeX(value))
		}
	}
	field("author", "{"+cmp.Or(st.Speaker.Name, "Anonymous")+"}")
	field("title", st.First.Title)
	field("howpublished", st.First.Outlet())
	if first, last, ok := st.First.Published.Bounds(); ok && first != quoth.EarliestDay && last != quoth.LatestDay {
		field("date", string(st.First.Published))
	}
	field("url", wire.WebAddress(st.First.URL))
	field("note", "Quoted as saying: "+strings.Join(strings.Fields(asPrinted(st)), " "))
	b.WriteString("}\n")
	return b.String()
}

// bibTeX escapes what means something to TeX. Braces that group a name stay.
func bibTeX(s string) string {
	grouped := strings.HasPrefix(s, "{") && strings.HasSuffix(s, "}")
	if grouped {
		s = s[1 : len(s)-1]
	}
	s = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "%", `\%`, "&", `\&`, "#", `\#`, "$", `\$`, "_", `\_`,
		"~", `\textasciitilde{}`, "^", `\textasciicircum{}`).Replace(s)
	if grouped {
		s = "{" + s + "}"
	}
	return s
}

func linkedData(st *record.Statement) quotationData {
	q := quotationData{Context: "https://schema.org", Type: "Quotation", ID: st.ID, Text: st.Text, Said: day(st.Said)}
	if st.Speaker.Name != "" {
		q.Speaker = &namedData{"Person", st.Speaker.Name}
	}
	for _, p := range st.About {
		q.About = append(q.About, namedData{"Thing", p.Name})
	}
	article := articleData{Type: "NewsArticle", Headline: st.First.Title, URL: wire.WebAddress(st.First.URL), Published: day(st.First.Published)}
	if st.First.Publisher != "" {
		article.Publisher = &namedData{"Organization", st.First.Publisher}
	}
	q.IsPartOf = &article
	return q
}

// cite gives a statement's citation as a file.
func (s *server) cite(w http.ResponseWriter, r *http.Request) {
	trace, err := s.traced(r.Context(), r.PathValue("id"))
	if err != nil {
		s.show(w, r, "", nil, err)
		return
	}
	c := cited(&trace.Statement)
	name := strings.Replace(trace.Statement.ID, ":", "-", 1)
	switch r.PathValue("format") {
	case "text":
		plainFile(w, "text/plain; charset=utf-8", name+".txt", c.Text+"\n")
	case "bibtex":
		plainFile(w, "application/x-bibtex; charset=utf-8", name+".bib", c.BibTeX)
	case "jsonld":
		data, err := json.MarshalIndent(c.Linked, "", "  ")
		if err != nil {
			s.show(w, r, "", nil, err)
			return
		}
		plainFile(w, "application/ld+json", name+".jsonld", string(data)+"\n")
	default:
		s.show(w, r, "", nil, fmt.Errorf("%w: a statement is cited as text, bibtex or jsonld", quoth.ErrNotFound))
	}
}

func plainFile(w http.ResponseWriter, kind, name, content string) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	w.Write([]byte(content))
}
