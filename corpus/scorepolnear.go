package corpus

import (
	"fmt"
	"io"

	"github.com/quoth-news/quoth"
)

// Read is one article as the engine read it. Name is the article's name in its
// corpus: the file's without folder and ending.
type Read struct {
	Name    string
	Text    string
	Reading *quoth.Reading
}

// PolScore is the score on PolNeAR. Its JSON has the figures of the corpus's own
// scoring program under the same names, then the intervals and the breakdowns.
type PolScore struct {
	Docs       int         `json:"docs"`
	Missing    int         `json:"docs_missing"`
	BadOffsets int         `json:"bad_offsets"`
	Quoted     PolQuoted   `json:"quoted"`
	Indirect   PolIndirect `json:"indirect"`
	Chars      PolChars    `json:"content_chars"`
	N          Counts      `json:"n"`

	Intervals map[string]Interval `json:"intervals"`
	ByForm    map[string]Tally    `json:"by_form"`    // predictions that lie in gold, by predicted form
	BySpeaker map[string]Tally    `json:"by_speaker"` // found quoted gold with the right mention, by kind of source
	Plain     PolPlain            `json:"plain_speech_verbs"`
	Curve     []Surety            `json:"reliability"`
	Surety    map[string]Tally    `json:"by_confidence"` // as BySpeaker, by the speaker's confidence
	Wrong     []PolFault          `json:"-"`

	Reliability `json:"reliability_by_decision"`
	ByRule      map[string]Tally `json:"by_rule"` // predictions right by the rule that found them, mentions by the rule that chose them
}

// PolQuoted are the figures over gold whose content holds a double quotation mark.
type PolQuoted struct {
	Precision    *float64 `json:"precision"`
	Recall       *float64 `json:"recall"`
	F1           *float64 `json:"f1"`
	ContentExact *float64 `json:"content_exact"`
	SourceGiven  *float64 `json:"source_given_found"`
	SourceExact  *float64 `json:"source_exact_given_found"`
	EndToEnd     *float64 `json:"end_to_end"`
}

// PolIndirect are the figures over the rest.
type PolIndirect struct {
	Precision   *float64 `json:"precision"`
	Recall      *float64 `json:"recall"`
	F1          *float64 `json:"f1"`
	SourceGiven *float64 `json:"source_given_found"`
}

// PolChars are the figures over the characters of all contents.
type PolChars struct {
	Precision    *float64 `json:"precision"`
	Recall       *float64 `json:"recall"`
	F1           *float64 `json:"f1"`
	QuotedRecall *float64 `json:"quoted_recall"`
}

// PolPlain are the figures over indirect speech whose cue is a plain verb of
// speech (see plainVerbs), attitudes left aside.
type PolPlain struct {
	Precision *float64 `json:"precision"`
	Recall    *float64 `json:"recall"`
}

// PolFault is one thing that is wrong: a gold attribution missed, with other words
// or another speaker than marked, or a prediction outside the gold.
type PolFault struct {
	Article, Kind string // Kind is "missed", "words", "speaker" or "extra", with the form
	Want, Got     string
}

// PrintWrong lists the faults.
func (s *PolScore) PrintWrong(w io.Writer) {
	for _, f := range s.Wrong {
		fmt.Fprintf(w, "%s | %s | want %q | got %q\n", f.Article, f.Kind, f.Want, f.Got)
	}
}

// Surety is one point of the reliability curve of speakers: of the quoted gold
// found and given to someone, the share with at least this confidence, and how many of those are right.
type Surety struct {
	Confidence float64 `json:"confidence"`
	Share      float64 `json:"share"`
	Right      float64 `json:"right"`
}

// Tally is how many of some were right.
type Tally struct {
	Right int `json:"right"`
	Of    int `json:"of"`
}

// ScorePolNeAR scores readings against the articles of dir: the algorithm of
// tools/score_polnear.py, which comes with the corpus, step for step.
func ScorePolNeAR(dir string, readings []Read) (*PolScore, error) {
	gold, err := LoadPolNeAR(dir)
	if err != nil {
		return nil, err
	}
	return ScorePolArticles(gold, readings), nil
}

// ScorePolArticles is ScorePolNeAR with the articles already loaded.
func ScorePolArticles(gold []PolArticle, readings []Read) *PolScore {
	byName := map[string]*Read{}
	for i := range readings {
		byName[readings[i].Name] = &readings[i]
	}
	missing := 0
	var articles []Counts
	breakdown := Counts{}
	var sure []guess
	var wrong []PolFault
	decisions := guesses{}
	for i := range gold {
		r := byName[gold[i].Name]
		if r == nil {
			missing++
			articles = append(articles, Counts{"docs": 1})
			continue
		}
		s := polScorer{counts: Counts{"docs": 1}, breakdown: breakdown, decisions: decisions}
		s.article(&gold[i], r)
		sure, wrong = append(sure, s.sure...), append(wrong, s.wrong...)
		articles = append(articles, s.counts)
	}
	score := polFigures(sum(articles))
	score.Missing = missing
	score.Intervals = intervals(articles, polIntervalFigures)
	score.ByForm, score.BySpeaker, score.ByRule = tallies(breakdown, "form "), tallies(breakdown, "speaker "), tallies(breakdown, "rule ")
	plain := tallies(breakdown, "plain ")
	score.Plain = PolPlain{Precision: ratio(plain["predicted"].Right, plain["predicted"].Of), Recall: ratio(plain["gold"].Right, plain["gold"].Of)}
	score.Surety, score.Curve = tallies(breakdown, "confidence "), curve(sure)
	score.Wrong, score.Reliability = wrong, decisions.reliability()
	return score
}

// polFigures computes the figures from the counts.
func polFigures(n Counts) *PolScore {
	full := Counts{}
	for _, k := range []string{"docs", "gold_q", "found_q", "gold_i", "found_i", "pred_q", "pred_q_ok", "pred_i", "pred_i_ok", "exact_q",
		"src_q", "src_q_ok", "src_q_exact", "src_i", "src_i_ok", "tp", "fp", "fn", "tpq", "fnq", "bad_offsets"} {
		full[k] = n[k]
	}
	s := &PolScore{Docs: n["docs"], BadOffsets: n["bad_offsets"], N: full}
	q, i, c := &s.Quoted, &s.Indirect, &s.Chars
	q.Precision, q.Recall = ratio(n["pred_q_ok"], n["pred_q"]), ratio(n["found_q"], n["gold_q"])
	q.F1 = f1(q.Precision, q.Recall)
	q.ContentExact = ratio(n["exact_q"], n["gold_q"])
	q.SourceGiven, q.SourceExact = ratio(n["src_q_ok"], n["src_q"]), ratio(n["src_q_exact"], n["src_q"])
	q.EndToEnd = ratio(n["src_q_ok"], n["gold_q"])
	i.Precision, i.Recall = ratio(n["pred_i_ok"], n["pred_i"]), ratio(n["found_i"], n["gold_i"])
	i.F1 = f1(i.Precision, i.Recall)
	i.SourceGiven = ratio(n["src_i_ok"], n["src_i"])
	c.Precision, c.Recall = ratio(n["tp"], n["tp"]+n["fp"]), ratio(n["tp"], n["tp"]+n["fn"])
	c.F1 = f1(c.Precision, c.Recall)
	c.QuotedRecall = ratio(n["tpq"], n["tpq"]+n["fnq"])
	return s
}

func polIntervalFigures(n Counts) map[string]float64 {
	s := polFigures(n)
	out := map[string]float64{}
	for name, v := range map[string]*float64{
		"quoted.f1": s.Quoted.F1, "quoted.content_exact": s.Quoted.ContentExact, "quoted.source_given_found": s.Quoted.SourceGiven,
		"quoted.end_to_end": s.Quoted.EndToEnd, "indirect.f1": s.Indirect.F1, "content_chars.f1": s.Chars.F1} {
		if v != nil {
			out[name] = *v
		}
	}
	return out
}

// polScorer scores one article.
type polScorer struct {
	counts    Counts
	breakdown Counts // over all articles: "rule R of", "rule R right", …
	sure      []guess
	decisions guesses
	wrong     []PolFault
	name      string // of the article
}

func (s *polScorer) fault(kind, want, got string) {
	s.wrong = append(s.wrong, PolFault{s.name, kind, want, got})
}

// guess is a speaker as given: how sure, and whether right.
type guess struct {
	confidence float64
	right      bool
}

// curve cuts the guesses at rising confidence.
func curve(sure []guess) []Surety {
	var points []Surety
	for _, least := range []float64{0, .5, .6, .7, .8, .9, .95, .97, .99} {
		above, right := 0, 0
		for _, g := range sure {
			if g.confidence < least {
				continue
			}
			above++
			if g.right {
				right++
			}
		}
		if above > 0 {
			points = append(points, Surety{least, round4(float64(above) / float64(len(sure))), round4(float64(right) / float64(above))})
		}
	}
	return points
}

// charSpans is a gold or predicted quotation as sets of the gold text's characters.
type charSpans struct {
	content, source charSet
	words, who      string // content and source, for people
	size            int    // characters in content
	quoted          bool
	form            quoth.Form
	rule            string // that found it
	speakerRule     string
	kind            string  // of the source: pronoun, name, description, none
	plain           bool    // the cue is a plain verb of speech
	confidence      float64 // of the speaker
	found           float64 // confidence that it is a quotation
}

func (s *polScorer) article(a *PolArticle, r *Read) {
	s.name = a.Name
	text := newRunes(a.Text)
	gold := make([]charSpans, 0, len(a.Attributions))
	for i := range a.Attributions {
		gold = append(gold, text.gold(a.Text, &a.Attributions[i], a.Tokens))
	}
	predicted := s.predicted(text, a, r)
	size := len(text.runes)
	allGold, allPredicted, quotedGold := newCharSet(size), newCharSet(size), newCharSet(size)
	for i := range gold {
		allGold.union(gold[i].content)
		if gold[i].quoted {
			quotedGold.union(gold[i].content)
		}
	}
	for i := range predicted {
		allPredicted.union(predicted[i].content)
	}
	tp := allGold.shared(allPredicted)
	s.counts["tp"] += tp
	s.counts["fp"] += allPredicted.size() - tp
	s.counts["fn"] += allGold.size() - tp
	tpq := quotedGold.shared(allPredicted)
	s.counts["tpq"] += tpq
	s.counts["fnq"] += quotedGold.size() - tpq
	for i := range gold {
		s.recall(&gold[i], predicted)
	}
	for i := range predicted {
		s.precision(&predicted[i], allGold)
		s.printed(&predicted[i], gold, a.Attributions)
	}
}

// recall looks for the prediction that covers most of one gold attribution.
func (s *polScorer) recall(g *charSpans, predicted []charSpans) {
	if g.size == 0 {
		return
	}
	k := "i"
	if g.quoted {
		k = "q"
	}
	s.counts["gold_"+k]++
	var best *charSpans
	bestCover := 0.0
	for i := range predicted {
		p := &predicted[i]
		if p.size == 0 {
			continue
		}
		shared := g.content.shared(p.content)
		overlap := float64(shared) / float64(min(p.size, g.size)) // of the smaller
		cover := float64(shared) / float64(g.size)
		if overlap >= .5 && cover >= .3 && cover > bestCover {
			best, bestCover = p, cover
		}
	}
	if g.plain && !g.quoted {
		s.tally("plain gold", best != nil)
	}
	form := map[string]string{"q": "quoted", "i": "indirect"}[k]
	if best == nil {
		s.fault("missed "+form, g.words, "")
		return
	}
	s.counts["found_"+k]++
	if best.content.equal(g.content) {
		if g.quoted {
			s.counts["exact_q"]++
		}
	} else {
		s.fault("words "+form, g.words, best.words)
	}
	if g.source.size() == 0 {
		return
	}
	s.counts["src_"+k]++
	right := best.source.shared(g.source) > 0
	if right {
		s.counts["src_"+k+"_ok"]++
	} else {
		s.fault("speaker "+form, g.who+": "+g.words, best.who+": "+best.words)
	}
	if g.quoted && best.source.equal(g.source) {
		s.counts["src_q_exact"]++
	}
	if g.quoted && best.speakerRule != "" {
		s.tally("confidence "+bucket(best.confidence), right)
		s.sure = append(s.sure, guess{best.confidence, right})
		s.decisions.add("speaker", best.confidence, right)
	}
	if g.quoted {
		s.tally("speaker "+g.kind, right)
		if best.speakerRule != "" {
			s.tally("rule "+best.speakerRule, right)
		}
	}
}

func (s *polScorer) precision(p *charSpans, allGold charSet) {
	if p.size == 0 {
		return
	}
	k := "q"
	if p.form == quoth.Indirect {
		k = "i"
	}
	s.counts["pred_"+k]++
	right := float64(p.content.shared(allGold))/float64(p.size) >= .5
	if right {
		s.counts["pred_"+k+"_ok"]++
	} else {
		s.fault("extra "+string(p.form), "", p.who+": "+p.words)
	}
	s.tally("form "+string(p.form), right)
	if p.form == quoth.Indirect {
		s.decisions.add("found, indirect", p.found, right)
	} else {
		s.decisions.add("found, quoted", p.found, right)
	}
	if p.plain && p.form == quoth.Indirect {
		s.tally("plain predicted", right)
	}
	if p.rule != "" {
		s.tally("rule "+p.rule, right)
	}
}

// printed judges the speaker printed with quoted words for itself: it is wrong where
// nobody annotated as a source of these words stands there. The figures above ask of
// each annotation whether its source was found; of words with two sources (“…,” she
// said, according to the Echo) they call one wrong. Attributions whose source and cue
// the annotator exchanged tell nothing.
func (s *polScorer) printed(p *charSpans, gold []charSpans, annotated []Attribution) {
	if p.speakerRule == "" || p.form == quoth.Indirect || p.size == 0 {
		return
	}
	judged, right := false, false
	for i := range gold {
		if g := &gold[i]; g.source.size() > 0 && 2*p.content.shared(g.content) >= p.size {
			if annotated[i].Swapped {
				return
			}
			judged, right = true, right || p.source.shared(g.source) > 0
		}
	}
	if judged {
		s.decisions.add("speaker as printed", p.confidence, right)
	}
}

func (s *polScorer) tally(name string, right bool) {
	s.breakdown[name+" of"]++
	if right {
		s.breakdown[name+" right"]++
	}
}

// predicted turns the engine's quotations into sets of the gold text's characters.
func (s *polScorer) predicted(text *runes, a *PolArticle, r *Read) []charSpans {
	from := newRunes(r.Text)
	to := align(from, text)
	var out []charSpans
	for i := range r.Reading.Quotations {
		q := &r.Reading.Quotations[i]
		p := charSpans{content: newCharSet(len(text.runes)), source: newCharSet(len(text.runes)), form: q.Form, rule: q.Rule, found: q.Confidence}
		bad := false
		p.words = clip(r.Text, q.Parts...)
		for _, span := range q.Parts {
			bad = bad || span.Empty() || span.End > len(r.Text)
			text.mapped(p.content, from, to, span)
		}
		if bad {
			s.counts["bad_offsets"]++
		}
		if q.Speaker != nil {
			text.mapped(p.source, from, to, q.Speaker.Mention)
			p.who = clip(r.Text, q.Speaker.Mention)
			p.speakerRule, p.confidence = q.Speaker.Rule, q.Speaker.Confidence
		}
		if r.Text == a.Text {
			p.plain = hasPlainVerb([]quoth.Span{q.Cue}, a.Tokens)
		}
		p.size = p.content.size()
		out = append(out, p)
	}
	return out
}

// Print writes the score as a table for people, in brackets the middle 95% when
// the articles are drawn anew.
func (s *PolScore) Print(w io.Writer) {
	fmt.Fprintf(w, "%d articles, %d not read\n\n", s.Docs, s.Missing)
	line := func(name, key string, v *float64) {
		fmt.Fprintf(w, "%-40s %6s", name, figure(v))
		if i, ok := s.Intervals[key]; ok {
			fmt.Fprintf(w, "  (%.3f–%.3f)", i.Low, i.High)
		}
		fmt.Fprintln(w)
	}
	line("quoted precision", "", s.Quoted.Precision)
	line("quoted recall", "", s.Quoted.Recall)
	line("quoted F1", "quoted.f1", s.Quoted.F1)
	line("content exact", "quoted.content_exact", s.Quoted.ContentExact)
	line("speaker given found", "quoted.source_given_found", s.Quoted.SourceGiven)
	line("end to end", "quoted.end_to_end", s.Quoted.EndToEnd)
	line("indirect precision", "", s.Indirect.Precision)
	line("indirect recall", "", s.Indirect.Recall)
	line("indirect F1", "indirect.f1", s.Indirect.F1)
	line("indirect speaker given found", "", s.Indirect.SourceGiven)
	line("all content, characters F1", "content_chars.f1", s.Chars.F1)
	line("plain speech verbs, indirect: precision", "", s.Plain.Precision)
	line("plain speech verbs, indirect: recall", "", s.Plain.Recall)
	fmt.Fprintln(w, "\nspeakers of quoted gold given with at least a confidence: share, right")
	for _, p := range s.Curve {
		fmt.Fprintf(w, "%.2f %40.3f %6.3f\n", p.Confidence, p.Share, p.Right)
	}
	for _, t := range []struct {
		title   string
		tallies map[string]Tally
	}{{"found in the gold, by form", s.ByForm}, {"right speaker of quoted gold, by its kind", s.BySpeaker}, {"the same, by confidence", s.Surety}, {"right, by rule", s.ByRule}} {
		printTallies(w, t.title, t.tallies)
	}
}
