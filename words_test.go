package quoth

import "testing"

func TestCounted(t *testing.T) {
	for want, got := range map[string]string{
		"1 person": Counted(1, "person"), "0 people": Counted(0, "person"), "12 statements": Counted(12, "statement"),
		"999 documents": Counted(999, "document"), "1,000 documents": Counted(1000, "document"), "20,735,001 x": Grouped(20735001) + " x",
		"-100": Grouped(-100), "-1,000": Grouped(-1000),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                      "plain",
		"\x1b[31mred\x07":            "[31mred",
		"a\u202etxt.exe\u202c b":     "atxt.exe b",
		"\u2066isolated\u2069\u200f": "isolated",
		"line\nand\ttab":             "lineandtab",
		"“curly” – naïve 日本 🙂\u00a0nbsp": "“curly” – naïve 日本 🙂\u00a0nbsp",
	} {
		if got := Printable(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

func TestVenueWords(t *testing.T) {
	for want, got := range map[string]string{
		"on The Long Lunch": Podcast.Words("The Long Lunch"), "press conference": PressConference.Words(""), "": OtherVenue.Words(""), "on Okoro's own": VenueKind("").Words("Okoro's own"),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
