package corpus

import (
	"fmt"
	"io"
	"sort"
	"strings"

	"github.com/quoth-news/quoth"
)

// MarkedScore is the score on our own marked articles.
type MarkedScore struct {
	Articles   int                 `json:"articles"`
	Whole      int                 `json:"whole"` // articles without a single wrong field
	Quotations int                 `json:"quotations"`
	Right      int                 `json:"fields_right"`
	Of         int                 `json:"fields_judged"`
	Fields     map[string]Score    `json:"fields"`
	ByForm     map[string]Score    `json:"by_form"`    // found, by form
	ByRule     map[string]Tally    `json:"by_rule"`    // what a rule gave and was right
	BySpeaker  map[string]Tally    `json:"by_speaker"` // quotations given to the right entity, by kind of mention
	ByCovers   map[string]Tally    `json:"by_phenomenon"`
	Intervals  map[string]Interval `json:"intervals"`
	Judgements []Judgement         `json:"-"`
}

// Score is precision and recall of one field over right, wrong, missing and extra.
type Score struct {
	Precision *float64 `json:"precision"`
	Recall    *float64 `json:"recall"`
	F1        *float64 `json:"f1"`
	Right     int      `json:"right"`
	Wrong     int      `json:"wrong"`
	Missing   int      `json:"missing"`
	Extra     int      `json:"extra"`
}

// ScoreMarked judges the readings of all articles, in the same order.
func ScoreMarked(articles []Marked, readings []*quoth.Reading) (*MarkedScore, error) {
	if len(articles) != len(readings) {
		return nil, fmt.Errorf("%w: %d articles and %d readings", quoth.ErrInvalid, len(articles), len(readings))
	}
	s := &MarkedScore{Articles: len(articles), ByRule: map[string]Tally{}, BySpeaker: map[string]Tally{}, ByCovers: map[string]Tally{}}
	var counts []Counts
	for i := range articles {
		m := &articles[i]
		s.Quotations += len(m.Quotations)
		judgements := Judge(m, readings[i])
		s.Judgements = append(s.Judgements, judgements...)
		c := countJudgements(judgements)
		counts = append(counts, c)
		ok := Tally{Of: len(judgements)}
		for _, j := range judgements {
			if j.Verdict == Right {
				ok.Right++
			}
			s.countRule(j)
			s.countSpeaker(m, j)
		}
		if ok.Right == ok.Of {
			s.Whole++
		}
		s.Right, s.Of = s.Right+ok.Right, s.Of+ok.Of
		for _, phenomenon := range m.Covers {
			t := s.ByCovers[phenomenon]
			s.ByCovers[phenomenon] = Tally{t.Right + ok.Right, t.Of + ok.Of}
		}
	}
	total := sum(counts)
	s.Fields, s.ByForm = scores(total, "field "), scores(total, "form ")
	s.Intervals = intervals(counts, func(c Counts) map[string]float64 {
		out := map[string]float64{}
		for field, score := range scores(c, "field ") {
			if score.F1 != nil {
				out[field] = *score.F1
			}
		}
		return out
	})
	return s, nil
}

func countJudgements(judgements []Judgement) Counts {
	c := Counts{}
	for _, j := range judgements {
		c["field "+j.Field+" "+string(j.Verdict)]++
		if j.Field == "found" {
			c["form "+string(j.Form)+" "+string(j.Verdict)]++
		}
	}
	return c
}

// scores picks the scores of one kind out of counts named "field found right".
func scores(c Counts, prefix string) map[string]Score {
	out := map[string]Score{}
	for k, n := range c {
		name, ok := strings.CutPrefix(k, prefix)
		if !ok {
			continue
		}
		at := strings.LastIndexByte(name, ' ')
		s := out[name[:at]]
		switch Verdict(name[at+1:]) {
		case Right:
			s.Right = n
		case Wrong:
			s.Wrong = n
		case Missing:
			s.Missing = n
		case Extra:
			s.Extra = n
		}
		out[name[:at]] = s
	}
	for name, s := range out {
		s.Precision, s.Recall = ratio(s.Right, s.Right+s.Wrong+s.Extra), ratio(s.Right, s.Right+s.Wrong+s.Missing)
		s.F1 = f1(s.Precision, s.Recall)
		out[name] = s
	}
	return out
}

func (s *MarkedScore) countRule(j Judgement) {
	switch j.Field {
	case "found", "entity", "told", "addressee", "via", "venue", "said":
		if j.Rule == "" || j.Verdict == Missing {
			return
		}
		t := s.ByRule[j.Rule]
		t.Of++
		if j.Verdict == Right {
			t.Right++
		}
		s.ByRule[j.Rule] = t
	}
}

// countSpeaker counts the right entities by the words the speaker is given in.
func (s *MarkedScore) countSpeaker(m *Marked, j Judgement) {
	if j.Field != "entity" {
		return
	}
	kind := "not printed"
	if q := m.Quotation(j.Item); q != nil && len(q.Speaker.Spans) > 0 {
		kind = mentionKind(q.Speaker.Spans[0].Of(m.Doc.Text), q.Speaker.Name)
	}
	t := s.BySpeaker[kind]
	t.Of++
	if j.Verdict == Right {
		t.Right++
	}
	s.BySpeaker[kind] = t
}

// mentionKind tells by what words someone of that name is mentioned.
func mentionKind(words, name string) string {
	switch strings.ToLower(words) {
	case "he", "she", "they", "it", "i", "we", "who", "his", "her", "their", "him", "them":
		return "pronoun"
	}
	if strings.HasPrefix(words, "@") {
		return "handle"
	}
	if sameName(words, name) {
		return "full name"
	}
	for _, w := range strings.Fields(foldName(name)) {
		if len(w) > 2 && strings.Contains(strings.ToLower(words), w) {
			return "short name or with a title"
		}
	}
	return "description"
}

// Print writes the score as a table for people, which is the golden file too.
func (s *MarkedScore) Print(w io.Writer) {
	fmt.Fprintf(w, "%d articles, %d quotations, %d articles right in every field\n%d of %d fields right (%s)\n\n",
		s.Articles, s.Quotations, s.Whole, s.Right, s.Of, figure(ratio(s.Right, s.Of)))
	fmt.Fprintf(w, "%-28s %9s %9s %9s %7s %7s %7s %7s  %s\n", "field", "precision", "recall", "F1", "right", "wrong", "missing", "extra", "F1 when articles are drawn anew")
	for _, field := range markedFields {
		if score, ok := s.Fields[field]; ok {
			printScore(w, field, score, s.Intervals[field])
		}
	}
	fmt.Fprintln(w, "\nfound, by form")
	for _, form := range []string{"direct", "mixed", "indirect"} {
		printScore(w, form, s.ByForm[form], Interval{})
	}
	for _, t := range []struct {
		title   string
		tallies map[string]Tally
	}{{"right entity, by the speaker's words", s.BySpeaker}, {"right, by rule", s.ByRule}, {"fields right, by phenomenon", s.ByCovers}} {
		printTallies(w, t.title, t.tallies)
	}
}

// PrintWrong lists every field that is not right, as lines for the ledger.
func (s *MarkedScore) PrintWrong(w io.Writer) {
	for _, j := range s.Judgements {
		if j.Verdict != Right {
			fmt.Fprintln(w, j)
		}
	}
}

func printTallies(w io.Writer, title string, tallies map[string]Tally) {
	fmt.Fprintf(w, "\n%s\n", title)
	for _, name := range sortedKeys(tallies) {
		fmt.Fprintf(w, "%-40s %5d of %5d\n", name, tallies[name].Right, tallies[name].Of)
	}
}

func printScore(w io.Writer, name string, s Score, i Interval) {
	fmt.Fprintf(w, "%-28s %9s %9s %9s %7d %7d %7d %7d", name, figure(s.Precision), figure(s.Recall), figure(s.F1), s.Right, s.Wrong, s.Missing, s.Extra)
	if i.High > 0 {
		fmt.Fprintf(w, "  %.3f–%.3f", i.Low, i.High)
	}
	fmt.Fprintln(w)
}

func figure(x *float64) string {
	if x == nil {
		return "–"
	}
	return fmt.Sprintf("%.3f", *x)
}

func sortedKeys[T any](m map[string]T) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
