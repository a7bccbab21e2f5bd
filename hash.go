package quoth

// HashLower and HashString hash words for features and look-ups: FNV-1a, 32 bits,
// over the bytes of the form. ASCII capitals are folded by HashLower, other
// letters are taken as they are, so that no token needs an allocation.
func HashLower(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// HashString hashes the form as it is; see HashLower.
func HashString(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}
