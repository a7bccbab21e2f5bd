package corpus

import (
	"fmt"
	"io"
	"sort"
	"strings"

	"github.com/quoth-news/quoth"
)

// GUMRead is one document of GUM as the engine read it, with the time expressions
// it saw.
type GUMRead struct {
	Reading *quoth.Reading
	Times   []quoth.Time
}

// GUMScore is the score on GUM: whom the engine takes a mention for, and what
// value it gives a date.
type GUMScore struct {
	Docs      int                 `json:"docs"`
	Speakers  map[string]Tally    `json:"speakers"` // speakers' mentions with the right entity, by kind of mention
	Mentions  map[string]Tally    `json:"mentions"` // all mentions of people, by kind
	Dates     map[string]Tally    `json:"dates"`    // expressions with the right value, by genre
	Found     map[string]Tally    `json:"dates_found"`
	Intervals map[string]Interval `json:"intervals"`

	Reliability `json:"reliability_by_decision"`
}

// ScoreGUM scores the readings of documents, in the same order.
//
// A mention the engine linked is right if the entity's other mentions belong, by
// majority and names first, to the mention's own chain in the gold. A mention
// whose gold chain has no other mention is not counted, nor is a name or
// description the engine saw no mention in; a pronoun it left alone is wrong.
func ScoreGUM(docs []ConlluDoc, reads []GUMRead) (*GUMScore, error) {
	if len(docs) != len(reads) {
		return nil, fmt.Errorf("%w: %d documents and %d readings", quoth.ErrInvalid, len(docs), len(reads))
	}
	var all []Counts
	decisions := guesses{}
	for i := range docs {
		c := Counts{}
		countCoreference(&docs[i], reads[i].Reading, c, decisions)
		countDates(&docs[i], reads[i].Times, c, decisions)
		all = append(all, c)
	}
	total := sum(all)
	s := &GUMScore{Docs: len(docs), Speakers: tallies(total, "speaker "), Mentions: tallies(total, "mention "),
		Dates: tallies(total, "date "), Found: tallies(total, "seen "), Reliability: decisions.reliability()}
	s.Intervals = intervals(all, func(c Counts) map[string]float64 {
		out := map[string]float64{}
		for _, kind := range []string{"speaker pronoun", "mention pronoun", "date news"} {
			if v := ratio(c[kind+" right"], c[kind+" of"]); v != nil {
				out[kind] = *v
			}
		}
		return out
	})
	return s, nil
}

// goldMentions finds the gold mention that words of the engine's are.
type goldMentions struct {
	doc    *ConlluDoc
	byHead map[int][]*ConlluMention // by the head token
	count  map[string]int           // mentions of a chain
}

func newGoldMentions(d *ConlluDoc) *goldMentions {
	g := &goldMentions{doc: d, byHead: map[int][]*ConlluMention{}, count: map[string]int{}}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		g.count[m.Entity]++
		h := g.head(m)
		g.byHead[h] = append(g.byHead[h], m)
	}
	return g
}

// head is the first token of the mention that depends on none inside it.
func (g *goldMentions) head(m *ConlluMention) int {
	for i := m.First; i < m.Last; i++ {
		if h := g.doc.Tokens[i].Head; h < m.First || h >= m.Last {
			return i
		}
	}
	return m.First
}

// at is the gold mention whose head lies in the span and which is most like it, or
// nil. Annotators take titles and relative clauses in, the engine may not.
func (g *goldMentions) at(span quoth.Span) *ConlluMention {
	tokens := g.doc.Tokens
	var best *ConlluMention
	most := 0.0
	for i := sort.Search(len(tokens), func(i int) bool { return tokens[i].End > span.Start }); i < len(tokens) && tokens[i].Start < span.End; i++ {
		for _, m := range g.byHead[i] {
			shared := min(m.End, span.End) - max(m.Start, span.Start)
			if like := float64(shared) / float64(m.Len()+span.Len()-shared); like > most {
				best, most = m, like
			}
		}
	}
	return best
}

// kind tells by what words a gold mention points at someone.
func (g *goldMentions) kind(m *ConlluMention) string {
	name := false
	for _, t := range g.doc.Tokens[m.First:m.Last] {
		if m.Last-m.First == 1 && strings.HasPrefix(t.XPOS, "PRP") {
			return "pronoun"
		}
		name = name || strings.HasPrefix(t.XPOS, "NNP")
	}
	if name {
		return "name"
	}
	return "description"
}

func countCoreference(d *ConlluDoc, r *quoth.Reading, c Counts, decisions guesses) {
	gold := newGoldMentions(d)
	seen := map[*ConlluMention]bool{}
	for e := range r.Entities {
		for _, span := range r.Entities[e].Mentions {
			m := gold.at(span)
			if m == nil || seen[m] || m.Kind != "person" || gold.count[m.Entity] < 2 || firstOrSecondPerson(span.Of(d.Text)) {
				continue
			}
			seen[m] = true
			kind := gold.kind(m)
			c["mention "+kind+" of"]++
			if gold.chain(r, e, span) == m.Entity {
				c["mention "+kind+" right"]++
			}
		}
	}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if !seen[m] && m.Kind == "person" && gold.count[m.Entity] >= 2 && gold.kind(m) == "pronoun" && !firstOrSecondPerson(m.Of(d.Text)) {
			c["mention pronoun of"]++
		}
	}
	for i := range r.Quotations {
		s := r.Quotations[i].Speaker
		if s == nil {
			continue
		}
		m := gold.at(s.Mention)
		if m == nil || gold.count[m.Entity] < 2 {
			continue
		}
		kinds := []string{gold.kind(m)}
		if kinds[0] == "pronoun" && firstOrSecondPerson(s.Mention.Of(d.Text)) {
			kinds[0] = "I, we or you"
		}
		if he := strings.ToLower(s.Mention.Of(d.Text)); he == "he" || he == "she" {
			kinds = append(kinds, "he or she")
		}
		right := s.Entity != quoth.None && gold.chain(r, s.Entity, s.Mention) == m.Entity
		if kinds[0] != "I, we or you" {
			decisions.add("entity", s.Confidence, right)
		}
		switch d.Meta["genre"] {
		case "news", "interview", "speech":
			kinds = append(kinds, kinds[0]+" in news, interviews, speeches")
		}
		for _, kind := range kinds {
			c["speaker "+kind+" of"]++
			if right {
				c["speaker "+kind+" right"]++
			}
		}
	}
}

func firstOrSecondPerson(w string) bool {
	switch strings.ToLower(w) {
	case "i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "you", "your", "yours", "yourself", "ourselves":
		return true
	}
	return false
}

// chain is the gold chain that an entity stands for, judged by its mentions but
// for one: a name counts more than any number of other words.
func (g *goldMentions) chain(r *quoth.Reading, entity int, but quoth.Span) string {
	votes := map[string]int{}
	for _, span := range r.Entities[entity].Mentions {
		m := g.at(span)
		if m == nil || span == but {
			continue
		}
		votes[m.Entity]++
		if g.kind(m) == "name" {
			votes[m.Entity] += 1000
		}
	}
	best, most := "", 0
	for _, id := range sortedKeys(votes) {
		if votes[id] > most {
			best, most = id, votes[id]
		}
	}
	return best
}

// countDates looks for an expression with the right bounds on each gold date.
func countDates(d *ConlluDoc, times []quoth.Time, c Counts, decisions guesses) {
	genre := d.Meta["genre"]
	for i := range d.Dates {
		g := &d.Dates[i]
		want := g.Value()
		if want == "" {
			continue
		}
		c["date "+genre+" of"]++
		c["seen "+genre+" of"]++
		seen, right := false, false
		at := sort.Search(len(times), func(k int) bool { return times[k].End > g.Start })
		for ; at < len(times) && times[at].Start < g.End; at++ {
			seen = true
			same := sameBounds(want, times[at].When)
			decisions.add("date", times[at].Confidence, same)
			right = right || same
		}
		if seen {
			c["seen "+genre+" right"]++
		}
		if right {
			c["date "+genre+" right"]++
		}
	}
}

// Value is the date as EDTF: a day, an interval, or open at one end. Times of day
// are cut to the day.
func (d *ConlluDate) Value() quoth.When {
	day := func(s string) quoth.When {
		s, _, _ = strings.Cut(s, "T")
		return quoth.When(s)
	}
	from, to := day(first(d.When, d.From, d.NotBefore)), day(first(d.When, d.To, d.NotAfter))
	switch {
	case from == to:
		return from
	case from == "":
		return quoth.AtLatest(to)
	case to == "":
		return from + "/.."
	}
	return quoth.From(from, to)
}

func sameBounds(a, b quoth.When) bool {
	a1, a2, ok := a.Bounds()
	b1, b2, also := b.Bounds()
	return ok && also && a1 == b1 && a2 == b2
}

// Print writes the score as a table for people.
func (s *GUMScore) Print(w io.Writer) {
	fmt.Fprintf(w, "%d documents\n", s.Docs)
	for _, t := range []struct {
		title   string
		tallies map[string]Tally
	}{{"speakers with the right entity, by kind of mention", s.Speakers}, {"people mentioned, right entity, by kind (third person)", s.Mentions},
		{"time expressions seen, by genre", s.Found}, {"time expressions with the right value, by genre", s.Dates}} {
		printTallies(w, t.title, t.tallies)
	}
	fmt.Fprintln(w)
	for _, name := range sortedKeys(s.Intervals) {
		fmt.Fprintf(w, "%-28s (%.3f–%.3f)\n", name, s.Intervals[name].Low, s.Intervals[name].High)
	}
}
