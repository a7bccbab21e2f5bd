package corpus

import (
	"fmt"
	"io"
	"sort"
	"strings"

	"github.com/quoth-news/quoth"
)

// NovelScore is the score on PDNC or LitBank. A quotation is found if a direct or
// mixed one lies on it, and right if that one is given to the right character.
type NovelScore struct {
	Novels    int                 `json:"novels"`
	Gold      int                 `json:"quotations"`
	Precision *float64            `json:"precision"` // quotations found that lie in the gold
	Recall    *float64            `json:"recall"`
	F1        *float64            `json:"f1"`
	Right     *float64            `json:"right_speaker"`     // found and given to the right character, of all gold
	RightOf   *float64            `json:"right_when_given"`  // of those given to anyone
	Given     *float64            `json:"given_a_character"` // share of gold given to anyone
	Intervals map[string]Interval `json:"intervals"`
	ByKind    map[string]Tally    `json:"by_kind"`  // right of all gold, by how the speaker is given
	ByRule    map[string]Tally    `json:"by_rule"`  // right of those given, by rule
	ByWords   map[string]Tally    `json:"by_words"` // right of those given, by the words of the mention
	N         Counts              `json:"n"`

	NotLearned  map[string]Tally `json:"by_kind_not_learned_from"` // ByKind of every second novel, from which no speaker was learned
	Reliability `json:"reliability_by_decision"`
}

// ScorePDNC scores readings of PDNC's novels: an entity is the character whose
// names, where nobody shares them, most of its mentions are.
func ScorePDNC(novels []Novel, readings []*quoth.Reading) (*NovelScore, error) {
	return scoreNovels(novels, readings, sameByName)
}

// ScoreLitBank scores readings of LitBank's extracts: an entity is the character
// with whose mentions most of its own agree.
func ScoreLitBank(novels []Novel, readings []*quoth.Reading) (*NovelScore, error) {
	return scoreNovels(novels, readings, sameByMentions)
}

// sameCharacter gives for each entity of a reading the character it is, or None.
type sameCharacter func(n *Novel, r *quoth.Reading) []int

func scoreNovels(novels []Novel, readings []*quoth.Reading, same sameCharacter) (*NovelScore, error) {
	if len(novels) != len(readings) {
		return nil, fmt.Errorf("%w: %d novels and %d readings", quoth.ErrInvalid, len(novels), len(readings))
	}
	var all []Counts
	breakdown, unseen, decisions := Counts{}, Counts{}, guesses{}
	for i := range novels {
		own := Counts{}
		all = append(all, countNovel(&novels[i], readings[i], same, own, decisions))
		breakdown.add(own)
		if i%2 == 1 {
			unseen.add(own)
		}
	}
	s := novelFigures(sum(all))
	s.Novels = len(novels)
	s.ByKind, s.ByRule, s.ByWords = tallies(breakdown, "kind "), tallies(breakdown, "rule "), tallies(breakdown, "words ")
	s.NotLearned, s.Reliability = tallies(unseen, "kind "), decisions.reliability()
	s.Intervals = intervals(all, func(c Counts) map[string]float64 {
		f := novelFigures(c)
		out := map[string]float64{}
		for name, v := range map[string]*float64{"f1": f.F1, "right_speaker": f.Right, "right_when_given": f.RightOf} {
			if v != nil {
				out[name] = *v
			}
		}
		return out
	})
	return s, nil
}

func novelFigures(n Counts) *NovelScore {
	s := &NovelScore{Gold: n["gold"], Precision: ratio(n["pred_ok"], n["pred"]), Recall: ratio(n["found"], n["gold"]), N: n,
		Right: ratio(n["right"], n["gold"]), RightOf: ratio(n["right"], n["given"]), Given: ratio(n["given"], n["gold"])}
	s.F1 = f1(s.Precision, s.Recall)
	return s
}

func countNovel(n *Novel, r *quoth.Reading, same sameCharacter, breakdown Counts, decisions guesses) Counts {
	c := Counts{}
	characters := same(n, r)
	var quoted []*quoth.Quotation
	for i := range r.Quotations {
		if q := &r.Quotations[i]; q.Form != quoth.Indirect {
			quoted = append(quoted, q)
		}
	}
	good := map[*quoth.Quotation]bool{}
	for i := range n.Quotations {
		g := &n.Quotations[i]
		c["gold"]++
		kind := first(g.Kind, "all")
		breakdown["kind "+kind+" of"]++
		best := bestQuoted(g.Parts, quoted, good)
		if best == nil {
			continue
		}
		c["found"]++
		if best.Speaker == nil || best.Speaker.Entity == quoth.None {
			continue
		}
		c["given"]++
		words := mentionKind(best.Speaker.Mention.Of(n.Text), r.Entities[best.Speaker.Entity].Name)
		breakdown["rule "+best.Speaker.Rule+" of"]++
		breakdown["words "+words+" of"]++
		right := g.Speaker != quoth.None && characters[best.Speaker.Entity] == g.Speaker
		decisions.add("entity", best.Speaker.Confidence, right)
		if he := strings.ToLower(best.Speaker.Mention.Of(n.Text)); he == "he" || he == "she" {
			breakdown["words he or she of"]++
			if right {
				breakdown["words he or she right"]++
			}
		}
		if right {
			c["right"]++
			breakdown["kind "+kind+" right"]++
			breakdown["rule "+best.Speaker.Rule+" right"]++
			breakdown["words "+words+" right"]++
		}
	}
	c["pred"], c["pred_ok"] = len(quoted), len(good)
	return c
}

// bestQuoted is the quotation that covers most of the gold one, as PolNeAR's
// scorer has it, and notes all that lie on it.
func bestQuoted(parts []quoth.Span, quoted []*quoth.Quotation, good map[*quoth.Quotation]bool) *quoth.Quotation {
	whole := quoth.Span{Start: parts[0].Start, End: parts[len(parts)-1].End}
	var best *quoth.Quotation
	cover := 0
	for _, q := range quoted {
		if !q.Span().Meets(whole) {
			continue
		}
		shared, a, b := overlap(parts, q.Parts)
		if 2*shared >= b && shared > 0 {
			good[q] = true
		}
		if shared > cover && 2*shared >= min(a, b) && 10*shared >= 3*a {
			best, cover = q, shared
		}
	}
	return best
}

// sameByName takes an entity for the character that most of its mentions name, by
// a name only one character has: any name before any description. Entities do without
// "Mr." where mentions have it. An entity that no name tells is the character whose
// words the text gives it, by most of the corpus's own references.
func sameByName(n *Novel, r *quoth.Reading) []int {
	full, bare := map[string][]int{}, map[string][]int{}
	for i, c := range n.Characters {
		for _, name := range append([]string{c.Name}, c.Aliases...) {
			addOwner(full, foldName(name), i)
			addOwner(bare, withoutTitle(foldName(name)), i)
		}
	}
	out := make([]int, len(r.Entities))
	var unknown []int
	for i, e := range r.Entities {
		names := append([]string{e.Name}, e.Aliases...)
		for _, m := range e.Mentions {
			names = append(names, withTitleBefore(n.Text, m))
		}
		votes, best := map[int]int{}, 0
		out[i] = quoth.None
		for _, name := range names {
			weight := 1
			if named(name) {
				weight = 1000
			}
			name = foldName(name)
			owners := full[name]
			if len(owners) == 0 {
				owners = bare[withoutTitle(name)]
			}
			if len(owners) != 1 {
				continue
			}
			o := owners[0]
			if votes[o] += weight; votes[o] > best {
				out[i], best = o, votes[o]
			}
		}
		if out[i] == quoth.None {
			unknown = append(unknown, i)
		}
	}
	sameByReference(n, r, unknown, out)
	return out
}

// named tells a name from "the doctor": a word of it other than the first has a capital, or all of it is one word that has.
func named(name string) bool {
	words := strings.Fields(name)
	for i, w := range words {
		if (i > 0 || len(words) == 1) && w[0] >= 'A' && w[0] <= 'Z' {
			return true
		}
	}
	return false
}

// withTitleBefore is a mention with the title printed before it: entities do without.
func withTitleBefore(text string, m quoth.Span) string {
	before := strings.TrimRight(text[max(0, m.Start-12):m.Start], " \n")
	word := before[strings.LastIndexAny(before, " \n")+1:]
	if withoutTitle(strings.ToLower(word)+" x") == "x" {
		return word + " " + m.Of(text)
	}
	return m.Of(text)
}

func addOwner(owners map[string][]int, name string, character int) {
	for _, o := range owners[name] {
		if o == character {
			return
		}
	}
	owners[name] = append(owners[name], character)
}

func withoutTitle(name string) string {
	for _, title := range []string{"mr. ", "mrs. ", "miss ", "mr ", "mrs ", "ms. ", "lady ", "lord ", "sir ", "dr. ", "dr ", "aunt ", "uncle ", "captain ", "colonel "} {
		if rest, ok := strings.CutPrefix(name, title); ok {
			return rest
		}
	}
	return name
}

// sameByMentions takes an entity for the character most of its mentions belong
// to, a name counting more than any number of pronouns.
func sameByMentions(n *Novel, r *quoth.Reading) []int {
	gold := newMentionIndex(n)
	out := make([]int, len(r.Entities))
	for i, e := range r.Entities {
		votes, best := map[int]int{}, 0
		out[i] = quoth.None
		for _, m := range e.Mentions {
			o := gold.owner(m)
			if o == quoth.None {
				continue
			}
			votes[o]++
			if mentionKind(m.Of(n.Text), e.Name) != "pronoun" {
				votes[o] += 1000
			}
			if votes[o] > best {
				out[i], best = o, votes[o]
			}
		}
	}
	return out
}

// mentionIndex finds the gold mention that is most like one of the engine's.
type mentionIndex struct {
	spans   []quoth.Span // ordered by start
	owners  []int
	longest int
}

func newMentionIndex(n *Novel) *mentionIndex {
	x := &mentionIndex{}
	type owned struct {
		span  quoth.Span
		owner int
	}
	var all []owned
	for i, c := range n.Characters {
		for _, m := range c.Mentions {
			all = append(all, owned{m, i})
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].span.Start < all[j].span.Start })
	for _, o := range all {
		x.spans, x.owners = append(x.spans, o.span), append(x.owners, o.owner)
		x.longest = max(x.longest, o.span.Len())
	}
	return x
}

// owner is the character whose mention shares at least half of what both cover
// with m, or lies at its end ("Verloc" in "Mr. Verloc"), or None.
func (x *mentionIndex) owner(m quoth.Span) int {
	best, most := quoth.None, 0.0
	for i := sort.Search(len(x.spans), func(i int) bool { return x.spans[i].Start >= m.Start-x.longest }); i < len(x.spans) && x.spans[i].Start < m.End; i++ {
		s := x.spans[i]
		shared := min(s.End, m.End) - max(s.Start, m.Start)
		like := float64(shared) / float64(s.Len()+m.Len()-shared)
		if (like >= .5 || s.End == m.End) && like > most {
			best, most = x.owners[i], like
		}
	}
	return best
}

// Print writes the score as a table for people.
func (s *NovelScore) Print(w io.Writer) {
	fmt.Fprintf(w, "%d novels or extracts, %d quotations\n\n", s.Novels, s.Gold)
	for _, l := range []struct {
		name, key string
		v         *float64
	}{{"found: precision", "", s.Precision}, {"found: recall", "", s.Recall}, {"found: F1", "f1", s.F1},
		{"given to someone", "", s.Given}, {"right when given", "right_when_given", s.RightOf}, {"found and right, of all", "right_speaker", s.Right}} {
		fmt.Fprintf(w, "%-28s %6s", l.name, figure(l.v))
		if i, ok := s.Intervals[l.key]; ok {
			fmt.Fprintf(w, "  (%.3f–%.3f)", i.Low, i.High)
		}
		fmt.Fprintln(w)
	}
	printTallies(w, "found and right, by how the speaker is given", s.ByKind)
	printTallies(w, "the same, in every second novel, from which no speaker was learned", s.NotLearned)
	printTallies(w, "right when given, by the words of the mention", s.ByWords)
	printTallies(w, "right when given, by rule", s.ByRule)
}
