package corpus

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"github.com/quoth-news/quoth"
)

// CoNLL-U is ten columns a token; comments before a sentence say where documents
// and paragraphs begin. The text is put together again from the forms and
// SpaceAfter=No, with a blank line between paragraphs; a line "7-8 Bernoulli's"
// prints the words 7 and 8 together, and lines such as "14.1" stand for nothing
// printed. GUM adds Entity= (coreference) and XML= (dates) in the last column.

// ConlluDoc is one document of a treebank.
type ConlluDoc struct {
	ID        string
	Meta      map[string]string // "dateCreated", "genre", … without "meta::"
	Text      string
	Tokens    []ConlluToken
	Sentences []ConlluSentence
	Mentions  []ConlluMention // ordered by First, longer first
	Dates     []ConlluDate    // in the order in which they close
}

// ConlluToken is a token of a treebank.
type ConlluToken struct {
	quoth.Span
	Form, Lemma, UPOS, XPOS string
	Features                string
	Head                    int // index into Tokens, quoth.None for a root
	Relation                string
	Sentence                int
	Space                   bool // white space stands before it
	Misc                    string
}

// ConlluSentence is the tokens [First, Last), with the speaker and addressee that
// GUM gives for spoken genres.
type ConlluSentence struct {
	TokenRange
	NewParagraph       bool
	Speaker, Addressee string
}

// ConlluMention is a mention of an entity in GUM. Kind is its class ("person",
// "organization", "place", "time", …), Status its information status ("new",
// "giv:act"), Identity the Wikipedia name, where there is one.
type ConlluMention struct {
	TokenRange
	quoth.Span
	Entity, Kind, Status, Identity string
}

// ConlluDate is an expression with the date it was resolved to.
type ConlluDate struct {
	TokenRange
	quoth.Span
	When, From, To, NotBefore, NotAfter string
}

// LoadConllu reads the documents of one file.
func LoadConllu(path string) ([]ConlluDoc, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	docs, err := ReadConllu(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return docs, nil
}

// ReadConllu reads the documents of a stream.
func ReadConllu(in io.Reader) ([]ConlluDoc, error) {
	r := conlluReader{}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<22)
	for n := 1; lines.Scan(); n++ {
		if err := r.line(lines.Text()); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	r.endDocument()
	return r.docs, lines.Err()
}

type conlluReader struct {
	docs  []ConlluDoc
	doc   *ConlluDoc
	text  strings.Builder
	first int // the sentence's first token
	heads []int
	next  ConlluSentence // what the comments said of the sentence to come
	space bool           // white space stands before the next token
	until int            // the last word of a range "7-8", and its print:
	whole quoth.Span
	after bool // white space follows the range

	entities openEntities
	dates    []ConlluDate
}

func (r *conlluReader) line(line string) error {
	switch {
	case strings.TrimSpace(line) == "":
		r.endSentence()
		return nil
	case strings.HasPrefix(line, "#"):
		r.comment(strings.TrimSpace(line[1:]))
		return nil
	}
	c := strings.Split(line, "\t")
	if len(c) != 10 {
		return fmt.Errorf("%w: %d columns, want 10", quoth.ErrInvalid, len(c))
	}
	if r.doc == nil {
		r.begin("")
	}
	if strings.Contains(c[0], ".") {
		return nil
	}
	if from, to, ok := strings.Cut(c[0], "-"); ok {
		last, err := strconv.Atoi(to)
		if err != nil {
			return fmt.Errorf("%w: token %q-%q", quoth.ErrInvalid, from, to)
		}
		r.until, r.whole, r.after = last, r.print(c[1]), spaceAfter(c[9])
		return nil
	}
	return r.token(c)
}

func (r *conlluReader) token(c []string) error {
	id, err := strconv.Atoi(c[0])
	if err != nil {
		return fmt.Errorf("%w: token %q", quoth.ErrInvalid, c[0])
	}
	head, err := strconv.Atoi(c[6])
	if err != nil {
		return fmt.Errorf("%w: head %q", quoth.ErrInvalid, c[6])
	}
	t := ConlluToken{Form: c[1], Lemma: c[2], UPOS: c[3], XPOS: c[4], Features: c[5], Relation: c[7],
		Sentence: len(r.doc.Sentences), Space: r.space, Misc: c[9]}
	if id <= r.until { // inside a range: cut the form from what the range printed
		t.Span = r.whole
		if id < r.until && strings.HasPrefix(t.Span.Of(r.text.String()), c[1]) {
			t.End = t.Start + len(c[1])
		}
		r.whole.Start = t.End
		r.space = id == r.until && r.after
	} else {
		t.Span = r.print(c[1])
		r.space = spaceAfter(c[9])
	}
	r.doc.Tokens = append(r.doc.Tokens, t)
	r.heads = append(r.heads, head)
	r.annotations(len(r.doc.Tokens)-1, c[9])
	return nil
}

// print writes a form into the text and says where it stands.
func (r *conlluReader) print(form string) quoth.Span {
	switch {
	case r.text.Len() == 0:
	case r.next.NewParagraph && r.first == len(r.doc.Tokens):
		r.text.WriteString("\n\n")
	case r.space:
		r.text.WriteByte(' ')
	}
	start := r.text.Len()
	r.text.WriteString(form)
	return quoth.Span{Start: start, End: r.text.Len()}
}

func spaceAfter(misc string) bool { return !hasItem(misc, "SpaceAfter=No") }

func hasItem(misc, item string) bool {
	for _, m := range strings.Split(misc, "|") {
		if m == item {
			return true
		}
	}
	return false
}

func (r *conlluReader) comment(c string) {
	if c == "newpar" || strings.HasPrefix(c, "newpar id") {
		r.next.NewParagraph = true
		return
	}
	key, value, _ := strings.Cut(c, "=")
	key, value = strings.TrimSpace(key), strings.TrimSpace(value)
	switch {
	case key == "newdoc id":
		r.endDocument()
		r.begin(value)
	case key == "speaker":
		r.next.Speaker = value
	case key == "addressee":
		r.next.Addressee = value
	case strings.HasPrefix(key, "meta::") && r.doc != nil:
		r.doc.Meta[strings.TrimPrefix(key, "meta::")] = value
	}
}

func (r *conlluReader) tokens() int {
	if r.doc == nil {
		return 0
	}
	return len(r.doc.Tokens)
}

func (r *conlluReader) begin(id string) {
	r.docs = append(r.docs, ConlluDoc{ID: id, Meta: map[string]string{}})
	r.doc = &r.docs[len(r.docs)-1]
	r.first, r.space, r.entities, r.dates = 0, false, openEntities{}, nil
	r.text.Reset()
}

func (r *conlluReader) endSentence() {
	n := r.tokens()
	if n == r.first {
		return
	}
	for i := r.first; i < n; i++ {
		r.doc.Tokens[i].Head = quoth.None
		if h := r.heads[i-r.first]; h > 0 && r.first+h-1 < n {
			r.doc.Tokens[i].Head = r.first + h - 1
		}
	}
	s := r.next
	s.First, s.Last = r.first, n
	r.doc.Sentences = append(r.doc.Sentences, s)
	r.first, r.heads, r.until, r.next, r.space = n, r.heads[:0], 0, ConlluSentence{}, true
}

func (r *conlluReader) endDocument() {
	r.endSentence()
	if r.doc == nil {
		return
	}
	r.doc.Text = r.text.String()
	for i := range r.doc.Mentions {
		m := &r.doc.Mentions[i]
		m.Span = quoth.Span{Start: r.doc.Tokens[m.First].Start, End: r.doc.Tokens[m.Last-1].End}
	}
	for i := range r.doc.Dates {
		d := &r.doc.Dates[i]
		d.Span = quoth.Span{Start: r.doc.Tokens[d.First].Start, End: r.doc.Tokens[d.Last-1].End}
	}
	sort.SliceStable(r.doc.Mentions, func(i, j int) bool {
		a, b := &r.doc.Mentions[i], &r.doc.Mentions[j]
		return a.First < b.First || a.First == b.First && a.Last > b.Last
	})
	r.doc = nil
}

func (r *conlluReader) annotations(token int, misc string) {
	for _, item := range strings.Split(misc, "|") {
		if v, ok := strings.CutPrefix(item, "Entity="); ok {
			r.doc.Mentions = append(r.doc.Mentions, r.entities.read(token, v)...)
		}
		if v, ok := strings.CutPrefix(item, "XML="); ok {
			r.readDates(token, v)
		}
	}
}

// openEntities are the mentions begun and not yet closed, by entity.
type openEntities map[string][]ConlluMention

// read reads "(1-event-new-…(2-person-…-Name)3)1)": what opens at the token, what
// opens and closes there, and what closes after it.
func (o openEntities) read(token int, cell string) []ConlluMention {
	var closed []ConlluMention
	for cell != "" {
		if cell[0] != '(' {
			id, rest, _ := strings.Cut(cell, ")")
			cell = rest
			id, _, _ = strings.Cut(id, "[")
			if stack := o[id]; len(stack) > 0 {
				m := stack[len(stack)-1]
				m.Last = token + 1
				closed, o[id] = append(closed, m), stack[:len(stack)-1]
			}
			continue
		}
		end := strings.IndexAny(cell[1:], "()") + 1
		if end == 0 {
			end = len(cell)
		}
		m := newMention(token, strings.Split(cell[1:end], "-"))
		if end < len(cell) && cell[end] == ')' {
			m.Last = token + 1
			closed = append(closed, m)
			end++
		} else {
			o[m.Entity] = append(o[m.Entity], m)
		}
		cell = cell[end:]
	}
	return closed
}

func newMention(token int, fields []string) ConlluMention {
	m := ConlluMention{TokenRange: TokenRange{First: token}}
	m.Entity, _, _ = strings.Cut(fields[0], "[") // "3[1/2]": a mention in two pieces
	if len(fields) > 2 {
		m.Kind, m.Status = fields[1], fields[2]
	}
	if len(fields) > 7 {
		m.Identity = strings.Join(fields[7:], "-")
	}
	return m
}

var (
	dateTag       = regexp.MustCompile(`<date ([^>]*)>|</date>`)
	dateAttribute = regexp.MustCompile(`(\w+):::"([^"]*)"`)
)

func (r *conlluReader) readDates(token int, xml string) {
	for _, tag := range dateTag.FindAllStringSubmatch(xml, -1) {
		if tag[0] == "</date>" {
			if n := len(r.dates); n > 0 {
				d := r.dates[n-1]
				d.Last = token + 1
				r.dates = r.dates[:n-1]
				r.doc.Dates = append(r.doc.Dates, d)
			}
			continue
		}
		d := ConlluDate{TokenRange: TokenRange{First: token}}
		for _, a := range dateAttribute.FindAllStringSubmatch(tag[1], -1) {
			switch a[1] {
			case "when":
				d.When = a[2]
			case "from":
				d.From = a[2]
			case "to":
				d.To = a[2]
			case "notBefore":
				d.NotBefore = a[2]
			case "notAfter":
				d.NotAfter = a[2]
			}
		}
		r.dates = append(r.dates, d)
	}
}
