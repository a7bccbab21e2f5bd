package read

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// byBOM is the encoding that a byte-order mark names, or nil.
func byBOM(b []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		return unicode.UTF8BOM
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	return nil
}

// decodeText makes valid UTF-8 of plain text: by its byte-order mark, else as
// UTF-8 if it is that, else as the Windows code page browsers fall back to. A
// label (a charset of a header) is believed where the bytes are not UTF-8.
func decodeText(raw []byte, label string) string {
	if enc := byBOM(raw); enc != nil {
		return decodeWith(enc, raw)
	}
	if utf8.Valid(raw) {
		return string(raw)
	}
	if enc, _ := charset.Lookup(label); enc != nil {
		return decodeWith(enc, raw)
	}
	if mostlyUTF8(raw) {
		return strings.ToValidUTF8(string(raw), "\ufffd")
	}
	return decodeWith(charmap.Windows1252, raw)
}

// decodeHTML makes valid UTF-8 of a page: by its byte-order mark, the header's
// charset, the page's meta element, else as decodeText.
func decodeHTML(raw []byte, contentType string) string {
	if enc := byBOM(raw); enc != nil {
		return decodeWith(enc, raw)
	}
	// Pages that say they are Latin but are UTF-8 are common after a site has moved;
	// valid UTF-8 with letters beyond ASCII is never Latin by chance.
	enc, name, _ := charset.DetermineEncoding(raw[:min(len(raw), 4096)], contentType)
	if name == "utf-8" || name == "windows-1252" || utf8.Valid(raw) {
		return decodeText(raw, "")
	}
	return decodeWith(enc, raw)
}

func decodeWith(enc encoding.Encoding, raw []byte) string {
	b, err := enc.NewDecoder().Bytes(raw)
	if err != nil {
		b = raw
	}
	s := strings.TrimPrefix(string(b), "\ufeff")
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\ufffd")
	}
	return s
}

// mostlyUTF8 tells UTF-8 with a few broken bytes (a file cut in the middle of a
// character) from a text in another encoding.
func mostlyUTF8(raw []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(raw); {
		if raw[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return good > bad
}

// lineEnds makes every line end "\n" and takes off a byte-order mark; nothing else changes.
func lineEnds(s string) string {
	s = strings.TrimPrefix(s, "\ufeff")
	if !strings.Contains(s, "\r") {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}
