package segment

import (
	_ "embed"
	"encoding/binary"
	"fmt"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/tagger"
)

// pos.bin is a model of tagger's format followed by the dictionary of words with
// one tag: a count (uint32) and for each the hash of the word (uint32) and its tag
// (one byte). Made by cmd/quoth-train.
//
//go:embed pos.bin
var posFile []byte

// ModelHash names the model in this program by its bytes.
func ModelHash() string { return quoth.Hash(string(posFile)) }

// Tagger gives every token its part of speech: greedily from left to right, an
// averaged perceptron over the word, its ending and its neighbours (Collins 2002).
// Words that are always the same are looked up; marks and numbers follow rules.
type Tagger struct {
	model *tagger.Model
	only  dictionary
}

// NewTagger loads the tagger in the binary.
func NewTagger() (*Tagger, error) { return LoadTagger(posFile) }

// LoadTagger loads a tagger from the file TrainTagger made.
func LoadTagger(file []byte) (*Tagger, error) {
	model, rest, err := tagger.Load(file)
	if err != nil {
		return nil, fmt.Errorf("parts of speech: %w", err)
	}
	if len(rest) < 4 || len(rest) != 4+5*int(binary.LittleEndian.Uint32(rest)) {
		return nil, fmt.Errorf("parts of speech: %w: the dictionary is cut", quoth.ErrInvalid)
	}
	t := &Tagger{model: model, only: newDictionary(len(rest) / 5)}
	for rest = rest[4:]; len(rest) > 0; rest = rest[5:] {
		t.only.put(binary.LittleEndian.Uint32(rest), rest[4])
	}
	return t, nil
}

// dictionary is an open-addressed table from word hashes to tags; 0 is absent.
type dictionary struct {
	keys []uint32
	tags []uint8
}

func newDictionary(n int) dictionary {
	size := 16
	for size < 2*n {
		size *= 2
	}
	return dictionary{make([]uint32, size), make([]uint8, size)}
}

func (d dictionary) put(key uint32, tag uint8) {
	i := int(key) & (len(d.keys) - 1)
	for d.tags[i] != 0 && d.keys[i] != key {
		i = (i + 1) & (len(d.keys) - 1)
	}
	d.keys[i], d.tags[i] = key, tag
}

func (d dictionary) get(key uint32) uint8 {
	i := int(key) & (len(d.keys) - 1)
	for d.tags[i] != 0 {
		if d.keys[i] == key {
			return d.tags[i]
		}
		i = (i + 1) & (len(d.keys) - 1)
	}
	return 0
}

// Tag fills Token.Tag.
func (t *Tagger) Tag(s *quoth.Sheet) {
	var features [posFeatures]uint32
	var scores [int(quoth.WRB) + 1]int32
	for _, sentence := range s.Sentences {
		for i := sentence.First; i < sentence.Last; i++ {
			token := &s.Tokens[i]
			if token.Tag = markTag(s, i); token.Tag != quoth.NoTag {
				continue
			}
			if i > sentence.First || token.Caps == quoth.LowerCase {
				if token.Tag = t.only.get(token.Exact); token.Tag != quoth.NoTag {
					continue
				}
			}
			t.model.Differences(scores[:], posFeaturesOf(&features, s, i, sentence))
			best := 1
			for c := 2; c < len(scores); c++ {
				if scores[c] > scores[best] {
					best = c
				}
			}
			token.Tag = uint8(best)
		}
	}
}

// markTag gives the tag of what is no word, or NoTag.
func markTag(s *quoth.Sheet, i int32) uint8 {
	t := &s.Tokens[i]
	switch t.Kind {
	case quoth.Number:
		return quoth.CD
	case quoth.Handle, quoth.Hashtag:
		return quoth.NNP
	case quoth.Address:
		return quoth.Addr
	case quoth.QuoteMark:
		if t.Pair >= 0 && s.Marks[t.Pair].Open == i {
			return quoth.OpenQuote
		}
		return quoth.CloseQuote
	case quoth.Symbol:
		switch s.Doc.Text[t.Start:t.End] {
		case "$", "£", "€", "¥":
			return quoth.Currency
		}
		return quoth.SYM
	case quoth.Punct:
		switch s.Doc.Text[t.Start:t.End] {
		case ".", "!", "?":
			return quoth.FullStop
		case ",":
			return quoth.Comma
		case "(", "[", "{":
			return quoth.OpenBracket
		case ")", "]", "}":
			return quoth.CloseBracket
		}
		return quoth.Colon
	}
	return quoth.NoTag
}

const posFeatures = 17

// posFeaturesOf lists what the tagger sees of token i.
func posFeaturesOf(f *[posFeatures]uint32, s *quoth.Sheet, i int32, in quoth.Sentence) []uint32 {
	t := &s.Tokens[i]
	const edge = 0x45444745
	prev, prev2, next, next2 := uint32(edge), uint32(edge), uint32(edge), uint32(edge)
	prevTag, prev2Tag, nextShape, nextEnd := uint32(0), uint32(0), uint32(edge), uint32(edge)
	if i > in.First {
		prev, prevTag = s.Tokens[i-1].Lower, uint32(s.Tokens[i-1].Tag)
	}
	if i > in.First+1 {
		prev2, prev2Tag = s.Tokens[i-2].Lower, uint32(s.Tokens[i-2].Tag)
	}
	if i+1 < in.Last {
		next, nextShape, nextEnd = s.Tokens[i+1].Lower, uint32(s.Tokens[i+1].Shape), ending(s, i+1)
	}
	if i+2 < in.Last {
		next2 = s.Tokens[i+2].Lower
	}
	first := uint32(0)
	if i == in.First {
		first = 1
	}
	end := ending(s, i)
	f[0] = tagger.Mix(t.Lower, 1)
	f[1] = tagger.Mix2(uint32(t.Shape), first, 2)
	f[2] = tagger.Mix(end, 3)
	f[3] = tagger.Mix(end&0xffff, 4)
	f[4] = tagger.Mix(uint32(s.Doc.Text[t.Start]), 5)
	f[5] = tagger.Mix(prevTag, 6)
	f[6] = tagger.Mix(prevTag<<8|prev2Tag, 7)
	f[7] = tagger.Mix2(prevTag, t.Lower, 8)
	f[8] = tagger.Mix(prev, 9)
	f[9] = tagger.Mix(prev2, 10)
	f[10] = tagger.Mix(next, 11)
	f[11] = tagger.Mix(next2, 12)
	f[12] = tagger.Mix2(nextShape, end, 13)
	f[13] = tagger.Mix(nextEnd, 14)
	f[14] = tagger.Mix2(prevTag, end, 15)
	f[15] = tagger.Mix2(t.Exact, uint32(t.Caps), 16)
	f[16] = tagger.Mix2(next, end, 17)
	return f[:]
}

// ending packs the last three bytes of a word.
func ending(s *quoth.Sheet, i int32) uint32 {
	t := &s.Tokens[i]
	text := s.Doc.Text
	v := uint32(0)
	for j := max(t.Start, t.End-3); j < t.End; j++ {
		c := text[j]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		v = v<<8 | uint32(c)
	}
	return v
}
