package recordtest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/quoth-news/quoth"
)

// Generator makes an archive of which the truth is known: which quotations attest
// one statement, and which documents are of one origin. Stories go over the wire
// and are reprinted whole, cut or with their quotations altered; other outlets
// report the same statements in prose of their own; people repeat stock phrases.
// The same seed makes the same archive.
type Generator struct {
	Speakers int // 2000 if 0
	Reprints int // of each story at most, 4 if 0
	r        *rand.Rand
	words    []string
	people   []string
	stock    []string
	day      int
	story    int
	waiting  []Generated
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
	if g.Speakers == 0 {
		g.Speakers = 2000
	}
	if g.Reprints == 0 {
		g.Reprints = 4
	}
	seen := map[string]bool{}
	for len(g.words) < 8000 {
		if w := g.coin(2 + g.r.IntN(2)); !seen[w] {
			seen[w] = true
			g.words = append(g.words, w)
		}
	}
	for len(g.people) < g.Speakers {
		name := title(g.coin(2)) + " " + title(g.coin(3))
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

// Next is the next article, in no particular order of time.
func (g *Generator) Next() Generated {
	if g.words == nil {
		g.prepare()
	}
	if len(g.waiting) == 0 {
		g.event()
	}
	next := g.waiting[0]
	g.waiting = g.waiting[1:]
	return next
}

// event makes the articles about one occasion: a wire story with its reprints, and
// perhaps a report of another's own.
func (g *Generator) event() {
	g.story++
	g.day = g.r.IntN(4000)
	date := quoth.DayOf(2010, 1, 1+g.day)
	speaker := g.people[int(g.r.Float64()*g.r.Float64()*float64(len(g.people)))]
	var statements []said
	for i := range 2 + g.r.IntN(6) {
		s := said{Quote{Words: g.speech(8 + g.r.IntN(30)), Speaker: speaker, Said: date}, 100*g.story + i}
		if g.r.IntN(8) == 0 {
			s.Words = g.stock[g.r.IntN(len(g.stock))]
		}
		if g.r.IntN(3) == 0 {
			s.About = g.people[g.r.IntN(len(g.people))]
		}
		statements = append(statements, s)
	}
	prose := []string{g.speech(60), g.speech(40), g.speech(40), g.speech(40), g.speech(40), g.speech(40), g.speech(40), g.speech(40)}
	for i := range 1 + g.r.IntN(g.Reprints+1) {
		g.waiting = append(g.waiting, g.print(i, 2*g.story, date, prose, statements))
	}
	if g.r.IntN(3) == 0 {
		own := []string{g.speech(50), g.speech(30), g.speech(30), g.speech(30), g.speech(30), g.speech(30), g.speech(30), g.speech(30)}
		g.waiting = append(g.waiting, g.print(9, 2*g.story+1, date, own, g.retold(statements)))
	}
}

// print is one outlet's copy: the first whole, later ones perhaps cut at the end.
func (g *Generator) print(copy, origin int, date quoth.When, prose []string, statements []said) Generated {
	a := NewArticle(fmt.Sprintf("https://o%d.example/%d-%d", copy, g.story, copy), fmt.Sprintf("Outlet %d", g.r.IntN(60)), date)
	a.Prose(prose[0])
	out := Generated{Article: a, Origin: origin}
	keep := len(statements)
	if copy > 0 && copy < 9 && keep > 2 {
		keep -= g.r.IntN(keep - 1)
	}
	for i, s := range statements[:keep] {
		if copy > 0 && copy < 9 && g.r.IntN(5) == 0 {
			s.Words = g.altered(s.Words)
		}
		a.Quote(s.Quote)
		out.Statements = append(out.Statements, s.statement)
		if i+1 < len(prose) {
			a.Prose(prose[i+1])
		}
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
