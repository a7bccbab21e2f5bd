package wire

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestRunesAgreesWithCounting(t *testing.T) {
	texts := []string{
		"", "plain words", "“Yes,” said Zoë — twice.", "\U0001F600 grin",
		strings.Repeat("a", 127) + "é" + strings.Repeat("b", 300),
		strings.Repeat("“é” \U0001F600 ", 200),
	}
	for _, text := range texts {
		r := NewRunes(text)
		for i := range text {
			want := utf8.RuneCountInString(text[:i])
			if got := r.At(i); got != want {
				t.Fatalf("At(%d) of %.20q = %d, want %d", i, text, got, want)
			}
			if got := r.Byte(want); got != i {
				t.Fatalf("Byte(%d) of %.20q = %d, want %d", want, text, got, i)
			}
		}
		all := utf8.RuneCountInString(text)
		if got := r.At(len(text)); got != all {
			t.Fatalf("At(end) = %d, want %d", got, all)
		}
		if got := r.Byte(all); got != len(text) {
			t.Fatalf("Byte(end) = %d, want %d", got, len(text))
		}
		if r.At(-5) != 0 || r.At(len(text)+5) != all {
			t.Fatal("an offset outside the text is not held to its ends")
		}
	}
}

func BenchmarkRunes(b *testing.B) {
	text := strings.Repeat("“We will rebuild,” said Ana Ruiz on Tuesday. ", 2000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		r := NewRunes(text)
		for i := 0; i < len(text); i += 500 {
			r.At(i)
		}
	}
}
