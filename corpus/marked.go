package corpus

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/quoth-news/quoth"
)

// Marked is one of our own articles with what a careful reader finds in it. The
// file format is described in marked/README.md and parsed in markedparse.go.
type Marked struct {
	Name       string // the file's name without ".txt"
	Teaches    string
	Covers     []string // phenomena, for the figures by phenomenon
	Format     string   // "text" (default) or "markdown"
	Doc        quoth.Document
	Quotations []MarkedQuotation // by the start of their first part
	Nots       []quoth.Span      // words that no quotation at the top level may hold
	Opens      []quoth.Span      // words that may or may not be taken for speech
	Mentions   []MarkedMention   // words that mean someone
	Segments   []quoth.Segment   // Kind and Span only
	Entities   []MarkedEntity
}

// MarkedQuotation is one expected quotation. A nil or empty field expects
// nothing there, but for Basis and About, which are judged only where given.
type MarkedQuotation struct {
	ID        string // "q1"
	Parts     []quoth.Span
	Cues      []quoth.Span // any of them is right
	Forms     []quoth.Form // any of them is right
	Acts      []quoth.Act
	Bases     []quoth.Basis
	Open      []string // fields that are not judged
	Optional  bool     // right whether found or not, and then not judged
	Speaker   *MarkedParty
	Told      *MarkedParty
	Addressee *MarkedParty
	Via       *MarkedParty
	Venue     *MarkedVenue
	Said      *MarkedSaid
	About     []MarkedParty
	NoAbout   bool // expects to be about nobody
	Nested    []MarkedNested
}

// MarkedParty is someone expected: where they are mentioned (any of Spans is
// right; none where the trailer only names them) and who they are.
type MarkedParty struct {
	Spans []quoth.Span
	Kind  quoth.EntityKind // "" accepts any
	Name  string           // "" accepts any
}

// MarkedVenue is an expected occasion.
type MarkedVenue struct {
	Spans []quoth.Span
	Kinds []quoth.VenueKind // any of them is right
	Name  string            // "" accepts any
}

// MarkedSaid is an expected date.
type MarkedSaid struct {
	Spans []quoth.Span
	Whens []quoth.When // any of them is right
}

// MarkedNested is speech expected inside a quotation.
type MarkedNested struct {
	ID      string // "q1a"
	Parts   []quoth.Span
	Speaker *MarkedParty
}

// MarkedMention is words expected to mean someone.
type MarkedMention struct {
	quoth.Span
	Name string
}

// MarkedEntity is someone expected among the entities.
type MarkedEntity struct {
	Kind    quoth.EntityKind
	Name    string
	Aliases []string
}

// LoadMarked reads every article of dir (its .txt files but for KNOWN-WRONG.txt),
// in name order.
func LoadMarked(dir string) ([]Marked, error) {
	paths, err := filepath.Glob(filepath.Join(escapeGlob(dir), "*.txt"))
	if err != nil {
		return nil, err
	}
	sort.Strings(paths)
	var articles []Marked
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".txt")
		if name == "KNOWN-WRONG" {
			continue
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		m, err := ParseMarked(name, string(raw))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		articles = append(articles, m)
	}
	if len(articles) == 0 {
		return nil, fmt.Errorf("%w: no marked articles (*.txt) in %s", quoth.ErrNotFound, dir)
	}
	return articles, nil
}

// Quotation is the expected quotation of that ID, or nil.
func (m *Marked) Quotation(id string) *MarkedQuotation {
	for i := range m.Quotations {
		if m.Quotations[i].ID == id {
			return &m.Quotations[i]
		}
	}
	return nil
}
