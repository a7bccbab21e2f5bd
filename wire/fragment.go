package wire

import (
	"net/url"
	"strings"

	"github.com/quoth-news/quoth/record"
)

// WebAddress is an address that a reader may be led to, "" for all that are none of the web's.
func WebAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return ""
	}
	return address
}

// LinkOf leads to the words of a statement on the page that printed it first, or to that
// page where its evidence is another's.
func LinkOf(s *record.Statement) string {
	if s.Evidence.Document != s.First.ID {
		return WebAddress(s.First.URL)
	}
	return Fragment(s.First.URL, s.Evidence.Span.Of(s.Evidence.Text))
}

// Fragment is the address of words on a page, with a text fragment that browsers find
// them by (https://wicg.github.io/scroll-to-text-fragment/): short words whole, long ones,
// and those of several blocks, by how they begin and end. "" where the address is none
// of the web's.
func Fragment(address, words string) string {
	const whole, edge = 12, 5 // words
	all := strings.Fields(words)
	if address = WebAddress(address); address == "" || len(all) == 0 {
		return address
	}
	directive := term(all)
	if len(all) > whole || strings.Contains(strings.TrimSpace(words), "\n") {
		n := min(edge, (len(all)+1)/2)
		directive = term(firstLine(all[:n], words)) + "," + term(lastLine(all[len(all)-n:], words))
	}
	address, _, _ = strings.Cut(address, "#")
	return address + "#:~:text=" + directive
}

// firstLine keeps of the first words those that stand before the first line end: a term
// may not run from one block into the next.
func firstLine(words []string, text string) []string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return words[:max(1, min(len(words), len(strings.Fields(line))))]
}

func lastLine(words []string, text string) []string {
	text = strings.TrimSpace(text)
	line := text[strings.LastIndexByte(text, '\n')+1:]
	n := max(1, min(len(words), len(strings.Fields(line))))
	return words[len(words)-n:]
}

// term writes words as one term of a directive, in which "-" and "," mean something.
func term(words []string) string {
	return strings.NewReplacer("-", "%2D", ",", "%2C", "+", "%20").Replace(url.QueryEscape(strings.Join(words, " ")))
}
