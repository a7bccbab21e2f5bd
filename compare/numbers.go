package compare

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

var smallNumbers = map[string]float64{"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
	"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
	"fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19}

var tens = map[string]float64{"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
	"eighty": 80, "ninety": 90}

var scales = map[string]float64{"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
	"bn": 1e9, "mn": 1e6}

var vulgarFractions = map[rune]string{'½': "0.5", '¼': "0.25", '¾': "0.75", '⅓': "0.333", '⅔': "0.667", '⅕': "0.2", '⅛': "0.125", '⅜': "0.375", '⅝': "0.625", '⅞': "0.875"}

// vulgarFraction reads "½" and "2½".
func vulgarFraction(s string) (string, bool) {
	last, size := utf8.DecodeLastRuneInString(s)
	value, ok := vulgarFractions[last]
	if !ok {
		return "", false
	}
	for i := 0; i < len(s)-size; i++ {
		if !isDigitByte(s[i]) {
			return "", false
		}
	}
	if whole := s[:len(s)-size]; whole != "" {
		return whole + value[1:], true
	}
	return value, true
}

// readFraction reads "1/2", two words of digits with nothing but a stroke between
// them. "3/4/2021" is a date, and "24/7" keeps its two numbers apart all the same.
func readFraction(w *wording, i int) bool {
	stroke := func(k int) bool {
		return k > 0 && k < len(w.words) && (w.gap(k) == "/" || w.gap(k) == "⁄")
	}
	return stroke(i+1) && !stroke(i) && !stroke(i+2) && isDigits(w.words[i].fold) && isDigits(w.words[i+1].fold)
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

var ordinals = map[string]string{"first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th",
	"sixth": "6th", "seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th"}

// mergeNumbers makes one word of each number, however it is printed, so that
// "two million", "2 million" and "2,000,000" fold alike. "One" and a scale
// standing alone stay words, for they are often no numbers. "Per cent" becomes
// one word too.
func mergeNumbers(w *wording) {
	out := w.words[:0]
	for i := 0; i < len(w.words); {
		x := w.words[i]
		if x.fold == "per" && i+1 < len(w.words) && w.words[i+1].fold == "cent" {
			x.fold, x.end = "percent", w.words[i+1].end
			out = append(out, x)
			i += 2
			continue
		}
		if readFraction(w, i) {
			x.fold, x.number, x.end = "#"+x.fold+"/"+w.words[i+1].fold, true, w.words[i+1].end
			out = append(out, x)
			i += 2
			continue
		}
		value, n := readNumber(w, i)
		if n == 0 {
			out = append(out, x)
			i++
			continue
		}
		x.fold, x.number = "#"+strconv.FormatFloat(value, 'f', -1, 64), true
		last := i + n - 1
		if w.words[last].start == w.words[last].end && n > 1 {
			last-- // the currency's word stays behind the number
		}
		x.end = max(x.end, w.words[last].end)
		out = append(out, x)
		i += n
		i, out = moveCurrency(w, i, out)
	}
	w.words = out
}

// moveCurrency keeps the word of a currency sign behind the whole number: the
// sign of "$5 million" is read behind "5".
func moveCurrency(w *wording, i int, out []word) (int, []word) {
	if i >= len(w.words) || !w.words[i].contracted || w.words[i].start != w.words[i].end {
		return i, out
	}
	sign := w.words[i]
	i++
	if i < len(w.words) && scales[w.words[i].fold] > 0 && strings.TrimSpace(w.gap(i)) == "" {
		number := &out[len(out)-1]
		value, _ := strconv.ParseFloat(number.fold[1:], 64)
		number.fold = "#" + strconv.FormatFloat(value*scales[w.words[i].fold], 'f', -1, 64)
		number.end = w.words[i].end
		i++
	}
	sign.start, sign.end = out[len(out)-1].end, out[len(out)-1].end
	return i, append(out, sign)
}

// readNumber reads the number that begins at word i and how many words it takes.
func readNumber(w *wording, i int) (value float64, n int) {
	total, current := 0.0, 0.0
	seen, digits, lastTens := false, false, false
	j := i
	for j < len(w.words) {
		f := w.words[j].fold
		if j > i && !joinsNumber(w.gap(j)) {
			break
		}
		if v, ok := digitsValue(f); ok && !seen {
			current, seen, digits = v, true, true
		} else if v, ok := tens[f]; ok && !digits && (!seen || current >= 100 && !lastTens) {
			current, seen, lastTens = current+v, true, true
			j++
			continue
		} else if v, ok := smallNumbers[f]; ok && !digits && (!seen || lastTens && v < 10 && v > 0 || current >= 100 && int(current)%100 == 0) {
			current, seen = current+v, true
		} else if v, ok := scales[f]; ok && seen {
			if v == 100 {
				current *= v
			} else {
				total, current = total+current*v, 0
			}
		} else if f == "and" && seen && !digits && current >= 100 && j+1 < len(w.words) && joinsNumber(w.gap(j+1)) && isSmall(w.words[j+1].fold) {
			j++
			continue
		} else {
			break
		}
		lastTens = false
		j++
	}
	if j == i || j == i+1 && w.words[i].fold == "one" {
		return 0, 0
	}
	return total + current, j - i
}

func isSmall(f string) bool {
	_, small := smallNumbers[f]
	_, ten := tens[f]
	return small || ten
}

func joinsNumber(gap string) bool {
	g := strings.TrimSpace(gap)
	return g == "" || g == "-" || g == "‑" || g == "‐"
}

// digitsValue reads a number in digits, with the short scales of newspapers.
func digitsValue(f string) (float64, bool) {
	if f == "" || len(f) > 18 {
		return 0, false
	}
	if rest, ok := strings.CutPrefix(f, "-"); ok {
		v, ok := digitsValue(rest)
		return -v, ok
	}
	if !isDigitByte(f[0]) {
		return 0, false
	}
	scale := 1.0
	if s, ok := strings.CutSuffix(f, "bn"); ok {
		f, scale = s, 1e9
	} else if s, ok := strings.CutSuffix(f, "mn"); ok {
		f, scale = s, 1e6
	} else if s, ok := strings.CutSuffix(f, "k"); ok {
		f, scale = s, 1e3
	}
	v, err := strconv.ParseFloat(f, 64)
	if err != nil {
		return 0, false
	}
	return v * scale, true
}
