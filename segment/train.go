package segment

import (
	"encoding/binary"
	"slices"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/tagger"
)

// TrainTagger makes the file of a Tagger from sheets whose gold tags stand in
// gold[sheet][token]; NoTag leaves a token out. Sheets must be filled by Fill.
// Deterministic: the order of the sheets is the order of training.
func TrainTagger(sheets []*quoth.Sheet, gold [][]uint8, rounds int) []byte {
	only := oneTagWords(sheets, gold)
	dict := newDictionary(len(only))
	for _, w := range only {
		dict.put(w.hash, w.tag)
	}
	p := tagger.NewPerceptron("pos", int(quoth.WRB)+1, 15)
	var features [posFeatures]uint32
	for range rounds {
		for d, s := range sheets {
			for _, sentence := range s.Sentences {
				for i := sentence.First; i < sentence.Last; i++ {
					token := &s.Tokens[i]
					if token.Tag = markTag(s, i); token.Tag != quoth.NoTag {
						continue
					}
					if i > sentence.First || token.Caps == quoth.LowerCase {
						if token.Tag = dict.get(token.Exact); token.Tag != quoth.NoTag {
							continue
						}
					}
					want := gold[d][i]
					if want == quoth.NoTag || want > quoth.WRB {
						token.Tag = quoth.NN
						continue
					}
					token.Tag = uint8(p.Learn(posFeaturesOf(&features, s, i, sentence), int(want)))
				}
			}
		}
	}
	b := binary.LittleEndian.AppendUint32(p.Model().File(), uint32(len(only)))
	for _, w := range only {
		b = append(binary.LittleEndian.AppendUint32(b, w.hash), w.tag)
	}
	return b
}

type oneTag struct {
	hash uint32
	tag  uint8
}

// oneTagWords lists the words seen at least twenty times with one tag in at least
// 199 of 200 cases.
func oneTagWords(sheets []*quoth.Sheet, gold [][]uint8) []oneTag {
	counts := make(map[uint32]*[quoth.WRB + 1]int)
	for d, s := range sheets {
		for i, t := range s.Tokens {
			tag := gold[d][i]
			if t.Kind != quoth.Word || tag == quoth.NoTag || tag > quoth.WRB {
				continue
			}
			if counts[t.Exact] == nil {
				counts[t.Exact] = new([quoth.WRB + 1]int)
			}
			counts[t.Exact][tag]++
		}
	}
	var out []oneTag
	for hash, c := range counts {
		sum, best := 0, 0
		for tag, n := range c {
			sum += n
			if n > c[best] {
				best = tag
			}
		}
		if sum >= 20 && c[best]*200 >= sum*199 {
			out = append(out, oneTag{hash, uint8(best)})
		}
	}
	slices.SortFunc(out, func(a, b oneTag) int { return int(int64(a.hash) - int64(b.hash)) })
	return out
}
