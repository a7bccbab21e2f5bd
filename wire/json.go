package wire

import (
	"math"
	"strconv"
	"unicode/utf8"
)

// The functions below append JSON to a buffer that the caller keeps and uses
// again: printing a reading costs no allocation but the buffer's growth, and its
// text is looked at once. A value after a name or another value gets its comma
// from the byte that stands before it, so no state is carried about.

// key appends the name of a field with the comma it needs.
func key(b []byte, name string) []byte {
	b = comma(b)
	b = append(b, '"')
	b = append(b, name...)
	return append(b, '"', ':')
}

// comma appends a comma unless an object or a list has just been opened.
func comma(b []byte) []byte {
	if c := b[len(b)-1]; c != '{' && c != '[' {
		return append(b, ',')
	}
	return b
}

func stringField(b []byte, name, value string) []byte {
	return appendString(key(b, name), value)
}

// knownField leaves the field out when there is nothing to say.
func knownField(b []byte, name, value string) []byte {
	if value == "" {
		return b
	}
	return stringField(b, name, value)
}

func intField(b []byte, name string, value int) []byte {
	return strconv.AppendInt(key(b, name), int64(value), 10)
}

// confidenceField prints three decimals at most: more would claim more than is known.
func confidenceField(b []byte, value float64) []byte {
	if math.IsNaN(value) {
		value = 0
	}
	value = math.Round(min(max(value, 0), 1)*1000) / 1000
	return strconv.AppendFloat(key(b, "confidence"), value, 'f', -1, 64)
}

const hexDigits = "0123456789abcdef"

// appendString appends s as a JSON string. What is not valid UTF-8, which only a
// path can be, becomes U+FFFD.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	done := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 {
				b = append(append(b, s[done:i]...), "\uFFFD"...)
				done = i + 1
			}
			i += size
			continue
		}
		if c >= ' ' && c != '"' && c != '\\' {
			i++
			continue
		}
		b = append(b, s[done:i]...)
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		case '\t':
			b = append(b, '\\', 't')
		case '\r':
			b = append(b, '\\', 'r')
		default:
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
		i++
		done = i
	}
	return append(append(b, s[done:]...), '"')
}
