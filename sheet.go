package quoth

// Sheet is the working sheet of one document, handed from stage to stage. Each
// stage says in its package comment what it needs filled and what it fills. All
// indexes are int32 into the slices of the same sheet; None where there is none.
// A sheet is used by one goroutine and may be reset and used again.
type Sheet struct {
	Doc       *Document
	Segments  []Segment  // by segment
	Tokens    []Token    // by segment: every token of every segment that can hold speech, in order
	Sentences []Sentence // by segment: never across segments
	Marks     []Marks    // by segment: paired quotation marks, ordered by Open, properly nested
	Mentions  []Mention  // by resolve: ordered by Start, longer first; may nest
	Entities  []Entity   // by resolve; attribute may add (accounts, turns, unnamed sources)
	Times     []Time     // by date: ordered, not overlapping

	Quotations []Quotation // by extract (parts, cue, form, act), attribute (speaker and parties), date (said)
}

// TokenKind is the coarse shape of a token.
type TokenKind uint8

// The kinds of tokens.
const (
	Word TokenKind = iota
	Number
	Punct     // one mark, "..." or "--"
	QuoteMark // a quotation mark: Token.Pair tells which; apostrophes inside words are part of the word
	Symbol    // everything else: an emoji, a currency sign
	Handle    // "@name"
	Hashtag   // "#name"
	Address   // a URL or e-mail address
)

// Token is a word, number or mark. "don't" is two tokens, "do" and "n't", and
// "Mara's" is "Mara" and "'s", as in the Penn Treebank.
type Token struct {
	Start, End int32     // bytes of the document's text
	Lower      uint32    // hash of the lower-cased form, see HashLower
	Exact      uint32    // hash of the form as printed
	Shape      uint16    // hash of the shape: X for capitals, x, d, runs cut at three
	Kind       TokenKind //
	Caps       CapKind   //
	Tag        uint8     // part of speech: an index into PartsOfSpeech
	Space      bool      // white space stands before it
	Sentence   int32     // index into Sheet.Sentences
	Pair       int32     // for QuoteMark: index into Sheet.Marks, or None if unpaired or no quotation mark after all
	Inside     int32     // the innermost pair of marks it stands between, or None
}

// Span is the token's place in the text.
func (t *Token) Span() Span { return Span{int(t.Start), int(t.End)} }

// CapKind is how a token is capitalised.
type CapKind uint8

// The ways of capitals.
const (
	LowerCase   CapKind = iota
	InitialCap          // Mara
	AllCaps             // MARA, two letters or more
	MixedCaps           // McEnroe, iPhone
	NoLetters           // 2010, —
	SingleUpper         // A
)

// Sentence is a range of tokens [First, Last) inside one segment.
type Sentence struct {
	First, Last int32
	Segment     int32 // index into Sheet.Segments
}

// Marks is a pair of quotation marks: the words stand between the tokens Open
// and Close. Where a mark is never closed, Close is the token after the last word
// the quotation is taken to hold and Closed is false; a quotation that goes on in
// the next paragraph has one pair a paragraph, each but the first with Continues set.
type Marks struct {
	Open, Close int32 // token indexes; Open is the mark itself
	Parent      int32 // the pair around this one, or None
	Single      bool  // ‘ ’
	Closed      bool
	Continues   bool
}

// Time is words that say when something was, with their preposition: "on
// Thursday", "in the 1990s", "two years ago", "previously".
type Time struct {
	Span
	First, Last int32 // tokens [First, Last)
	When        When
	Rule        string // "date/weekday@1"
	Confidence  float64
}

// MentionKind says by what words someone is pointed at.
type MentionKind uint8

// The kinds of mentions.
const (
	NameMention        MentionKind = iota // Mara Ellison, Ellison, the Daily Ledger
	DescriptionMention                    // the showrunner, a spokesman for Mara Ellison
	PronounMention                        // she, they; "I" and "we" too, with no entity until attributed
	HandleMention                         // @maraellison
)

// Mention is words that point at someone.
type Mention struct {
	Span
	First, Last int32 // tokens [First, Last)
	Head        int32 // the head token: the surname, the noun, the pronoun
	Kind        MentionKind
	Entity      int32   // index into Sheet.Entities, or None
	Confidence  float64 // that it means that entity
}

// PartsOfSpeech are the Penn Treebank tags Token.Tag is an index into; 0 is "not tagged".
var PartsOfSpeech = [...]string{"", "CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD",
	"NN", "NNS", "NNP", "NNPS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH",
	"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", ".", ",", ":", "``", "''", "-LRB-",
	"-RRB-", "$", "#", "HYPH", "ADD", "NFP", "AFX", "GW", "XX"}

// The tags as constants, for rules to name.
const (
	NoTag uint8 = iota
	CC
	CD
	DT
	EX
	FW
	IN
	JJ
	JJR
	JJS
	LS
	MD
	NN
	NNS
	NNP
	NNPS
	PDT
	POS
	PRP
	PRPS // PRP$
	RB
	RBR
	RBS
	RP
	SYM
	TO
	UH
	VB
	VBD
	VBG
	VBN
	VBP
	VBZ
	WDT
	WP
	WPS // WP$
	WRB
	FullStop
	Comma
	Colon
	OpenQuote
	CloseQuote
	OpenBracket
	CloseBracket
	Currency
	NumberSign
	Hyphen
	Addr
	NonFinalPunct
	Affix
	GoesWith
	UnknownTag
)

// Text is the token's form as printed.
func (s *Sheet) Text(token int32) string {
	t := &s.Tokens[token]
	return s.Doc.Text[t.Start:t.End]
}

// TokensSpan is the stretch of text from token first up to, not including, token last.
func (s *Sheet) TokensSpan(first, last int32) Span {
	return Span{int(s.Tokens[first].Start), int(s.Tokens[last-1].End)}
}

// TokenAt is the first token that ends after byte offset at; len(Tokens) if none does.
func (s *Sheet) TokenAt(at int) int32 {
	low, high := 0, len(s.Tokens)
	for low < high {
		if mid := (low + high) / 2; int(s.Tokens[mid].End) <= at {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return int32(low)
}

// MentionsIn are the mentions that lie inside the span, as a range of indexes into
// Mentions that may also hold some that only begin in it.
func (s *Sheet) MentionsIn(span Span) (from, to int) {
	low, high := 0, len(s.Mentions)
	for low < high {
		if mid := (low + high) / 2; s.Mentions[mid].Start < span.Start {
			low = mid + 1
		} else {
			high = mid
		}
	}
	for to = low; to < len(s.Mentions) && s.Mentions[to].Start < span.End; to++ {
	}
	return low, to
}
