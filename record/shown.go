package record

import (
	"cmp"
	"path"
	"strings"
)

// Outlet names a document in the fewest words: its publisher, else what is known.
func (h Head) Outlet() string {
	return cmp.Or(h.Publisher, h.Title, h.URL, h.file(), "an unnamed outlet")
}

// Words names a document in half a line: "Evening Ledger, 1 March 2010".
func (h Head) Words() string {
	return h.Outlet() + ", " + h.Published.Words()
}

// Listed is what a document is listed under: one without a title, such as a
// transcript, under its publisher and day.
func (h Head) Listed() string {
	if h.Title == "" && h.Publisher != "" {
		return h.Words()
	}
	return cmp.Or(h.Title, h.file(), h.URL, h.ID)
}

// file is the name of the file a document came from. Where that lies is nobody's business.
func (h Head) file() string { return strings.TrimPrefix(path.Base(h.Path), ".") } // the base of "" is "."

// Words says the occasion as a person would, "" where there is none.
func (v *Venue) Words() string {
	if v == nil {
		return ""
	}
	return v.Kind.Words(v.Name)
}

// Spellings are the ways an address is usually written: with either scheme, with or
// without "www." and a slash at the end, and without what points inside the page.
func Spellings(address string) []string {
	address, _, _ = strings.Cut(strings.TrimSpace(address), "#")
	rest := address
	for _, scheme := range []string{"https://", "http://"} {
		rest = strings.TrimPrefix(rest, scheme)
	}
	rest = strings.TrimSuffix(strings.TrimPrefix(rest, "www."), "/")
	var all []string
	for _, before := range []string{"https://", "http://", "https://www.", "http://www."} {
		all = append(all, before+rest, before+rest+"/")
	}
	return all
}
