package export

import (
	"encoding/xml"
	"io"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
)

// TEI P5: one document with a <cit> for each statement, and after the text a
// <listPerson> and <listOrg> of those who speak. A group is a <personGrp>; an
// unnamed source is a <person role="unnamed"> with a description and no name.
//
//   - <said>: the words; who points at the speaker, direct tells words in
//     quotation marks from reported ones, aloud is false for attitudes; ana is
//     the act.
//   - <date>: when it was said, by when, from and to, or notAfter; cert="low"
//     where it is not sure.
//   - <note type="told">, <note type="venue">: to whom and where.
//   - <bibl>: an article that carries it, first to last, with its title,
//     publisher, date and address.
//
// Identifiers have a dot where the record has a colon, which XML does not allow.

const (
	editionOpen = `<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><fileDesc>
<titleStmt><title>Statements and where they appeared</title></titleStmt>
<publicationStmt><p>Written by Quoth from its record.</p></publicationStmt>
<sourceDesc><p>The articles named in each bibl.</p></sourceDesc>
</fileDesc></teiHeader>
<text><body>
<div>
`
	editionMiddle = "</div>\n</body></text>\n"
	editionClose  = "</TEI>\n"
)

type edition struct {
	to     io.Writer
	kindOf KindOf
	begun  bool
	people map[string]string // names by identifier
	order  []string
}

func (e *edition) begin() error {
	if e.begun {
		return nil
	}
	e.begun = true
	_, err := io.WriteString(e.to, editionOpen)
	return err
}

type teiCit struct {
	XMLName xml.Name  `xml:"cit"`
	ID      string    `xml:"xml:id,attr"`
	Said    teiSaid   `xml:"said"`
	Date    *teiDate  `xml:"date"`
	Notes   []teiNote `xml:"note"`
	Bibl    []teiBibl `xml:"bibl"`
}

type teiSaid struct {
	Who    string `xml:"who,attr,omitempty"`
	Direct bool   `xml:"direct,attr"`
	Aloud  bool   `xml:"aloud,attr"`
	Ana    string `xml:"ana,attr"`
	Words  string `xml:",chardata"`
}

type teiDate struct {
	When     string `xml:"when,attr,omitempty"`
	From     string `xml:"from,attr,omitempty"`
	To       string `xml:"to,attr,omitempty"`
	NotAfter string `xml:"notAfter,attr,omitempty"`
	Cert     string `xml:"cert,attr,omitempty"`
	Words    string `xml:",chardata"`
}

type teiNote struct {
	Type  string `xml:"type,attr"`
	Words string `xml:",chardata"`
}

type teiBibl struct {
	Title     *teiTitle `xml:"title"`
	Publisher string    `xml:"publisher,omitempty"`
	Date      *teiDate  `xml:"date"`
	Ref       teiRef    `xml:"ref"`
}

type teiTitle struct {
	Level string `xml:"level,attr"`
	Words string `xml:",chardata"`
}

type teiRef struct {
	Target string `xml:"target,attr"`
}

func (e *edition) Write(t *ask.Tracing) error {
	if err := e.begin(); err != nil {
		return err
	}
	s := &t.Statement
	cit := teiCit{ID: xmlID(s.ID), Date: dateOf(s.Said),
		Said: teiSaid{Direct: s.Form == quoth.Direct, Aloud: s.Act != quoth.Attitude, Ana: "#" + string(s.Act), Words: printable(s.Text)}}
	if s.Speaker.ID != "" {
		cit.Said.Who = "#" + xmlID(s.Speaker.ID)
		if _, known := e.people[s.Speaker.ID]; !known {
			e.people[s.Speaker.ID] = s.Speaker.Name
			e.order = append(e.order, s.Speaker.ID)
		}
	}
	if s.Told != "" {
		cit.Notes = append(cit.Notes, teiNote{"told", printable(s.Told)})
	}
	if s.Venue != nil {
		cit.Notes = append(cit.Notes, teiNote{"venue", printable(strings.TrimSpace(strings.ReplaceAll(string(s.Venue.Kind), "_", " ") + " " + s.Venue.Name))})
	}
	for i := range t.Appearances {
		h := &t.Appearances[i].Head
		b := teiBibl{Publisher: printable(h.Publisher), Date: dateOf(h.Published), Ref: teiRef{addressOf(h.ID, h.URL)}}
		if h.Title != "" {
			b.Title = &teiTitle{"a", printable(h.Title)}
		}
		cit.Bibl = append(cit.Bibl, b)
	}
	return e.element(cit)
}

func (e *edition) element(v any) error {
	b, err := xml.Marshal(v)
	if err != nil {
		return err
	}
	_, err = e.to.Write(append(b, '\n'))
	return err
}

type teiPerson struct {
	XMLName xml.Name `xml:"person"`
	ID      string   `xml:"xml:id,attr"`
	Role    string   `xml:"role,attr,omitempty"`
	Name    string   `xml:"persName,omitempty"`
	Note    string   `xml:"note,omitempty"`
}

type teiGroup struct {
	XMLName xml.Name `xml:"personGrp"`
	ID      string   `xml:"xml:id,attr"`
	Name    string   `xml:"persName"`
}

type teiOrg struct {
	XMLName xml.Name `xml:"org"`
	ID      string   `xml:"xml:id,attr"`
	Name    string   `xml:"orgName"`
}

// Close writes what the acts mean and who speaks, and ends the document.
func (e *edition) Close() error {
	if err := e.begin(); err != nil {
		return err
	}
	var persons, orgs []any
	for _, id := range e.order {
		kind, err := e.kindOf(id)
		if err != nil {
			return err
		}
		switch name := printable(e.people[id]); kind {
		case quoth.Organisation:
			orgs = append(orgs, teiOrg{ID: xmlID(id), Name: name})
		case quoth.Person:
			persons = append(persons, teiPerson{ID: xmlID(id), Name: name})
		case quoth.UnnamedSource:
			persons = append(persons, teiPerson{ID: xmlID(id), Role: "unnamed", Note: name})
		default:
			persons = append(persons, teiGroup{ID: xmlID(id), Name: name})
		}
	}
	out := editionMiddle + "<standOff>\n<interpGrp type=\"act\">" + interpretations() + "</interpGrp>\n"
	if _, err := io.WriteString(e.to, out); err != nil {
		return err
	}
	if err := e.named("listPerson", persons); err != nil {
		return err
	}
	if err := e.named("listOrg", orgs); err != nil {
		return err
	}
	_, err := io.WriteString(e.to, "</standOff>\n"+editionClose)
	return err
}

func (e *edition) named(element string, list []any) error {
	if len(list) == 0 {
		return nil
	}
	if _, err := io.WriteString(e.to, "<"+element+">\n"); err != nil {
		return err
	}
	for _, one := range list {
		if err := e.element(one); err != nil {
			return err
		}
	}
	_, err := io.WriteString(e.to, "</"+element+">\n")
	return err
}

// interpretations name the acts that ana points at.
func interpretations() string {
	var b strings.Builder
	for _, act := range []quoth.Act{quoth.Stated, quoth.Denial, quoth.Refusal, quoth.NoResponse, quoth.Attitude} {
		b.WriteString(`<interp xml:id="` + string(act) + `">` + strings.ReplaceAll(string(act), "_", " ") + `</interp>`)
	}
	return b.String()
}

// xmlID makes an XML name of an identifier.
func xmlID(id string) string { return strings.ReplaceAll(id, ":", ".") }

// printable leaves out the characters that XML cannot hold.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s)
}

// dateOf is an EDTF date as TEI's attributes have it, with the EDTF itself as the words.
func dateOf(w quoth.When) *teiDate {
	if w == "" {
		return nil
	}
	d := &teiDate{Words: string(w)}
	plain := strings.TrimRight(string(w), "~?%")
	if plain != string(w) {
		d.Cert = "low"
	}
	from, to, interval := strings.Cut(plain, "/")
	from, to = strings.TrimRight(from, "~?%"), strings.TrimRight(to, "~?%")
	switch {
	case !interval && plainDay(quoth.When(plain)):
		d.When = plain
	case from == ".." && plainDay(quoth.When(to)):
		d.NotAfter = to
	case plainDay(quoth.When(from)) && plainDay(quoth.When(to)):
		d.From, d.To = from, to
	case plainDay(quoth.When(from)) && to == "..":
		d.From = from
	}
	return d
}
