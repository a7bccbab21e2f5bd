package ask

import (
	"regexp"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/compare"
	"github.com/quoth-news/quoth/wire"
)

// circumstances looks beyond the words: date, venue, credit, translation,
// corrections, origins, and what else the source carries.
func (l *linter) circumstances(q *draftQuote, j *judgement, check *wire.Check) error {
	if j.result.Wording == compare.NotFound || j.result.Wording == compare.Altered && j.result.Matched < 0.6 {
		return nil
	}
	if compare.Words(q.text) < 3 {
		return nil
	}
	l.when(q, j, check)
	l.credit(q, j, check)
	l.origin(q, check)
	text := j.chosen.passage.Text
	l.revised(q, j, check)
	if m := translation.FindString(around(text, j.chosen.passage.Span)); m != "" && !translation.MatchString(l.doc.Text) {
		l.report("A12", q.span(), check, "%s says of the words: %s", l.sourceName(j), quoted(m))
	}
	return l.denial(j, check)
}

// when compares the draft's date and venue with the record's.
func (l *linter) when(q *draftQuote, j *judgement, check *wire.Check) {
	said := saidOf(j, check)
	if q.quotation == nil {
		return
	}
	if mine := q.quotation.Said; mine != nil && said != "" {
		if !mine.When.Meets(said) {
			l.report("A10", mine.Span, check, "the draft dates the words %s, %s %s", mine.When.Words(), l.sourceName(j), said.Words())
		}
		return
	}
	if mine := q.quotation.Said; mine != nil && check.First != nil {
		first, _, ok := mine.When.Bounds()
		_, printed, known := quoth.When(check.First.Published).Bounds()
		if ok && known && first > printed {
			l.report("A10", mine.Span, check, "the draft dates the words %s, but they were printed by %s", mine.When.Words(), check.First.Published)
		}
	}
	if q.quotation.Venue != nil && j.chosen.quotation != nil && j.chosen.quotation.Venue != nil {
		mine, theirs := q.quotation.Venue, j.chosen.quotation.Venue
		if mine.Kind != theirs.Kind && mine.Kind != quoth.OtherVenue && theirs.Kind != quoth.OtherVenue {
			l.report("A10", mine.Span, check, "the draft has the words said in a %s, %s in a %s", venueWords(mine.Kind), l.sourceName(j), venueWords(theirs.Kind))
		}
	}
	l.old(q, said, check)
}

// old reports words that are shown as new though they are old: the draft gives them
// no date.
func (l *linter) old(q *draftQuote, said quoth.When, check *wire.Check) {
	if q.quotation.Said != nil || l.profile.OldAfterDays == 0 {
		return
	}
	if said == "" && check.First != nil {
		said = quoth.When(check.First.Published)
	}
	_, last, ok := said.Bounds()
	first, _, known := l.doc.Published.Bounds()
	if ok && known && int(first-last) > l.profile.OldAfterDays {
		l.report("A10", q.span(), check, "the words are from %s and the draft gives them no date", said.Words())
	}
}

// saidOf is when the record has the words said, if it knows.
func saidOf(j *judgement, check *wire.Check) quoth.When {
	if check.Said != nil {
		return quoth.When(check.Said.EDTF)
	}
	if q := j.chosen.quotation; q != nil && q.Said != nil {
		return q.Said.When
	}
	return ""
}

func venueWords(k quoth.VenueKind) string { return strings.ReplaceAll(string(k), "_", " ") }

// credit reports words that one outlet got and another prints without naming it.
func (l *linter) credit(q *draftQuote, j *judgement, check *wire.Check) {
	told := check.Told
	if told == "" && j.chosen.quotation != nil && j.chosen.quotation.Told != nil {
		told = j.chosen.quotation.Told.Name
	}
	if told == "" || names(l.doc.Publisher, told) || names(l.doc.Text, told) {
		return
	}
	l.report("A11", q.span(), check, "the words were said to %s, which the draft does not name", told)
}

// names tells whether a text holds a name, its article and case aside.
func names(text, name string) bool {
	name = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(name)), "the ")
	return name != "" && strings.Contains(strings.ToLower(text), name)
}

var plurally = regexp.MustCompile(`(?i)\b(several|multiple|various|many|numerous|media|news|press|two|three|four) (outlets|reports|newspapers|papers|media|news organi[sz]ations|sources)\b|\b(reports|newspapers|outlets|media) (say|said|quoted|have quoted|reported|have reported|suggest)\b`)

// origin reports a draft that speaks of many reports where the record has one.
func (l *linter) origin(q *draftQuote, check *wire.Check) {
	if check.Origins != 1 {
		return
	}
	s := l.paragraph(q.span().Start)
	if m := plurally.FindStringIndex(s.Of(l.doc.Text)); m != nil {
		at := quoth.Span{Start: s.Start + m[0], End: s.Start + m[1]}
		l.report("A14", at, check, "the record knows %d %s of the words and one origin", check.Copies, map[bool]string{true: "copy", false: "copies"}[check.Copies == 1])
	}
}

// paragraph is the segment, or else the line, that byte i stands in.
func (l *linter) paragraph(i int) quoth.Span {
	for _, s := range l.reading.Segments {
		if s.Start <= i && i < s.End {
			return s.Span
		}
	}
	start := strings.LastIndexByte(l.doc.Text[:i], '\n') + 1
	end := strings.IndexByte(l.doc.Text[i:], '\n')
	if end < 0 {
		return quoth.Span{Start: start, End: len(l.doc.Text)}
	}
	return quoth.Span{Start: start, End: i + end}
}

// revised reports a source that was corrected, withdrawn, or has the words otherwise
// in a later version: once for each notice.
func (l *linter) revised(q *draftQuote, j *judgement, check *wire.Check) {
	revisions := check.Revisions
	for i := range l.opt.Sources {
		if d := l.opt.Sources[i].Doc; d.ID == j.chosen.passage.Document {
			revisions = append(revisions, noticesOf(&j.chosen.head, d.Notices, d.Text, nil)...)
		}
	}
	for i := range revisions {
		v := &revisions[i]
		if key := v.Document + v.Kind + v.Text; v.Newer != nil || !l.noticed[key] {
			l.noticed[key] = true
			l.report("A13", q.span(), check, "%s", RevisionWords(v))
		}
	}
}

var translation = regexp.MustCompile(`(?i)\b(through an? (?:interpreter|translator)|(?:speaking|spoke|said|wrote|writing) in (?:Spanish|French|German|Russian|Ukrainian|Arabic|Chinese|Mandarin|Japanese|Korean|Italian|Portuguese|Turkish|Hebrew|Hindi|Polish|Dutch|Swedish|Greek|Farsi|Persian|Urdu)|translated from|in a translation|according to a translation|the translation was)\b`)

// around is the passage of a text near some words.
func around(text string, s quoth.Span) string {
	if !validSpan(s, text) {
		return ""
	}
	return text[runeFloor(text, max(0, s.Start-200)):runeFloor(text, min(len(text), s.End+200))]
}

var denies = regexp.MustCompile(`(?i)\b(den(?:y|ies|ied|ying|ial)|declin\w+|no comment|did not (?:respond|reply|answer|comment|return)|could not be reached|refus\w+)\b`)

// denial reports a denial or refusal to comment in the same source, by someone the
// draft names, that the draft leaves out: where the draft first names them.
func (l *linter) denial(j *judgement, check *wire.Check) error {
	if denies.MatchString(l.doc.Text) {
		return nil
	}
	reading, text, err := l.sourceReading(j)
	if err != nil || reading == nil {
		return err
	}
	for i := range reading.Quotations {
		d := &reading.Quotations[i]
		if d.Act != quoth.Denial && d.Act != quoth.Refusal && d.Act != quoth.NoResponse {
			continue
		}
		if d.Speaker == nil || d.Speaker.Entity < 0 || d.Speaker.Entity >= len(reading.Entities) {
			continue
		}
		name := reading.Entities[d.Speaker.Entity].Name
		words := strings.Fields(foldedWords(name))
		if len(words) == 0 || l.denials[reading.Document+name] {
			continue
		}
		surname := words[len(words)-1]
		named := wordPlaces(l.doc.Text, surname)
		if len(named) == 0 {
			continue
		}
		l.denials[reading.Document+name] = true
		l.report("A17", quoth.Span{Start: named[0], End: named[0] + len(surname)}, check, "%s also carries %s by %s: %s", l.sourceName(j),
			map[quoth.Act]string{quoth.Denial: "a denial", quoth.Refusal: "a refusal to comment", quoth.NoResponse: "no answer"}[d.Act], name, quoted(d.Text(text)))
	}
	return nil
}

// sourceReading is the reading of the document an answer rests on, and its text.
func (l *linter) sourceReading(j *judgement) (*quoth.Reading, string, error) {
	id := j.chosen.passage.Document
	for _, s := range l.opt.Sources {
		if s.Doc.ID == id {
			return s.Reading, s.Doc.Text, nil
		}
	}
	if l.opt.Store == nil || id == "" {
		return nil, "", nil
	}
	entry, err := l.opt.Store.Document(l.ctx, id)
	if isNotFound(err) {
		return nil, "", nil
	}
	if err != nil {
		return nil, "", err
	}
	return entry.Reading, entry.Doc.Text, nil
}

// saying reports a well-known saying given to someone who is not known to have
// said it.
func (l *linter) saying(q *draftQuote) {
	words := " " + strings.Join(foldedLine(q.text), " ") + " "
	for line := range strings.Lines(sayingsText) {
		fields := strings.Split(strings.TrimSpace(line), "|")
		if strings.HasPrefix(line, "#") || len(fields) != 3 {
			continue
		}
		if !strings.Contains(words, " "+strings.Join(foldedLine(fields[0]), " ")+" ") {
			continue
		}
		who := strings.TrimSpace(fields[1])
		if q.speaker == "" || sameName(q.speaker, who) {
			l.report("A18", q.span(), nil, "often given to %s: %s", who, strings.TrimSpace(fields[2]))
		}
	}
}

// foldedLine is the words of a line without marks and case.
func foldedLine(s string) []string {
	return strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(s, "’", "'")), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '\'' || r > 127)
	})
}
