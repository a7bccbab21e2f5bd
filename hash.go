package quoth

import "strings"

// HashLower and HashString hash words for features and look-ups: FNV-1a, 32 bits,
// over the bytes of the form. The curly apostrophe ’ counts as the straight one,
// so that "don’t" and "don't" meet; HashLower folds ASCII capitals and takes
// other letters as they are, so that no token needs an allocation.
func HashLower(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		} else if c == 0xE2 && i+2 < len(s) && s[i+1] == 0x80 && s[i+2] == 0x99 {
			c, i = '\'', i+2
		}
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// HashString hashes the form with its capitals; see HashLower.
func HashString(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == 0xE2 && i+2 < len(s) && s[i+1] == 0x80 && s[i+2] == 0x99 {
			c, i = '\'', i+2
		}
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// HashSet is the set of the lower-case hashes of words, given in lists apart by white space.
func HashSet(lists ...string) map[uint32]bool {
	set := make(map[uint32]bool)
	for _, list := range lists {
		for word := range strings.FieldsSeq(list) {
			set[HashLower(word)] = true
		}
	}
	return set
}
