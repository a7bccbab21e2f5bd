package read

import (
	"strings"
	"unicode"

	"github.com/quoth-news/quoth"
)

// setLanguage settles the language of a document: what its words say, where there
// are enough of them; else what the input or the options give, else English.
func setLanguage(d *quoth.Document, given string) {
	stated := languageTag(d.Language)
	if stated == "" {
		stated = languageTag(given)
	}
	d.Language = stated
	found, words := detectLanguage(d.Text)
	switch {
	case words < 20 || found == "":
		if stated == "" && words < 20 {
			d.Language = "en"
		}
	case baseLanguage(stated) != found:
		// A page's template may name the site's language and not the article's.
		d.Language = found
		d.Given = append(d.Given, quoth.Metadata{Field: "language", Value: found, Rule: "read/language@1"})
	}
}

// languageTag is a well-formed BCP 47 tag in its usual case ("en-GB"), or "".
func languageTag(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	parts := strings.Split(s, "-")
	if n := len(parts[0]); n < 2 || n > 3 || len(s) > 35 {
		if !strings.EqualFold(s, "english") {
			return ""
		}
		return "en"
	}
	for i, p := range parts {
		if p == "" || strings.ContainsFunc(p, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			return ""
		}
		switch {
		case i == 0:
			parts[i] = strings.ToLower(p)
		case len(p) == 2:
			parts[i] = strings.ToUpper(p)
		case len(p) == 4:
			parts[i] = strings.ToUpper(p[:1]) + strings.ToLower(p[1:])
		}
	}
	return strings.Join(parts, "-")
}

func baseLanguage(tag string) string {
	base, _, _ := strings.Cut(tag, "-")
	return base
}

// functionWords are the commonest short words of each language in Latin letters;
// those that several share count for all of them.
var functionWords = map[string]string{
	"en": "the of and to in a is that for it was on with as he be at by this had not are but from or have an they which one you were her all she there would their we him been has when who will more no if out so said what its about into than them can only other new some could time these two may then do first any my now such like our over me even most made after also did many before must through",
	"de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei hatte kann gegen vom können schon wenn habe seine ihre dann unter wir soll ich eines jahr wieder",
	"fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la avec son ont aux d l ses mais comme on tout nous sa fait été aussi leur bien peut ces y deux même elle c s qu n était cette être sans ou entre après",
	"es": "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está mi porque qué sólo han yo hay vez puede todos",
	"pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos seus quem nas me esse eles você essa num nem suas meu às minha têm numa",
	"it": "di e il la che in a per un è del non sono una con i da si le al ha della dei nel alla come più lo gli ma anche se su ci o dalla questo ai delle loro dal cui stato essere nella degli hanno era due tra ed dopo quando anni suo molto solo",
	"nl": "de het van een en in is dat op te zijn met voor niet aan er die om ook als dan maar bij of uit nog naar door over ze hij wordt tot werd deze worden heeft was kan meer al hun geen we jaar zich haar had wel moet dit onder",
	"sv": "och i att det som en på är av för med den till inte har de ett om var jag från men vi så kan han när under också efter eller sig nu ska där hade år vid mot sin alla hon än mycket då blir denna utan",
	"da": "og i at det er en til af på for den med der de ikke som har et var jeg fra han vi om men kan så også eller sig efter blev ved havde skal være over når ud mod hun man nu op vil hvor hvis",
	"nb": "og i det er at en på til som for av med den de ikke har et var jeg fra han vi om men kan så også eller seg etter ble ved hadde skal være over når ut mot hun man nå opp vil hvor hvis mye",
	"fi": "ja on ei se että oli hän mutta ovat joka kun myös niin kuin tai mukaan vuoden jo nyt sen ole sekä mitä voi ennen jos vain vielä joka kanssa jälkeen hänen ollut",
	"pl": "w i na z się do nie to że jest o za od po jak przez co są dla tym a tego tylko czy był być już oraz ze jego przy może ale które które roku która pod był tak",
	"cs": "a v se na je že s z o do i to za by pro k jako od po ale jsou ve jeho které který také podle byl jen při už však má než let která bude není před",
	"hu": "a az és hogy nem is egy van meg de ez ezt csak volt már még mint amely között után szerint pedig lehet több kell vagy az azt ki el aki majd most",
	"ro": "de și în a la cu pe că o nu din un pentru care este sunt mai se o ce fost prin au după iar sau dar această fi să lui al ale între către fără",
	"tr": "ve bir bu da de için ile olarak olan daha çok en gibi sonra kadar ne ama o var her ya ki göre olduğu dedi ise değil yeni iki oldu ilk",
	"id": "yang dan di dengan untuk dari ini itu dalam tidak pada akan juga ke oleh tersebut adalah telah bisa karena ada saat mereka sudah kata saya lebih atau seperti menjadi para",
	"vi": "và của là có trong cho được không với các người một này đã những để khi về tại cũng từ đến ra như năm trên làm nhiều",
	"ca": "de la i el que a en les els per un amb una del és no al es ha més als com dels però també han va són seva aquest aquesta o ser sobre entre hi",
}

// scripts name the language of a script that one widely printed language has to itself.
var scripts = []struct {
	table *unicode.RangeTable
	tag   string
}{{unicode.Hiragana, "ja"}, {unicode.Katakana, "ja"}, {unicode.Han, "zh"}, {unicode.Hangul, "ko"}, {unicode.Arabic, "ar"}, {unicode.Hebrew, "he"},
	{unicode.Greek, "el"}, {unicode.Cyrillic, "ru"}, {unicode.Devanagari, "hi"}, {unicode.Thai, "th"}, {unicode.Bengali, "bn"}, {unicode.Tamil, "ta"},
	{unicode.Armenian, "hy"}, {unicode.Georgian, "ka"}}

// wordLanguages are the languages of a function word, a bit each; no such word has
// more bytes than longestFunctionWord.
var wordLanguages, longestFunctionWord = functionWordIndex()

// languages are the tags of functionWords in a fixed order.
var languages = []string{"en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "nb", "fi", "pl", "cs", "hu", "ro", "tr", "id", "vi", "ca"}

func functionWordIndex() (index map[string]uint32, longest int) {
	index = map[string]uint32{}
	for i, tag := range languages {
		for _, w := range strings.Fields(functionWords[tag]) {
			index[w] |= 1 << i
			longest = max(longest, len(w))
		}
	}
	return index, longest
}

// languagesOf is the set of languages a word is a function word of, as bits. What is
// ASCII is lowered without an allocation.
func languagesOf(word string) uint32 {
	var low [32]byte
	if len(word) > len(low) {
		return wordLanguages[strings.ToLower(word)]
	}
	for i := range len(word) {
		c := word[i]
		switch {
		case c >= 0x80:
			return wordLanguages[strings.ToLower(word)]
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		}
		low[i] = c
	}
	return wordLanguages[string(low[:len(word)])]
}

// detectLanguage counts the function words of each language in up to a few
// thousand words of the text, and how many words it looked at. "" is undecided.
func detectLanguage(text string) (tag string, words int) {
	var counts [32]int
	var letters, foreign int
	byScript := make([]int, len(scripts))
	for word := range wordsOf(text, 3000) {
		words++
		for _, r := range word {
			if r < 0x250 || !unicode.IsLetter(r) {
				letters++
				continue
			}
			for i, s := range scripts {
				if unicode.Is(s.table, r) {
					byScript[i]++
					foreign++
					break
				}
			}
		}
		if len(word) > longestFunctionWord {
			continue
		}
		for bits, i := languagesOf(word), 0; bits != 0; bits, i = bits>>1, i+1 {
			counts[i] += int(bits & 1)
		}
	}
	if foreign > letters {
		return largestScript(byScript), max(words, foreign/2)
	}
	best := 0
	for i := range languages {
		if counts[i] > counts[best] {
			best = i
		}
	}
	// English, the language we read, has 40 to 55 of these words in a hundred; lists
	// of names and tables have few in any language and stay undecided.
	if counts[best]*12 < words {
		return "", words
	}
	// A short English text may share as many words with a neighbour: it takes more than that.
	if counts[0]*3 >= counts[best]*2 {
		best = 0
	}
	return languages[best], words
}

// PassageLanguage is the language of a few words within a text, as a BCP 47 tag: "und"
// where they are not English and fit several languages, "" where they do not tell. So
// short a passage must have three different words that are commonest in one language
// and not in English, a quarter of all its words, and at most one of the commonest in
// English, or be written in a script of its own. From twenty words on it is judged like a whole text.
func PassageLanguage(text string) string {
	tag, words := detectLanguage(text)
	if _, latin := functionWords[tag]; words >= 20 || tag != "" && !latin {
		return tag
	}
	var own [32]int
	var seen [32][3]string // the first different words of each language
	for word := range wordsOf(text, 20) {
		bits := languagesOf(word)
		if bits&1 != 0 {
			if own[0]++; own[0] > 1 {
				return ""
			}
			continue
		}
		for i := range languages {
			if bits>>i&1 == 0 {
				continue
			}
			own[i]++
			for k, old := range seen[i] {
				if old == "" || strings.EqualFold(old, word) {
					seen[i][k] = word
					break
				}
			}
		}
	}
	best, most := "", 0
	for i, tag := range languages {
		switch {
		case i == 0 || seen[i][2] == "" || own[i]*4 < words || own[i] < most:
		case own[i] == most:
			best = "und"
		default:
			best, most = tag, own[i]
		}
	}
	return best
}

func largestScript(n []int) string {
	best := 0
	for i := range n {
		if n[i] > n[best] {
			best = i
		}
	}
	if scripts[best].tag == "zh" && n[0]+n[1] > 0 || n[0]+n[1] > n[best]/4 {
		return "ja"
	}
	return scripts[best].tag
}

// wordsOf yields the first n words: runs of letters.
func wordsOf(text string, n int) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		start := -1
		for i, r := range text {
			if unicode.IsLetter(r) {
				if start < 0 {
					start = i
				}
				continue
			}
			if start >= 0 {
				if n--; n < 0 || !yield(text[start:i]) {
					return
				}
				start = -1
			}
		}
		if start >= 0 && n > 0 {
			yield(text[start:])
		}
	}
}
