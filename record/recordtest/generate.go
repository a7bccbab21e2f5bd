package recordtest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/quoth-news/quoth"
)

// Generator makes an archive of which the truth is known: which quotations attest
// one statement, and which documents are of one origin. The same seed makes the same
// archive. It holds what makes linking hard:
//
//   - wire stories reprinted whole, cut, with quotations altered, or told anew under
//     the agency's credit alone;
//   - interviews that others follow up in prose of their own, telling whom the words
//     were told;
//   - occasions where several reporters hear the same words and each writes for himself:
//     shared words, no shared origin;
//   - people who say the same phrase again on another day, and phrases everybody says;
//   - quotations whose article does not say when they were said;
//   - people who share a surname.
type Generator struct {
	Speakers int // 2000 if 0
	Reprints int // of each story at most, 4 if 0
	Quotes   int // statements of an occasion at most, 7 if 0
	Alone    int // in a hundred: occasions that one article alone reports
	Steady   int // articles a day, if the days shall pass in order

	r       *rand.Rand
	words   []string
	people  []string
	stock   []string
	day     int
	story   int
	printed int
	waiting []Generated
}

// Generated is an article with the truth about its quotations: for each the number
// of the statement it attests, and the number of its origin.
type Generated struct {
	Article    *Article
	Statements []int
	Origin     int
}

// NewGenerator begins an archive.
func NewGenerator(seed uint64) *Generator {
	return &Generator{r: rand.New(rand.NewPCG(seed, 7))}
}

var syllables = strings.Fields(`ba be bi bo bra dan del dor fen fi gal gor hal hem in ka kel kin lan lor ma men mi nor
	o pel por ra ren ri sal sen sor ta tel tin tor u val ven vor wen wil ya zan`)

func (g *Generator) coin(n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(syllables[g.r.IntN(len(syllables))])
	}
	return b.String()
}

func (g *Generator) prepare() {
	for _, d := range []struct {
		n  *int
		is int
	}{{&g.Speakers, 2000}, {&g.Reprints, 4}, {&g.Quotes, 7}} {
		if *d.n == 0 {
			*d.n = d.is
		}
	}
	seen := map[string]bool{}
	for len(g.words) < 8000 {
		if w := g.coin(2 + g.r.IntN(2)); !seen[w] {
			seen[w] = true
			g.words = append(g.words, w)
		}
	}
	surnames := make([]string, max(g.Speakers/4, 1))
	for i := range surnames {
		surnames[i] = title(g.coin(3))
	}
	for len(g.people) < g.Speakers {
		name := title(g.coin(2)) + " " + surnames[int(g.r.Float64()*g.r.Float64()*float64(len(surnames)))]
		if !seen[name] {
			seen[name] = true
			g.people = append(g.people, name)
		}
	}
	for range 50 {
		g.stock = append(g.stock, g.speech(3+g.r.IntN(3)))
	}
}

func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

var small = strings.Fields(`the the the of and to a in that it is was for on are with they be at this have from we not will
	our you has were who more if so but what all would there their can when`)

// speech is n words, of which about half are matter; matter is drawn so that some
// words are common and most are rare, as in speech.
func (g *Generator) speech(n int) string {
	out := make([]string, n)
	for i := range out {
		if g.r.IntN(2) == 0 {
			out[i] = small[g.r.IntN(len(small))]
			continue
		}
		f := g.r.Float64()
		out[i] = g.words[int(f*f*float64(len(g.words)))]
	}
	return strings.Join(out, " ")
}

// said is a statement with its truth.
type said struct {
	Quote
	statement int
}

// Next is the next article, in no particular order of time unless the days are steady.
func (g *Generator) Next() Generated {
	if g.words == nil {
		g.prepare()
	}
	if len(g.waiting) == 0 {
		g.event()
	}
	next := g.waiting[0]
	g.waiting = g.waiting[1:]
	g.printed++
	return next
}

// occasion is what somebody said at one time, and how it is being reported.
type occasion struct {
	date       quoth.When
	statements []said
	outlets    int // how many report it so far
}

// event makes the articles about one occasion.
func (g *Generator) event() {
	g.story++
	g.day = g.r.IntN(4000)
	if g.Steady > 0 {
		g.day = g.printed / g.Steady
	}
	o := &occasion{date: quoth.DayOf(2010, 1, 1+g.day)}
	who := int(g.r.Float64() * g.r.Float64() * float64(len(g.people)))
	for i := range 2 + g.r.IntN(max(g.Quotes-1, 1)) {
		s := said{Quote{Words: g.speech(8 + g.r.IntN(30)), Speaker: g.people[who], Said: o.date}, 100*g.story + i}
		switch g.r.IntN(20) {
		case 0, 1: // what everybody says
			s.Words = g.stock[g.r.IntN(len(g.stock))]
		case 2: // what this one says again and again
			s.Words = g.pet(who)
		case 3, 4: // without a date; only what is long enough to be known again
			if len(strings.Fields(s.Words)) >= 15 {
				s.Said = ""
			}
		}
		if g.r.IntN(3) == 0 {
			s.About = g.people[g.r.IntN(len(g.people))]
		}
		o.statements = append(o.statements, s)
	}
	if g.r.IntN(100) < g.Alone {
		g.print(o, 8*g.story, g.prose(o), o.statements, "")
		return
	}
	switch g.r.IntN(4) {
	case 0:
		g.interview(o)
	case 1:
		for i := range 1 + g.r.IntN(3) { // each hears it for himself
			g.print(o, 8*g.story+i, g.prose(o), g.retold(o.statements), "")
		}
	default:
		g.wire(o)
	}
}

// pet is one of two phrases that somebody says again and again.
func (g *Generator) pet(who int) string {
	own := Generator{r: rand.New(rand.NewPCG(uint64(who), uint64(g.r.IntN(2)))), words: g.words}
	return own.speech(6 + own.r.IntN(7))
}

// prose is the reporter's own: an opening, and something between the quotations.
func (g *Generator) prose(o *occasion) []string {
	prose := []string{g.speech(50)}
	for range o.statements {
		prose = append(prose, g.speech(25+g.r.IntN(20)))
	}
	return prose
}

var wires = []string{"AP", "Reuters", "AFP"}

// wire is an agency's story with its reprints, and perhaps the report of somebody who
// heard it, too.
func (g *Generator) wire(o *occasion) {
	credit, prose := "", g.prose(o)
	if g.r.IntN(2) == 0 {
		credit = wires[g.r.IntN(len(wires))]
	}
	for i := range 1 + g.r.IntN(g.Reprints+1) {
		if i == 0 {
			g.print(o, 8*g.story, prose, o.statements, credit)
			continue
		}
		told := prose
		if credit != "" && g.r.IntN(4) == 0 {
			told = g.prose(o) // written anew: only the credit tells
		}
		g.print(o, 8*g.story, told, g.handled(o.statements), credit)
	}
	if g.r.IntN(3) == 0 {
		g.print(o, 8*g.story+1, g.prose(o), g.retold(o.statements), "")
	}
}

// interview is given to one outlet, which others follow.
func (g *Generator) interview(o *occasion) {
	outlet := g.outlet(o)
	for i := range o.statements {
		o.statements[i].Told = outlet
	}
	for i := range 1 + g.r.IntN(3) {
		statements := o.statements
		if i > 0 {
			statements = g.retold(statements)
		}
		g.print(o, 8*g.story, g.prose(o), statements, "")
	}
}

// outlet is where the next article of an occasion stands: none reports it twice.
func (g *Generator) outlet(o *occasion) string {
	return fmt.Sprintf("Outlet %d", (7*g.story+o.outlets)%60)
}

// print is one article.
func (g *Generator) print(o *occasion, origin int, prose []string, statements []said, credit string) {
	a := NewArticle(fmt.Sprintf("https://o%d.example/%d-%d", o.outlets, g.story, o.outlets), g.outlet(o), o.date)
	o.outlets++
	a.Title = fmt.Sprintf("%s speaks %d", o.statements[0].Speaker, g.story)
	if credit != "" {
		a.Authors = []string{credit}
	}
	a.Prose(prose[0])
	out := Generated{Article: a, Origin: origin}
	for i, s := range statements {
		a.Quote(s.Quote)
		out.Statements = append(out.Statements, s.statement)
		a.Prose(prose[i+1])
	}
	g.waiting = append(g.waiting, out)
}

// handled are the statements as a reprint has them: perhaps cut at the end, a few
// with their words altered.
func (g *Generator) handled(statements []said) []said {
	keep := len(statements)
	if keep > 2 {
		keep -= g.r.IntN(keep - 1)
	}
	var out []said
	for _, s := range statements[:keep] {
		if g.r.IntN(5) == 0 {
			s.Words = g.altered(s.Words)
		}
		out = append(out, s)
	}
	return out
}

// retold are the statements as another reporter has them: some of them, some cut.
func (g *Generator) retold(statements []said) []said {
	var out []said
	for _, s := range statements {
		if g.r.IntN(3) == 0 {
			continue
		}
		if g.r.IntN(2) == 0 {
			s.Words = g.cut(s.Words)
		}
		out = append(out, s)
	}
	if len(out) == 0 {
		out = append(out, statements[0])
	}
	return out
}

// cut keeps a run of at least six words, or all of what is shorter.
func (g *Generator) cut(words string) string {
	f := strings.Fields(words)
	if len(f) <= 8 {
		return words
	}
	n := 6 + g.r.IntN(len(f)-6)
	from := g.r.IntN(len(f) - n + 1)
	return strings.Join(f[from:from+n], " ")
}

// altered drops, adds or changes a word, or leaves a run out with an ellipsis.
func (g *Generator) altered(words string) string {
	f := strings.Fields(words)
	at := g.r.IntN(len(f))
	switch g.r.IntN(4) {
	case 0:
		f = append(f[:at:at], f[at+1:]...)
	case 1:
		f = append(f[:at:at], append([]string{"not"}, f[at:]...)...)
	case 2:
		f[at] = g.words[g.r.IntN(len(g.words))]
	default:
		if n := 2 + g.r.IntN(4); len(f) > 3*n && at+n < len(f) {
			f = append(f[:at:at], append([]string{"..."}, f[at+n:]...)...)
		}
	}
	return strings.Join(f, " ")
}
