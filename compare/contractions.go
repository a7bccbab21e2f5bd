package compare

import "strings"

// whole contractions whose two halves cannot be told from the letters.
var fusedForms = map[string][2]string{
	"won't": {"will", "not"}, "can't": {"can", "not"}, "shan't": {"shall", "not"}, "ain't": {"is", "not"},
	"cannot": {"can", "not"}, "gonna": {"going", "to"}, "wanna": {"want", "to"}, "gotta": {"got", "to"},
	"let's": {"let", "us"}, "y'all": {"you", "all"}, "lemme": {"let", "me"}, "gimme": {"give", "me"},
	"dont": {"do", "not"}, "didnt": {"did", "not"}, "doesnt": {"does", "not"}, "isnt": {"is", "not"}, "wasnt": {"was", "not"},
	"arent": {"are", "not"}, "werent": {"were", "not"}, "havent": {"have", "not"}, "hasnt": {"has", "not"}, "hadnt": {"had", "not"},
	"cant": {"can", "not"}, "couldnt": {"could", "not"}, "wouldnt": {"would", "not"}, "shouldnt": {"should", "not"},
	"im": {"i", "am"}, "ive": {"i", "have"}, "youre": {"you", "are"}, "theyre": {"they", "are"},
}

// where a fused form is cut, in bytes of the plain form.
var fusedCuts = map[string]int{
	"won't": 2, "can't": 3, "shan't": 3, "ain't": 2, "cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3,
	"let's": 3, "y'all": 1, "lemme": 3, "gimme": 3,
	"dont": 2, "didnt": 3, "doesnt": 4, "isnt": 2, "wasnt": 3, "arent": 3, "werent": 4, "havent": 4, "hasnt": 3, "hadnt": 3,
	"cant": 3, "couldnt": 5, "wouldnt": 5, "shouldnt": 6, "im": 1, "ive": 1, "youre": 3, "theyre": 4,
}

// words after which 's is "is" or "has" and never a possessive.
var verbalS = map[string]bool{"it": true, "he": true, "she": true, "that": true, "there": true, "here": true,
	"what": true, "who": true, "where": true, "how": true, "when": true, "why": true, "this": true, "everything": true, "nothing": true}

// contraction takes a form in small letters with plain apostrophes and the form
// as printed, and returns the two words it stands for and the byte of the printed
// form where the second begins; at is 0 if the form is no contraction. The halves
// "'s" and "'d" are left open: either may be two verbs.
func contraction(form, printed string) (head, tail string, at int) {
	if p, ok := fusedForms[form]; ok {
		return p[0], p[1], fusedCuts[form]
	}
	i := strings.IndexByte(form, '\'')
	if i <= 0 || i == len(form)-1 {
		return "", "", 0
	}
	cutAt := len(printed) - (len(form) - i) // an apostrophe may take three bytes as printed
	if j := strings.IndexFunc(printed, isApostrophe); j >= 0 {
		cutAt = j
	}
	head, rest := form[:i], form[i+1:]
	switch rest {
	case "ll":
		return head, "will", cutAt
	case "ve":
		return head, "have", cutAt
	case "re":
		return head, "are", cutAt
	case "m":
		return head, "am", cutAt
	case "d":
		return head, "'d", cutAt
	case "s":
		if verbalS[head] {
			return head, "'s", cutAt
		}
	case "t":
		if strings.HasSuffix(head, "n") && len(head) > 2 {
			return head[:len(head)-1], "not", cutAt - 1
		}
	}
	return "", "", 0
}

// helperHalf tells whether the half of a contraction and a word are two helpers of
// one kind in other tenses: "it's" and "it was".
func helperHalf(half, full string) bool {
	switch half {
	case "'s":
		return full == "was" || full == "had"
	case "'d":
		return is("modal", full) || full == "have" || full == "has"
	}
	return false
}

// openHalf tells whether the open half of a contraction may stand for a word.
func openHalf(half, full string) bool {
	switch half {
	case "'s":
		return full == "is" || full == "has"
	case "'d":
		return full == "would" || full == "had"
	}
	return false
}
