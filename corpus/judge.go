package corpus

import (
	"sort"
	"strings"
	"unicode"

	"github.com/quoth-news/quoth"
)

// Verdict is what became of one expected or found field.
type Verdict string

// The verdicts. Missing was expected and not found, extra found and not expected.
const (
	Right   Verdict = "right"
	Wrong   Verdict = "wrong"
	Missing Verdict = "missing"
	Extra   Verdict = "extra"
)

// Judgement is the verdict on one field of one item of a marked article. Item is
// "q1", "q1a" for a nested quotation, or words of the article in quotation marks
// for what has no number.
type Judgement struct {
	Article, Item, Field string
	Verdict              Verdict
	Want, Got            string
	Form                 quoth.Form // of the expected quotation, else the found one
	Rule                 string     // that gave what was found, where one is known
}

// The fields in the order in which a quotation comes about.
var markedFields = []string{"found", "parts", "form", "act", "cue", "speaker", "speaker words", "entity", "entity kind", "told", "addressee", "via", "venue",
	"venue name", "said", "said words", "basis", "about", "nested", "nested speaker", "not", "mention", "segment", "person"}

// Judge compares a reading with what is marked.
func Judge(m *Marked, r *quoth.Reading) []Judgement {
	j := &judge{m: m, r: r, text: m.Doc.Text}
	pairs := j.pair()
	for i := range m.Quotations {
		j.expected(&m.Quotations[i], pairs[i])
	}
	taken := map[int]bool{}
	for _, p := range pairs {
		taken[p] = true
	}
	for i := range r.Quotations {
		q := &r.Quotations[i]
		if !taken[i] && q.Act != quoth.Attitude && !within(q.Parts, m.Opens) {
			j.form = q.Form
			j.add(j.words(q.Parts), "found", Extra, "", string(q.Form), q.Rule)
		}
	}
	j.form = ""
	j.nots()
	j.mentions()
	j.segments()
	j.people()
	return j.out
}

type judge struct {
	m    *Marked
	r    *quoth.Reading
	text string
	form quoth.Form
	open []string // fields of the quotation at hand that are not judged
	out  []Judgement
}

func (j *judge) add(item, field string, v Verdict, want, got, rule string) {
	if contains(j.open, field) {
		return
	}
	j.out = append(j.out, Judgement{j.m.Name, item, field, v, want, got, j.form, rule})
}

// words names what has no number: its first words, in quotation marks.
func (j *judge) words(parts []quoth.Span) string {
	if len(parts) == 0 {
		return `""`
	}
	fields := strings.Fields(j.bare(parts[0]).Of(j.text))
	return `"` + strings.Join(fields[:min(len(fields), 4)], " ") + `"`
}

// bare is a span without the marks, stops and spaces at its ends.
func (j *judge) bare(s quoth.Span) quoth.Span {
	words := s.Of(j.text)
	cut := func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(outerMarks+"«»‹›„()[]", r)
	}
	left := strings.TrimLeftFunc(words, cut)
	s.Start += len(words) - len(left)
	s.End = s.Start + len(strings.TrimRightFunc(left, cut))
	return s
}

// pair finds for each expected quotation the found one that shares most of its
// characters, each used once; None where there is none.
func (j *judge) pair() []int {
	type candidate struct {
		want, got int
		score     float64
	}
	var all []candidate
	for w := range j.m.Quotations {
		for g := range j.r.Quotations {
			shared, a, b := overlap(j.m.Quotations[w].Parts, j.r.Quotations[g].Parts)
			if shared == 0 || 2*shared < min(a, b) || 10*shared < 3*a {
				continue
			}
			all = append(all, candidate{w, g, float64(shared) / float64(a+b-shared)})
		}
	}
	sort.SliceStable(all, func(x, y int) bool { return all[x].score > all[y].score })
	pairs := make([]int, len(j.m.Quotations))
	for i := range pairs {
		pairs[i] = quoth.None
	}
	used := map[int]bool{}
	for _, c := range all {
		if pairs[c.want] == quoth.None && !used[c.got] {
			pairs[c.want], used[c.got] = c.got, true
		}
	}
	return pairs
}

// within tells whether at least half of the parts lies in one of the stretches.
func within(parts, stretches []quoth.Span) bool {
	for _, s := range stretches {
		if shared, size, _ := overlap(parts, []quoth.Span{s}); shared > 0 && 2*shared >= size {
			return true
		}
	}
	return false
}

// overlap is the number of shared bytes and the sizes of both.
func overlap(a, b []quoth.Span) (shared, sizeA, sizeB int) {
	for _, x := range a {
		sizeA += x.Len()
		for _, y := range b {
			shared += max(0, min(x.End, y.End)-max(x.Start, y.Start))
		}
	}
	for _, y := range b {
		sizeB += y.Len()
	}
	return shared, sizeA, sizeB
}

func (j *judge) expected(want *MarkedQuotation, pair int) {
	j.form = want.Forms[0]
	if want.Optional {
		return
	}
	j.open = want.Open
	defer func() { j.open = nil }()
	if pair == quoth.None {
		j.add(want.ID, "found", Missing, j.words(want.Parts), "", "")
		return
	}
	got := &j.r.Quotations[pair]
	j.add(want.ID, "found", Right, "", "", got.Rule)
	j.either(want.ID, "parts", j.sameParts(want.Parts, got.Parts), j.show(want.Parts), j.show(got.Parts), got.Rule)
	j.either(want.ID, "form", contains(want.Forms, got.Form), join(want.Forms), string(got.Form), got.Rule)
	act := got.Act
	if act == "" {
		act = quoth.Stated
	}
	j.either(want.ID, "act", contains(want.Acts, act), join(want.Acts), string(act), "")
	j.cue(want, got)
	j.speaker(want.ID, "speaker", want.Speaker, got.Speaker)
	j.party(want.ID, "told", want.Told, got.Told)
	j.party(want.ID, "addressee", want.Addressee, got.Addressee)
	j.party(want.ID, "via", want.Via, got.Via)
	j.venue(want, got)
	j.said(want, got)
	if len(want.Bases) > 0 {
		j.either(want.ID, "basis", contains(want.Bases, got.Basis), join(want.Bases), string(got.Basis), "")
	}
	j.about(want, got)
	j.nested(want, got)
}

func (j *judge) either(item, field string, right bool, want, got, rule string) {
	v := Wrong
	if right {
		v = Right
	}
	j.add(item, field, v, want, got, rule)
}

// sameParts compares the words of the parts, not their marks and stops, nor
// whether the "that" of a reported clause stands inside: annotators differ.
func (j *judge) sameParts(want, got []quoth.Span) bool {
	if len(want) != len(got) {
		return false
	}
	clause := func(s quoth.Span) quoth.Span {
		s = j.bare(s)
		if rest, ok := strings.CutPrefix(s.Of(j.text), "that "); ok {
			s.Start = s.End - len(rest)
			s = j.bare(s)
		}
		return s
	}
	for i := range want {
		if clause(want[i]) != clause(got[i]) {
			return false
		}
	}
	return true
}

func (j *judge) show(parts []quoth.Span) string {
	var words []string
	for _, p := range parts {
		words = append(words, p.Of(j.text))
	}
	return strings.Join(words, " / ")
}

func (j *judge) spans(spans []quoth.Span) string {
	var words []string
	for _, s := range spans {
		words = append(words, s.Of(j.text))
	}
	return strings.Join(words, "|")
}

// presence deals with what only one side has, and tells whether both have it.
func (j *judge) presence(item, field string, want, got bool, wanted, gotten, rule string) bool {
	switch {
	case want && !got:
		j.add(item, field, Missing, wanted, "", rule)
	case got && !want:
		j.add(item, field, Extra, "", gotten, rule)
	}
	return want && got
}

func (j *judge) cue(want *MarkedQuotation, got *quoth.Quotation) {
	words := got.Cue.Of(j.text)
	if j.presence(want.ID, "cue", len(want.Cues) > 0, !got.Cue.Empty(), j.spans(want.Cues), words, got.Rule) {
		j.either(want.ID, "cue", meetsAny(want.Cues, got.Cue), j.spans(want.Cues), words, got.Rule)
	}
}

// speaker judges the mention, that it is the whole phrase, and whom it means.
func (j *judge) speaker(item, field string, want *MarkedParty, got *quoth.Speaker) {
	gotten, rule, entity := "", "", quoth.None
	if got != nil {
		gotten, rule, entity = got.Mention.Of(j.text), got.Rule, got.Entity
	}
	if want == nil {
		j.presence(item, field, false, got != nil, "", gotten, rule)
		return
	}
	wanted := first(j.spans(want.Spans), want.Name, string(want.Kind))
	if j.presence(item, field, true, got != nil, wanted, gotten, rule) && len(want.Spans) > 0 {
		j.either(item, field, meetsAny(want.Spans, got.Mention), wanted, gotten, rule)
		if field == "speaker" {
			j.either(item, "speaker words", j.wholePhrase(want.Spans, got.Mention), wanted, gotten, rule)
		}
	}
	if field == "speaker" {
		j.entity(item, want, entity, rule)
	}
}

func (j *judge) entity(item string, want *MarkedParty, entity int, rule string) {
	var kind quoth.EntityKind
	name := ""
	if entity >= 0 && entity < len(j.r.Entities) {
		kind, name = j.r.Entities[entity].Kind, j.r.Entities[entity].Name
	}
	if want.Name != "" {
		if j.presence(item, "entity", true, name != "", want.Name, name, rule) {
			j.either(item, "entity", sameName(want.Name, name), want.Name, name, rule)
		}
	}
	if want.Kind != "" {
		j.either(item, "entity kind", want.Kind == kind, string(want.Kind), string(kind), rule)
	}
}

// party judges an outlet, addressee or intermediary: by its name or its entity's,
// else by its place.
func (j *judge) party(item, field string, want *MarkedParty, got *quoth.Party) {
	gotten, rule, wanted := "", "", ""
	if got != nil {
		gotten, rule = got.Name, got.Rule
	}
	if want != nil {
		wanted = first(want.Name, j.spans(want.Spans), string(want.Kind))
	}
	if !j.presence(item, field, want != nil, got != nil, wanted, gotten, rule) {
		return
	}
	right := want.Name == "" || sameName(want.Name, got.Name)
	if got.Entity >= 0 && got.Entity < len(j.r.Entities) {
		right = right || sameName(want.Name, j.r.Entities[got.Entity].Name)
	}
	if want.Name == "" && len(want.Spans) > 0 {
		right = meetsAny(want.Spans, got.Span)
	}
	j.either(item, field, right, wanted, gotten, rule)
}

func (j *judge) venue(want *MarkedQuotation, got *quoth.Quotation) {
	gotten, rule, wanted := "", "", ""
	if got.Venue != nil {
		gotten, rule = string(got.Venue.Kind), got.Venue.Rule
	}
	if want.Venue != nil {
		wanted = join(want.Venue.Kinds)
	}
	if !j.presence(want.ID, "venue", want.Venue != nil, got.Venue != nil, wanted, gotten, rule) {
		return
	}
	j.either(want.ID, "venue", contains(want.Venue.Kinds, got.Venue.Kind), wanted, gotten, rule)
	if want.Venue.Name != "" {
		j.either(want.ID, "venue name", sameName(want.Venue.Name, got.Venue.Name), want.Venue.Name, got.Venue.Name, rule)
	}
}

func (j *judge) said(want *MarkedQuotation, got *quoth.Quotation) {
	gotten, rule, wanted := "", "", ""
	if got.Said != nil {
		gotten, rule = string(got.Said.When), got.Said.Rule
	}
	if want.Said != nil {
		wanted = join(want.Said.Whens)
	}
	if !j.presence(want.ID, "said", want.Said != nil, got.Said != nil, wanted, gotten, rule) {
		return
	}
	j.either(want.ID, "said", contains(want.Said.Whens, got.Said.When), wanted, gotten, rule)
	if len(want.Said.Spans) > 0 {
		j.either(want.ID, "said words", meetsAny(want.Said.Spans, got.Said.Span), j.spans(want.Said.Spans), got.Said.Of(j.text), rule)
	}
}

// about is judged where the article says whom the words are about.
func (j *judge) about(want *MarkedQuotation, got *quoth.Quotation) {
	if len(want.About) == 0 && !want.NoAbout {
		return
	}
	found := map[string]bool{}
	for _, a := range got.About {
		if a.Entity >= 0 && a.Entity < len(j.r.Entities) {
			found[foldName(j.r.Entities[a.Entity].Name)] = true
		}
	}
	wanted := map[string]bool{}
	for _, a := range want.About {
		name := foldName(a.Name)
		if wanted[name] {
			continue
		}
		wanted[name] = true
		if j.presence(want.ID, "about", true, found[name], a.Name, "", "") {
			j.add(want.ID, "about", Right, a.Name, a.Name, "")
		}
	}
	var extra []string
	for name := range found {
		if !wanted[name] {
			extra = append(extra, name)
		}
	}
	sort.Strings(extra)
	for _, name := range extra {
		j.add(want.ID, "about", Extra, "", name, "")
	}
}

func (j *judge) nested(want *MarkedQuotation, got *quoth.Quotation) {
	used := map[int]bool{}
	for _, w := range want.Nested {
		at := quoth.None
		for i := range got.Nested {
			if !used[i] && j.sameParts(w.Parts, got.Nested[i].Parts) {
				at = i
			}
		}
		if at == quoth.None {
			j.add(w.ID, "nested", Missing, j.show(w.Parts), "", "")
			continue
		}
		used[at] = true
		j.add(w.ID, "nested", Right, "", "", "")
		j.speaker(w.ID, "nested speaker", w.Speaker, got.Nested[at].Speaker)
	}
	for i := range got.Nested {
		if !used[i] {
			j.add(want.ID, "nested", Extra, "", j.show(got.Nested[i].Parts), "")
		}
	}
}

// nots are words that no quotation at the top level may hold by themselves: one
// that lies inside a longer quotation is judged by that quotation's parts.
func (j *judge) nots() {
	for _, s := range j.m.Nots {
		v, got, rule := Right, "", ""
		for i := range j.r.Quotations {
			q := &j.r.Quotations[i]
			if q.Act == quoth.Attitude {
				continue
			}
			shared, _, size := overlap([]quoth.Span{s}, q.Parts)
			if shared > 0 && 2*shared >= size {
				v, got, rule = Wrong, j.show(q.Parts), q.Rule
			}
		}
		j.add(j.words([]quoth.Span{s}), "not", v, "", got, rule)
	}
}

// mentions judges words that mean someone who does not speak there.
func (j *judge) mentions() {
	for _, m := range j.m.Mentions {
		name := ""
		for _, e := range j.r.Entities {
			for _, s := range e.Mentions {
				if j.bare(s) == j.bare(m.Span) {
					name = e.Name
				}
			}
		}
		item := j.words([]quoth.Span{m.Span})
		if j.presence(item, "mention", true, name != "", m.Name, "", "") {
			j.either(item, "mention", sameName(m.Name, name), m.Name, name, "")
		}
	}
}

func (j *judge) segments() {
	for _, want := range j.m.Segments {
		got, right := "", false
		for _, s := range j.r.Segments {
			shared, a, b := overlap([]quoth.Span{want.Span}, []quoth.Span{s.Span})
			if 10*shared >= 9*(a+b-shared) {
				got, right = string(s.Kind), s.Kind == want.Kind
				break
			}
		}
		item := j.words([]quoth.Span{want.Span})
		if j.presence(item, "segment", true, got != "", string(want.Kind), "", "") {
			j.either(item, "segment", right, string(want.Kind), got, "")
		}
	}
}

// people judges entities the article names in its trailer.
func (j *judge) people() {
	for _, want := range j.m.Entities {
		var found *quoth.Entity
		for i := range j.r.Entities {
			if sameName(want.Name, j.r.Entities[i].Name) {
				found = &j.r.Entities[i]
			}
		}
		item := `"` + want.Name + `"`
		if !j.presence(item, "person", true, found != nil, want.Name, "", "") {
			continue
		}
		right := found.Kind == want.Kind
		for _, alias := range want.Aliases {
			ok := false
			for _, a := range found.Aliases {
				ok = ok || sameName(alias, a)
			}
			right = right && ok
		}
		j.either(item, "person", right, string(want.Kind)+" "+strings.Join(want.Aliases, ", "), string(found.Kind)+" "+strings.Join(found.Aliases, ", "), "")
	}
}

func meetsAny(spans []quoth.Span, s quoth.Span) bool {
	for _, w := range spans {
		if w.Meets(s) {
			return true
		}
	}
	return false
}

// wholePhrase tells whether s is one of the phrases, or one with an apposition
// or relative clause behind a comma, before or after it, as far as it goes.
func (j *judge) wholePhrase(phrases []quoth.Span, s quoth.Span) bool {
	got := j.noArticle(s)
	for _, w := range phrases {
		want := j.noArticle(w)
		if got == want {
			return true
		}
		if !got.Holds(want) {
			continue
		}
		before, after := j.text[got.Start:want.Start], j.text[want.End:got.End]
		ends := after == "" || !strings.HasPrefix(j.text[got.End:], " ") // not cut off within the clause
		if (before == "" || strings.HasSuffix(strings.TrimSpace(before), ",")) && (after == "" || strings.HasPrefix(after, ",")) && ends {
			return true
		}
	}
	return false
}

// noArticle is a span without marks at its ends and "the" before it.
func (j *judge) noArticle(s quoth.Span) quoth.Span {
	s = j.bare(s)
	if words := s.Of(j.text); len(words) > 4 && strings.EqualFold(words[:4], "the ") {
		s.Start += 4
	}
	return s
}

func contains[T comparable](list []T, x T) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}

func join[T ~string](list []T) string {
	var words []string
	for _, x := range list {
		words = append(words, string(x))
	}
	return strings.Join(words, "|")
}

func first(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}

// sameName compares names but for case, white space and a leading article.
func sameName(a, b string) bool { return foldName(a) == foldName(b) }

func foldName(s string) string {
	s = strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(s, "’", "'")), " "))
	return strings.TrimPrefix(s, "the ")
}
