package segment

import (
	"strings"

	"github.com/quoth-news/quoth"
)

// markdownLine says what a line is by the sign it begins with, and where its
// words are. A hash without a space after it is a hashtag, and a dash without
// one is dialogue.
func markdownLine(text string, line textLine) (quoth.SegmentKind, quoth.Span) {
	words := line.Of(text)
	kind, skip := quoth.Paragraph, 0
	switch words[0] {
	case '#':
		n := len(words) - len(strings.TrimLeft(words, "#"))
		if n <= 6 && n < len(words) && words[n] == ' ' {
			kind, skip = quoth.Heading, n+1
			words = strings.TrimRight(words, "# ")
		}
	case '>':
		if strings.HasPrefix(words, ">>") { // captions for the deaf: ">> NAME: …"
			skip = len(words) - len(strings.TrimLeft(words, "> "))
			break
		}
		kind, skip = quoth.Quote, 1
	case '-', '*', '+':
		if inner, ok := boldLine(words); ok {
			kind, skip, words = quoth.Heading, 2, inner
			break
		}
		if len(words) > 2 && words[1] == ' ' {
			kind, skip = quoth.List, 2
		}
	case '|':
		if strings.Count(words, "|") > 2 {
			kind = quoth.Table
		}
	default:
		if rest, ok := strings.CutPrefix(words, "• "); ok {
			kind, skip = quoth.List, len(words)-len(rest)
		} else if n := numbered(words); n > 0 {
			kind, skip = quoth.List, n
		}
	}
	start := line.Start
	return kind, trim(text, quoth.Span{Start: start + skip, End: start + max(skip, len(words))})
}

// boldLine tells a line that is in bold type from end to end, "**Who taught you?**":
// a question of an interview, or a heading. What follows is without its closing sign.
func boldLine(words string) (string, bool) {
	if len(words) < 5 || !strings.HasPrefix(words, "**") || !strings.HasSuffix(words, "**") || strings.Count(words, "**") != 2 {
		return "", false
	}
	inner := words[:len(words)-2]
	return inner, isQuestion(inner) || len(strings.Fields(inner)) <= 10 && !endsSentence(inner)
}

// numbered is the length of "1. " or "12) " at the start of a line, or 0.
func numbered(s string) int {
	n := 0
	for n < len(s) && n < 3 && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	if n > 0 && n < 3 && n+1 < len(s) && (s[n] == '.' || s[n] == ')') && s[n+1] == ' ' {
		return n + 2
	}
	return 0
}

// isUnderline tells a line of "===" or "---" that makes a heading of the line before it.
func isUnderline(s string) bool {
	return len(s) >= 3 && (strings.Trim(s, "=") == "" || strings.Trim(s, "-") == "")
}

// isRule tells a line that only divides: "***", "* * *", "_____".
func isRule(s string) bool {
	return len(s) >= 3 && strings.Trim(s, "*-_=~ ") == ""
}
