package read

import (
	"regexp"
	"strings"

	"github.com/quoth-news/quoth"
)

// Outlets say in the article itself that they changed it after it went out, in
// a note above or below the text. The note opens with a label ("Correction:"),
// speaks of the article as such ("This article was amended on …", "An earlier
// version of this story misstated …"), or is an agency's advisory in capitals.

const (
	noticedPiece = `(?:article|story|post|piece|report|column|page|interview|review|item|headline|transcript|caption|dispatch|essay|blog|newsletter)`
	noticedWork  = `(?:amended|corrected|updated|edited|changed|revised|modified|clarified|altered|retracted|withdrawn|removed|taken down|unpublished)`
)

var (
	// "Correction:", "CORRECTION (May 3, 2020) –", "Corrections and clarifications:", "Editor's note:", "UPDATE, 5 May:"
	noticeLabel = regexp.MustCompile(`^\W{0,4}(?i:(corrections?(?: (?:and|&|or) clarifications?)?|clarifications?|updates?|retraction|editor(?:['’]?s|s['’])? note|editors['’] note)` +
		`(?: (?:appended|to (?:this|the) ` + noticedPiece + `))?)(?:,? \([^()\n]{1,30}\)|,? [^:\n.()\d]{0,12}\d[^:\n.()]{0,20}(?:[:.]\d\d ?[ap]\.?m\.?)?)?[ ]?(?::|[–—]| - )[*_]{0,2}\s`)
	// "This article was amended on …", "We have updated this story to …"
	noticeSentence = regexp.MustCompile(`(?:^|[.!?)”"]\s+|^\W{1,4})((?:This|The) ` + noticedPiece + `(?:['’]s (?:headline|caption|text))?(?: \w+){0,3}? (?:was|has been|is|had been|has since been|was later|was also) (?:later |since |subsequently |further |also |first )?` + noticedWork + `\b|` +
		`We(?:['’]ve| have)? (?:amended|corrected|updated|clarified|retracted|removed) (?:this|the|our) ` + noticedPiece + `\b|` +
		`(?:In )?(?:[Aa]n|[Tt]he|[Aa]) (?:(?:earlier|previous|original|first|prior|initial)(?:,? (?:earlier|previous|original|published|online))?) version of (?:this|the|our) ` + noticedPiece + `\b)`)
	// "(STORY WITHDRAWN)", "ATTENTION EDITORS – KILL", "The item … is withdrawn": agencies' advisories
	noticeAdvisory = regexp.MustCompile(`^\W{0,4}(?:(?:STORY|ARTICLE|ITEM) (?:WITHDRAWN|KILLED|RETRACTED)|(?:WITHDRAWN|WITHDRAWAL|KILL|RETRACTED|RETRACTION)(?:[:–—-]|\)| )|(CORRECTED|REFILE|CORRECTION|CORRECTS|RECASTS AND CORRECTS)(?:[:–—-]|\)| -| –))`)

	noticeWrong   = regexp.MustCompile(`(?i)\b(?:correct(?:ed|ion|ions|s|ing)?|amended|erroneous(?:ly)?|incorrect(?:ly)?|mis(?:stated|spelled|spelt|identified|quoted|attributed|named|translated|reported)|mistake(?:nly)?|wrong(?:ly)?|errors?|inaccura\w+)\b`)
	noticeGone    = regexp.MustCompile(`(?i)\b(?:retract(?:ed|ion|s)|withdrawn|withdraws|withdrawal|unpublished|taken down|killed?|(?:removed|deleted) (?:this|the|our) ` + noticedPiece + `|(?:been|was) (?:removed|deleted))\b`)
	noticeUnclear = regexp.MustCompile(`(?i)\bclarif(?:y|ied|ies|ication|ications)\b`)
	noticeDay     = regexp.MustCompile(`(?:[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.?,? \d{4}|\d{4}-\d\d-\d\d)`)
)

// noticeWords are words one of which stands in every notice: most texts have
// none near a line's beginning, and need no pattern.
var noticeWords = newAnyOf([]string{"orrect", "ORRECT", "larif", "LARIF", "pdate", "PDATE", "mended", "etract", "ETRACT", "ithdr", "ITHDR", "version of ", "ditor", "DITOR", "KILL", "REFILE",
	"edited", "changed", "revised", "modified", "altered", "removed", "taken down", "unpublished"})

// noteNotices finds the notices of a document in its text.
func noteNotices(d *quoth.Document) {
	if !noticeWords.in(d.Text) {
		return
	}
	for start := 0; start < len(d.Text); {
		end := strings.IndexByte(d.Text[start:], '\n')
		if end < 0 {
			end = len(d.Text)
		} else {
			end += start
		}
		line := quoth.Span{Start: start, End: end}
		if start = end + 1; line.Len() > 2500 || line.Len() < 10 || !noticeWords.in(line.Of(d.Text)) {
			continue
		}
		if n, ok := noticeIn(d.Text, line); ok {
			d.Notices = append(d.Notices, n)
		}
	}
}

// noteStatus notes that an agency took an item back: "canceled" by IPTC's list of
// publishing statuses, as a word or a code ("stat:canceled").
func noteStatus(d *quoth.Document, status, rule string) {
	if strings.EqualFold(strings.TrimPrefix(status, "stat:"), "canceled") {
		d.Notices = append(d.Notices, quoth.Notice{Kind: quoth.Withdrawal, Rule: rule})
	}
}

// noticeIn reads one paragraph. What stands before a sentence about the article
// is not part of the notice, unless it is the note's own label.
func noticeIn(text string, line quoth.Span) (quoth.Notice, bool) {
	words := line.Of(text)
	label := noticeLabel.FindStringSubmatchIndex(words)
	sentence := noticeSentence.FindStringSubmatchIndex(words)
	switch advisory := noticeAdvisory.MatchString(words); {
	case label != nil && strings.HasPrefix(strings.ToLower(words[label[2]:label[3]]), "editor"):
		if sentence == nil && !noticeWrong.MatchString(words) && !noticeGone.MatchString(words) {
			return quoth.Notice{}, false // a note about something else
		}
	case label != nil, advisory:
	case sentence != nil:
		line.Start += sentence[2]
	default:
		return quoth.Notice{}, false
	}
	line = trimSpan(text, line)
	n := quoth.Notice{Span: line, Kind: noticeKind(line.Of(text), label != nil), Rule: "read/notice@1"}
	if day := noticeDay.FindString(line.Of(text)); day != "" {
		if n.When = parseDay(day); len(n.When) != 10 {
			n.When = ""
		}
	}
	return n, true
}

// noticeKind goes by the gravest word of the notice's first sentences. A withdrawn
// remark in a correction does not withdraw the article.
func noticeKind(words string, labelled bool) quoth.NoticeKind {
	opening := words[:cut(words, 90)]
	switch {
	case noticeGone.MatchString(opening) && !noticeWrong.MatchString(opening):
		return quoth.Withdrawal
	case labelled && noticeUnclear.MatchString(opening) && !noticeWrong.MatchString(opening):
		return quoth.Clarification
	case noticeWrong.MatchString(words):
		return quoth.Correction
	case noticeUnclear.MatchString(words):
		return quoth.Clarification
	}
	return quoth.Update
}

// trimSpan is the span without the spaces, bullets and brackets around it.
func trimSpan(text string, s quoth.Span) quoth.Span {
	words := s.Of(text)
	s.End -= len(words) - len(strings.TrimRight(words, " \t\r*_"))
	words = s.Of(text)
	s.Start += len(words) - len(strings.TrimLeft(words, " \t\r•·*_–—-#>"))
	return s
}
