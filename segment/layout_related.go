package segment

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
)

// What a line that points at another page begins with, in any case but for those
// in capitals. Those that end in a colon need no more; the others must be
// followed by a capitalised title or by nothing.
var relatedOpenings = []string{
	"Related story", "Related stories", "Related article", "Related articles", "Related content", "Related news", "Related video", "Related:", "Related |", "Related -", "RELATED",
	"Read more:", "READ MORE", "Read more |", "Read more about", "Read also:", "READ ALSO", "Also read:", "ALSO READ", "Also see:", "See also:", "SEE ALSO", "See more:", "SEE MORE",
	"Read next:", "READ NEXT", "Up next:", "READ:", "Read:", "MORE:", "More:", "Watch:", "Watch now:", "Listen:", "Launch gallery:", "View gallery:", "In pictures:",
	"More from", "More on this", "More stories", "MORE ON", "Don't miss:", "Don’t miss:", "DON'T MISS", "DON’T MISS",
	"You may also like", "You might also like", "Recommended:", "RECOMMENDED", "Recommended reading", "Recommended stories", "Further reading",
	"Most read", "Most popular", "Trending now", "Top stories", "Latest news", "Keep reading:", "KEEP READING",
}

// inCapitals tells which of relatedOpenings are.
var inCapitals = func() []bool {
	capitals := make([]bool, len(relatedOpenings))
	for i, o := range relatedOpenings {
		capitals[i] = o == strings.ToUpper(o)
	}
	return capitals
}()

// What the page says to its readers rather than about the news.
var promoOpening = regexp.MustCompile(`(?i)^(?:before you go,|sign up (?:for|to|here|now|today)|subscribe (?:to|now|here|today|for)|` +
	`(?:please )?(?:follow|like|join|find) (?:@?\S+ ){1,5}on (?:facebook|twitter|x|instagram|youtube|whatsapp|telegram|linkedin|tiktok|threads)|` +
	`leave a (?:comment|reply)|click (?:here|through)|download (?:the|our)\b.{0,40}\bapp\b|` +
	`get (?:the|our) .{0,60}newsletters?|get .{0,40} (?:delivered|sent) (?:straight |directly )?to your inbox|want more .{0,80}\?|never miss a|` +
	`support (?:our|independent|quality) |become a (?:member|subscriber|supporter)|register (?:now|here|for free)|to get (?:more|the latest)|for more .{0,60}(?:, (?:follow|subscribe|sign up|visit|click|like)|, ?check out)|` +
	`thank you for (?:reading|subscribing|registering)|(?:already a subscriber|already have an account)|share this (?:article|story|post)|advertisement\b|this slideshow requires|like this story\?|copyright (?:©|\(c\)|\d)|.{0,80}\ball rights reserved\b|.{0,200}\bmay (?:earn|receive) (?:an? )?(?:\w+ )?commission\b|(?:please )?(?:email|e-mail) .{0,80}@.{0,80}follow|story continues below|continue reading(?: below| the main story)?$|registration on or use of this site|this copy is for your personal|write to .{0,60} at \S+@|` +
	`get breaking news alerts|(?:article|story) continues (?:below|after))`)

// promoWords are the first words of what promoOpening matches.
var promoWords = quoth.HashSet(`before sign subscribe please follow like join find click download get want never support become register to
for thank already leave continue registration write share advertisement this copyright email e-mail story article`)

// mayPromote looks at the first word, and for the two phrases that stand further on.
func mayPromote(line string) bool {
	end := strings.IndexAny(line, " ,.:?!")
	if end < 0 {
		end = len(line)
	}
	return promoWords[quoth.HashLower(line[:end])] || strings.Contains(line, "ights reserved") || strings.Contains(line, "IGHTS RESERVED") ||
		strings.Contains(line, "commission")
}

// related marks the lines that point at other pages and the promotions, also
// where a crawl has run them into the end of a paragraph: "… he said. Related
// story Mara Returns".
func (l *layout) related() {
	var out []quoth.Segment
	listed := false // titles of other pages follow
	for _, s := range l.segments {
		if s.Kind != quoth.Paragraph && s.Kind != quoth.List && s.Kind != quoth.Heading {
			out = append(out, s)
			listed = false
			continue
		}
		words := s.Of(l.text)
		listed = listed && len(words) < 160 && isHeadline(words)
		if len(words) <= 400 {
			if opensRelated(words) {
				s.Kind = quoth.Related
				listed = len(strings.Fields(words)) <= 4 && !strings.Contains(words, ": ")
			} else if listed {
				s.Kind = quoth.Related
			} else if len(words) <= 300 && mayPromote(words) && promoOpening.MatchString(words) && !quotes(words) {
				s.Kind = quoth.Promo
			}
		}
		if s.Kind == quoth.Paragraph {
			if cut := runIn(words); cut > 0 {
				tail := quoth.Segment{Span: quoth.Span{Start: s.Start + cut, End: s.End}, Kind: quoth.Related}
				s.Span = trim(l.text, quoth.Span{Start: s.Start, End: s.Start + cut})
				out = append(out, s, tail)
				continue
			}
		}
		out = append(out, s)
	}
	l.segments = out
}

// opensRelated tells whether the words begin as a pointer to another page does.
func opensRelated(words string) bool {
	if r, _ := utf8.DecodeRuneInString(words); !unicode.IsUpper(r) {
		return false
	}
	if strings.EqualFold(words, "related") {
		return true
	}
	for i, o := range relatedOpenings {
		if len(words) < len(o) || words[0] != o[0] {
			continue
		}
		capitals := inCapitals[i]
		if capitals && words[:len(o)] != o || !capitals && !strings.EqualFold(words[:len(o)], o) {
			continue
		}
		rest := words[len(o):]
		if r, _ := utf8.DecodeRuneInString(rest); unicode.IsLetter(r) {
			continue
		}
		rest = strings.TrimLeft(rest, " :|-–—»>")
		if rest == "" {
			return true
		}
		shouted := words[:len(o)] == strings.ToUpper(o)
		return (strings.HasSuffix(o, ":") || shouted || startsTitle(rest)) && isTitle(rest)
	}
	return false
}

// runIn is where, inside a paragraph, a related line begins, or 0.
func runIn(words string) int {
	from := max(0, len(words)-300)
	for i := len(words) - 1; i > from; i-- {
		if c := words[i]; c < 'A' || c > 'Z' {
			continue
		}
		if words[i-1] != ' ' && words[i-1] != '\n' || !endsSentence(words[:i]) {
			continue
		}
		if opensRelated(words[i:]) && !strings.HasPrefix(words[i:], "More ") && !strings.HasPrefix(words[i:], "Most ") {
			return i
		}
	}
	return 0
}

// endsSentence tells whether the words end in a mark that ends a sentence, with
// any closing quotation mark after it.
func endsSentence(words string) bool {
	words = strings.TrimRight(words, " \n")
	words = strings.TrimRight(words, "\"'”’)]»")
	return words != "" && strings.ContainsAny(words[len(words)-1:], ".!?") || strings.HasSuffix(words, "…")
}

// startsTitle tells whether the words begin with a capital, a digit or a quotation mark.
func startsTitle(words string) bool {
	r, _ := utf8.DecodeRuneInString(words)
	return unicode.IsUpper(r) || unicode.IsDigit(r) || strings.ContainsRune("“‘\"'", r)
}

// isTitle tells whether the words can be the title of one page: few, and not a
// run of sentences.
func isTitle(words string) bool {
	if len(strings.Fields(words)) > 28 {
		return false
	}
	inner := strings.TrimRight(words, ".!?…”’\"' ")
	for _, mark := range []string{". ", "? ", "! ", ".” ", ".\" "} {
		if i := strings.Index(inner, mark); i > 0 && startsTitle(inner[i+len(mark):]) && len(strings.Fields(inner[i:])) > 6 && mark[0] == '.' {
			return false
		}
	}
	return true
}
