package wire

import "github.com/quoth-news/quoth/record"

// Check is what `quoth check --json` prints: one quotation held against the
// record, on the axes of wording and attribution, with the coverage of the record.
// What is empty is left out, and all offsets count code points already.
type Check struct {
	Quote       string         `json:"quote"`
	By          string         `json:"by,omitempty"`
	Ref         string         `json:"ref,omitempty"`
	Wording     string         `json:"wording"`
	Changes     []Change       `json:"changes,omitempty"`
	Attribution string         `json:"attribution"`
	Statement   string         `json:"statement,omitempty"`
	Text        string         `json:"text,omitempty"`
	Speaker     *CheckSpeaker  `json:"speaker,omitempty"`
	Said        *CheckSaid     `json:"said,omitempty"`
	Told        string         `json:"told,omitempty"`
	First       *CheckFirst    `json:"first,omitempty"`
	Origins     int            `json:"origins,omitempty"`
	Copies      int            `json:"copies,omitempty"`
	Evidence    *CheckEvidence `json:"evidence,omitempty"`
	Revisions   []Revision     `json:"revisions,omitempty"`
	Coverage    CheckCoverage  `json:"coverage"`
}

// Change is one place where the draft's words part from the record's.
type Change struct {
	Kind   string `json:"kind"`
	Draft  string `json:"draft"`
	Record string `json:"record"`
}

// CheckSpeaker is who said it, as the record knows them.
type CheckSpeaker struct {
	Entity string `json:"entity"`
	Name   string `json:"name"`
}

// CheckSaid is when it was said.
type CheckSaid struct {
	EDTF string `json:"edtf"`
}

// CheckFirst is the first document that carries the statement.
type CheckFirst struct {
	Document  string `json:"document"`
	Publisher string `json:"publisher,omitempty"`
	Published string `json:"published,omitempty"`
	URL       string `json:"url,omitempty"`
}

// CheckEvidence is the passage the answer rests on; Start and End count code points.
type CheckEvidence struct {
	Document string `json:"document"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Prefix   string `json:"prefix"`
	Exact    string `json:"exact"`
	Suffix   string `json:"suffix"`
}

// CheckCoverage says what was looked through: not finding words there does not
// mean that they were never said.
type CheckCoverage struct {
	Documents  int    `json:"documents"`
	Publishers int    `json:"publishers"`
	From       string `json:"from,omitempty"`
	To         string `json:"to,omitempty"`
}

// OfCheckCoverage is the record's coverage as a check has it.
func OfCheckCoverage(c *record.Coverage) *CheckCoverage {
	return &CheckCoverage{Documents: c.Documents, Publishers: c.Publishers, From: string(c.From), To: string(c.To)}
}

// Finding is what `quoth lint --format json` prints: one thing found in a draft,
// at code points of its text, with line and column counted from 1.
type Finding struct {
	Draft    string `json:"draft"`
	Rule     string `json:"rule"`
	Severity string `json:"severity"` // error, warning or note
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Message  string `json:"message"`
	Check    *Check `json:"check,omitempty"`
}

// contextLength is how much of the text before and after the words is given as
// prefix and suffix, in bytes at most, cut where a word ends.
const contextLength = 64

// Around returns the text before byte start and after byte end that helps to find
// a passage again.
func Around(text string, start, end int) (prefix, suffix string) {
	from, to := max(0, start-contextLength), min(len(text), end+contextLength)
	if from > 0 {
		for from < start && !breaks(text[from-1]) {
			from++
		}
	}
	if to < len(text) {
		for to > end && !breaks(text[to]) {
			to--
		}
	}
	return text[from:start], text[end:to]
}

// breaks tells whether a byte is white space, which also never lies inside a character.
func breaks(b byte) bool { return b == ' ' || b == '\n' || b == '\t' }

// Rule is a rule of the linter, as a report describes it.
type Rule struct {
	ID   string // "A02"
	Name string // one word in capitals and small letters, as SARIF wants it
	Text string // one sentence
}
