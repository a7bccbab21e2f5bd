package corpus

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quoth-news/quoth"
)

var (
	marksPattern  = regexp.MustCompile(`“[^”]*”|"[^"]*"`)
	beforePattern = regexp.MustCompile(`([A-Z]\w+|he|she|they) (said|told|says)\b`)
)

// naive reads an article by patterns: words in marks, and what follows "said
// that"; the nearest "NAME said" before is the speaker. It only has to be wrong
// in many ways.
func naive(text string) *quoth.Reading {
	r := &quoth.Reading{}
	for _, m := range marksPattern.FindAllStringIndex(text, -1) {
		q := quoth.Quotation{Form: quoth.Direct, Rule: "naive/marks@1", Parts: []quoth.Span{{Start: m[0], End: m[1]}}}
		if before := beforePattern.FindAllStringSubmatchIndex(text[:m[0]], -1); before != nil {
			last := before[len(before)-1]
			q.Speaker = &quoth.Speaker{Mention: quoth.Span{Start: last[2], End: last[3]}, Rule: "naive/before@1"}
		}
		if m[1]%3 == 0 && m[1]-m[0] > 40 { // break some in two
			half := m[0] + (m[1]-m[0])/2
			for text[half]&0xC0 == 0x80 {
				half++
			}
			q.Parts = []quoth.Span{{Start: m[0], End: half}, {Start: half, End: m[1]}}
		}
		r.Quotations = append(r.Quotations, q)
	}
	for _, m := range regexp.MustCompile(`(\w+) said (that )?[^“"\n.]{10,}`).FindAllStringSubmatchIndex(text, -1) {
		r.Quotations = append(r.Quotations, quoth.Quotation{Form: quoth.Indirect, Rule: "naive/that@1", Parts: []quoth.Span{{Start: m[3] + len(" said "), End: m[1]}},
			Speaker: &quoth.Speaker{Mention: quoth.Span{Start: m[2], End: m[3]}, Rule: "naive/that@1"}})
	}
	return r
}

// extractLine is a reading as one line of "quoth extract --json", as far as the
// scoring program looks at it.
func extractLine(t *testing.T, r Read) []byte {
	t.Helper()
	text := newRunes(r.Text)
	span := func(s quoth.Span) map[string]int {
		start, end := text.chars(s)
		return map[string]int{"start": start, "end": end}
	}
	var quotations []any
	for _, q := range r.Reading.Quotations {
		var parts []any
		for _, p := range q.Parts {
			parts = append(parts, span(p))
		}
		line := map[string]any{"form": q.Form, "parts": parts}
		if q.Speaker != nil {
			line["speaker"] = map[string]any{"mention": span(q.Speaker.Mention)}
		}
		quotations = append(quotations, line)
	}
	b, err := json.Marshal(map[string]any{"document": map[string]any{"text": r.Text, "origin": map[string]any{"path": "x/" + r.Name + ".txt"}},
		"quotations": quotations})
	if err != nil {
		t.Fatal(err)
	}
	return append(b, '\n')
}

// The figures must be those of the program that comes with the corpus, also for
// readers that tidied the white space or dropped a piece of the text.
func TestScorePolNeARLikeItsOwnProgram(t *testing.T) {
	dir := shared(t, "corpora", "polnear", "dev")
	program := shared(t, "corpora", "tools", "score_polnear.py")
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 to run the scoring program with")
	}
	gold, err := LoadPolNeAR(dir)
	if err != nil {
		t.Fatal(err)
	}
	var readings []Read
	var lines bytes.Buffer
	for i, a := range gold {
		text := a.Text
		switch {
		case i%20 == 7:
			continue // a document nobody read
		case i%20 == 3:
			text = strings.Join(strings.Fields(text), " ")
		case i == 11 || i == 30: // a sentence dropped: needs the slow alignment
			at := strings.Index(text, ". ") + 2
			text = text[at:min(at+1500, len(text))]
			cut := strings.Index(text[400:], ". ") + 402
			next := cut + strings.Index(text[cut:], ". ") + 2
			text = strings.ToValidUTF8(text[:cut]+text[next:], "")
		}
		r := Read{Name: a.Name, Text: text, Reading: naive(text)}
		readings = append(readings, r)
		lines.Write(extractLine(t, r))
	}
	score, err := ScorePolNeAR(dir, readings)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(python, program, dir)
	cmd.Stdin = &lines
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	printed, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, stderr.String())
	}
	var want, got map[string]any
	if err := json.Unmarshal(printed, &want); err != nil {
		t.Fatal(err)
	}
	ours, err := json.Marshal(score)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(ours, &got); err != nil {
		t.Fatal(err)
	}
	for _, k := range []string{"intervals", "by_form", "by_speaker", "by_rule", "by_confidence", "reliability", "reliability_by_decision", "plain_speech_verbs"} {
		delete(got, k)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("figures differ (- the program, + ours):\n%s", diff)
	}
	t.Logf("%s", printed)
	if iv := score.Intervals["quoted.f1"]; iv.Low <= 0 || iv.High <= iv.Low || *score.Quoted.F1 < iv.Low || *score.Quoted.F1 > iv.High {
		t.Errorf("interval %v around %v", iv, *score.Quoted.F1)
	}
	if score.ByRule["naive/marks@1"].Of == 0 || score.BySpeaker["pronoun"].Of == 0 {
		t.Error(fmt.Sprint("no breakdown: ", score.ByRule, score.BySpeaker))
	}
}
