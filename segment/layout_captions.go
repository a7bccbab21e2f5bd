package segment

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
)

var (
	// "Photo by Ines Okafor/Harbour Pictures", "Photograph: I. Okafor", "Image credit: …", "(AP Photo/…)"
	photoCredit = regexp.MustCompile(`(?:(?i:\b(?:photo(?:graph)?s?|pictures?|images?|illustration|video|screengrab|screenshot)(?: (?:credit|courtesy|illustration|source))? ?(?:by|:|via|courtesy of)\s)\S|` +
		`(?i:\b(?:photo|image|picture) (?:credit|courtesy)\b)|/(?:Getty|Getty Images|AFP|AP|Reuters|REUTERS|Shutterstock|PA Images|PA Wire|WireImage|FilmMagic|EPA|Rex|REX|Zuma|ZUMA|Alamy|Bloomberg)\b|\bGetty Images\b|\b(?:AP|AFP|EPA|PA|CP) Photo\b|\bvia (?:AP|Getty|Getty Images|Reuters|AFP)\)?\.?$|` +
		`^(?i:credit|photo|picture|image|source)s?: ?\S|(?i:\b(?:file|handout|undated|archive|stock) (?:photo|picture|image|photograph)\b)|(?i:\bcourtesy of \S+))`)
	// "LISBON – MAY 15: …", "NEW YORK, NY - JUNE 3: …"
	photoDateline = regexp.MustCompile(`^[A-Z][A-Z ,.'’-]+ ?(?:-|–|—) ?(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*\.? \d{1,2}(?:, \d{4})?: `)
	// "Mara Ellison (L) and Joel Park (R) arrive …", "From left, …", "Pictured: …"
	photoPlaces  = regexp.MustCompile(`\((?:L|R|C|left|right|centre|center|l|r|L-R|l-r|top|bottom|pictured|above|below)\)`)
	photoOpening = regexp.MustCompile(`^(?:(?:Pictured|PICTURED|From left|Clockwise from|L-R|L to R)[:,] |(?:Above|Below|Left|Right|Top): |© ?\S|\((?:Photo|Image|Picture|AP|Reuters|File)\b)`)
	photoVerb    = regexp.MustCompile(`\b(?:arrives?|attends?|poses?|speaks?|walks?|waves?|looks?|stands?|sits?|performs?|appears?|gestures?|pictured|seen|smiles?|leaves?)\b`)
)

// captions marks paragraphs that stand under a picture: short, and with a
// credit, a photographer's dateline or places in the picture.
func (l *layout) captions() {
	for i := range l.segments {
		s := &l.segments[i]
		if s.Kind != quoth.Paragraph && s.Kind != quoth.Heading && s.Kind != quoth.List || s.Len() > 700 {
			continue
		}
		if isCaption(s.Of(l.text)) {
			s.Kind = quoth.Caption
		}
	}
}

// creditSigns are pieces of words one of which stands in everything photoCredit
// matches: most paragraphs have none, and need no pattern.
var creditSigns = []string{"hoto", "HOTO", "ictur", "ICTUR", "mage", "MAGE", "llustr", "LLUSTR", "ideo", "IDEO", "creen", "CREEN", "redit", "REDIT",
	"ource", "OURCE", "ourtesy", "OURTESY", "Getty", "AP", "euters", "EUTERS", "Shutter", "PA ", "FilmMagic", "EPA", "/Rex", "REX", "/Zuma", "ZUMA", "Alamy", "Bloom"}

func mayCredit(words string) bool {
	for _, sign := range creditSigns {
		if strings.Contains(words, sign) {
			return true
		}
	}
	return false
}

// isCaption looks at the beginning of a block for what photographers put there,
// and at its end for a credit, which closes a caption or is all of it; elsewhere
// such words are prose about a picture.
func isCaption(words string) bool {
	if c := words[0]; 'A' <= c && c <= 'Z' && strings.Contains(words, ": ") && photoDateline.MatchString(words) {
		return true
	}
	if quotes(words) && !strings.Contains(words, "hoto") {
		return false
	}
	if strings.ContainsAny(words[:min(len(words), 20)], ":,©(") && photoOpening.MatchString(words) || strings.Contains(words, "(") && photoPlaces.MatchString(words) && photoVerb.MatchString(words) {
		return true
	}
	end := words[cutRune(words, len(words)-160):]
	if !mayCredit(end) {
		return false
	}
	at := photoCredit.FindAllStringIndex(end, -1)
	if at == nil {
		return false
	}
	if at[0][0] == 0 && len(words) < 120 {
		return true
	}
	last := at[len(at)-1]
	credit, tail := end[last[0]:last[1]], len(strings.Fields(strings.Trim(end[last[1]:], ".)] ")))
	switch {
	case strings.Contains(credit, ":"):
		return tail <= 8
	case strings.Contains(credit, "/"):
		return tail <= 2
	}
	return tail <= 8 && (endsSentence(end[:last[0]]) || strings.Contains(end[max(0, last[0]-2):last[0]+1], "(") || len(strings.Fields(words)) <= 12)
}

// quotes tells whether there is an opening or straight double quotation mark.
func quotes(words string) bool { return strings.Contains(words, "“") || strings.Contains(words, `"`) }

// cutRune is the nearest place at or before n where a character begins.
func cutRune(s string, n int) int {
	n = max(0, n)
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return n
}
