package extract

import "github.com/quoth-news/quoth"

// utterance tells whether quotation unit i is a turn of a conversation whatever it
// says: marks around a whole sentence that begins its paragraph or follows another
// turn in it, in a text where paragraphs keep beginning with marks.
func (x *Extractor) utterance(s *quoth.Sheet, i int32) bool {
	r := &x.row
	m := &s.Marks[r.units[i].quote]
	if m.Close <= m.Open+1 || s.Tokens[m.Close-1].Kind != quoth.Punct || s.Tokens[m.Open+1].Caps == quoth.LowerCase {
		return false
	}
	if !r.units[i].opens && !x.followsTurn(i) {
		return false
	}
	return x.talks(s)
}

// followsTurn tells whether another quotation stands before unit i in its paragraph.
func (x *Extractor) followsTurn(i int32) bool {
	r := &x.row
	for j := i; j > max(0, i-reachLeft) && !r.units[j].opens; j-- {
		if r.units[j-1].quote >= 0 {
			return x.owned[j-1] >= 0
		}
	}
	return false
}

// talks tells whether the text is full of conversation: one paragraph in five and at
// least eight begin with marks.
func (x *Extractor) talks(s *quoth.Sheet) bool {
	if x.talk == 0 {
		paragraphs, turns := 1, 0
		for i := range x.row.units {
			if u := &x.row.units[i]; u.opens {
				paragraphs++
				if u.quote >= 0 {
					turns++
				}
			}
		}
		x.talk = -1
		if turns >= 8 && turns*5 >= paragraphs {
			x.talk = 1
		}
	}
	return x.talk > 0
}
