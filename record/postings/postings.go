// Package postings is an index from fingerprints to rows that takes millions of
// postings at the cost of a few pages.
//
// What comes in are entries, a key with the row it stands in, and what goes out are
// the rows under a key. Between them stands a buffer tree: entries are put into the
// page at the root, sorted; a page that is full hands them down to the eight pages
// below it, each the share of its keys. So a posting is written a few times in
// company of hundreds, where a B-tree would fetch and write a page for every single
// one, and a key is found on the way from the root to a leaf: one page for each three
// bits of depth, seven of them for ten million wordings. A page above is newer than
// one below: an entry that is gone is put in as such and cancels its elder on the way.
// (Arge, The buffer tree, 1995; O'Neil and others, The log-structured merge-tree, 1996.)
//
//	t := postings.Tree{Pages: pages, Number: 1, KeyBytes: 8}
//	err := t.Put([]postings.Entry{{Key: key, Row: 7}})
//	found, total, err := t.Find(key, 400)
//
// It knows no words and no SQL: where pages are kept is the caller's affair, and so is
// that one alone writes at a time.
package postings

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"sort"
)

// Entry is a row under a key.
type Entry struct {
	Key  uint64 // of which the first KeyBytes bytes may differ, the others are 0
	Row  int64  // below MaxRow
	Note uint8  // up to MaxNote, handed back with the row
	Gone bool   // takes the entry out
}

// The bounds of an entry.
const (
	MaxRow  = 1 << 40
	MaxNote = 1<<7 - 1
)

// Pages keeps pages by number.
type Pages interface {
	// Page is the body last kept under a number, nil if there is none. The caller
	// does not change it.
	Page(number int64) ([]byte, error)
	Keep(number int64, body []byte) error
}

// Tree is one index among the pages. Several trees of different numbers may share them.
type Tree struct {
	Pages    Pages
	Number   int64 // 0 to 7
	KeyBytes int   // 4 or 8
}

const (
	capacity  = 1500 // entries of a page
	deepest   = 19   // the depth whose page numbers still fit
	rowBytes  = 5
	gone      = 0x80
	hasBelow  = 1 // the first byte of a page that has handed entries down
	treeShift = 60
)

func (t *Tree) width() int { return t.KeyBytes + rowBytes + 1 }

// keyDigits is how many levels part entries by their keys; those below part the
// entries of one key by their rows.
func (t *Tree) keyDigits() int { return t.KeyBytes * 8 / 3 }

// Put adds entries, and takes out those that are gone. Of several for one row under
// one key the last counts.
func (t *Tree) Put(entries []Entry) error {
	if len(entries) == 0 {
		return nil
	}
	sorted := slices.Clone(entries)
	slices.SortStableFunc(sorted, func(a, b Entry) int { return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Row, b.Row)) })
	packed := make([]byte, 0, len(sorted)*t.width())
	for i, e := range sorted {
		if e.Row < 0 || e.Row >= MaxRow {
			return fmt.Errorf("row %d cannot be indexed", e.Row)
		}
		if i+1 < len(sorted) && sorted[i+1].Key == e.Key && sorted[i+1].Row == e.Row {
			continue // the last of equals stays
		}
		packed = t.pack(packed, e)
	}
	return t.put(t.root(), 0, packed)
}

func (t *Tree) root() int64 { return t.Number<<treeShift | 1 }

func (t *Tree) below(page int64, digit int) int64 {
	return t.Number<<treeShift | (page&(1<<treeShift-1))<<3 | int64(digit)
}

func (t *Tree) pack(b []byte, e Entry) []byte {
	var word [8]byte
	binary.BigEndian.PutUint64(word[:], e.Key)
	b = append(b, word[:t.KeyBytes]...)
	binary.BigEndian.PutUint64(word[:], uint64(e.Row))
	b = append(b, word[8-rowBytes:]...)
	note := min(e.Note, MaxNote)
	if e.Gone {
		note |= gone
	}
	return append(b, note)
}

func (t *Tree) unpack(b []byte) Entry {
	var key, row [8]byte
	copy(key[:], b[:t.KeyBytes])
	copy(row[8-rowBytes:], b[t.KeyBytes:])
	note := b[t.KeyBytes+rowBytes]
	return Entry{Key: binary.BigEndian.Uint64(key[:]), Row: int64(binary.BigEndian.Uint64(row[:])), Note: note &^ gone, Gone: note&gone != 0}
}

// digit says which of the eight pages below a page at depth takes an entry.
func (t *Tree) digit(e Entry, depth int) int {
	if depth < t.keyDigits() {
		return int(e.Key>>(61-3*depth)) & 7
	}
	return int(e.Row>>(3*(depth-t.keyDigits()))) & 7
}

// put merges sorted entries into a page, and hands on what is too much for it.
func (t *Tree) put(page int64, depth int, newer []byte) error {
	body, err := t.Pages.Page(page)
	if err != nil {
		return err
	}
	flags := byte(0)
	if len(body) > 0 {
		flags, body = body[0], body[1:]
	}
	if len(body)%t.width() != 0 {
		return fmt.Errorf("page %d of the index is %d bytes long, no number of entries", page, len(body))
	}
	merged := merge(newer, body, t.width(), flags&hasBelow == 0)
	if len(merged) <= capacity*t.width() || depth == deepest {
		return t.Pages.Keep(page, append([]byte{flags}, merged...))
	}
	var shares [8][]byte
	for ; len(merged) > 0; merged = merged[t.width():] {
		d := t.digit(t.unpack(merged), depth)
		shares[d] = append(shares[d], merged[:t.width()]...)
	}
	for d, share := range shares {
		if len(share) == 0 {
			continue
		}
		if err := t.put(t.below(page, d), depth+1, share); err != nil {
			return err
		}
	}
	return t.Pages.Keep(page, []byte{hasBelow})
}

// merge puts two sorted runs together. Of equal entries the newer stays; at the
// bottom, what is gone is left out.
func merge(newer, older []byte, width int, bottom bool) []byte {
	out := make([]byte, 0, len(newer)+len(older)+1)
	same := width - 1
	for len(newer) > 0 || len(older) > 0 {
		order := -1
		if len(newer) == 0 {
			order = 1
		} else if len(older) > 0 {
			order = bytes.Compare(newer[:same], older[:same])
		}
		if order >= 0 && len(older) > 0 {
			if order > 0 {
				out = append(out, older[:width]...)
			}
			older = older[width:]
		}
		if order <= 0 {
			if !bottom || newer[same]&gone == 0 {
				out = append(out, newer[:width]...)
			}
			newer = newer[width:]
		}
	}
	return out
}

// Reach calls fetch with the pages on the way to keys, those of one depth at a time:
// whoever keeps pages far away can get them together, before they are asked for.
func (t *Tree) Reach(keys []uint64, fetch func(pages []int64) error) error {
	type way struct {
		key  uint64
		page int64
	}
	ways := make([]way, len(keys))
	for i, key := range keys {
		ways[i] = way{key, t.root()}
	}
	slices.SortFunc(ways, func(a, b way) int { return cmp.Compare(a.key, b.key) })
	for depth := 0; len(ways) > 0 && depth < t.keyDigits(); depth++ {
		var pages []int64
		for i, w := range ways {
			if i == 0 || w.page != ways[i-1].page {
				pages = append(pages, w.page)
			}
		}
		if err := fetch(pages); err != nil {
			return err
		}
		further := ways[:0]
		for _, w := range ways {
			body, err := t.Pages.Page(w.page)
			if err != nil {
				return err
			}
			if len(body) > 0 && body[0]&hasBelow != 0 {
				further = append(further, way{w.key, t.below(w.page, t.digit(Entry{Key: w.key}, depth))})
			}
		}
		ways = further
	}
	return nil
}

// Find is what stands under a key, by row, no more than limit of it (0 is no limit),
// and about how much there is in all.
func (t *Tree) Find(key uint64, limit int) (found []Entry, total int, err error) {
	f := finder{Tree: t, prefix: make([]byte, 0, 8), limit: limit}
	f.prefix = t.pack(f.prefix, Entry{Key: key})[:t.KeyBytes]
	if err := f.page(t.root(), 0, Entry{Key: key}); err != nil {
		return nil, 0, err
	}
	if f.runs > 1 {
		slices.SortStableFunc(f.found, func(a, b Entry) int { return int(a.Row - b.Row) })
		f.found = slices.CompactFunc(f.found, func(a, b Entry) bool { return a.Row == b.Row })
	}
	f.found = slices.DeleteFunc(f.found, func(e Entry) bool { return e.Gone })
	if limit > 0 && len(f.found) > limit {
		f.found = f.found[:limit]
	}
	return f.found, f.total, nil
}

type finder struct {
	*Tree
	prefix []byte
	limit  int
	found  []Entry
	total  int
	runs   int // pages that had any
}

// page takes what a page and those below it have of the key.
func (f *finder) page(number int64, depth int, key Entry) error {
	body, err := f.Pages.Page(number)
	if err != nil || len(body) == 0 {
		return err
	}
	flags, entries := body[0], body[1:]
	width := f.width()
	if len(entries)%width != 0 {
		return fmt.Errorf("page %d of the index is %d bytes long, no number of entries", number, len(entries))
	}
	n := len(entries) / width
	first := sort.Search(n, func(i int) bool { return bytes.Compare(entries[i*width:i*width+f.KeyBytes], f.prefix) >= 0 })
	some := false
	for i := first; i < n && bytes.Equal(entries[i*width:i*width+f.KeyBytes], f.prefix); i++ {
		f.total++
		some = true
		if f.limit == 0 || len(f.found) < f.limit {
			f.found = append(f.found, f.unpack(entries[i*width:]))
		}
	}
	if some {
		f.runs++
	}
	if flags&hasBelow == 0 {
		return nil
	}
	if depth < f.keyDigits() {
		return f.page(f.below(number, f.digit(key, depth)), depth+1, key)
	}
	for d := range 8 {
		if f.limit > 0 && len(f.found) >= f.limit {
			return nil
		}
		if err := f.page(f.below(number, d), depth+1, key); err != nil {
			return err
		}
	}
	return nil
}

// Purge takes every trace of entries out of the pages, also of such as are gone: what
// must not be found again in the bytes either. It costs more than putting in that they
// are gone.
func (t *Tree) Purge(entries []Entry) error {
	for _, e := range entries {
		if err := t.purge(t.root(), 0, e); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tree) purge(page int64, depth int, e Entry) error {
	body, err := t.Pages.Page(page)
	if err != nil || len(body) == 0 {
		return err
	}
	width := t.width()
	same := t.pack(nil, e)[:width-1]
	for i := 1; i+width <= len(body); i += width {
		if bytes.Equal(body[i:i+width-1], same) {
			if err := t.Pages.Keep(page, slices.Delete(slices.Clone(body), i, i+width)); err != nil {
				return err
			}
			break
		}
	}
	if body[0]&hasBelow == 0 {
		return nil
	}
	return t.purge(t.below(page, t.digit(e, depth)), depth+1, e)
}

// All calls yield for every entry of the tree, newest first among equals, in no
// order of keys. It is for looking through an index, not for looking things up.
func (t *Tree) All(yield func(Entry) error) error { return t.all(t.root(), yield) }

func (t *Tree) all(page int64, yield func(Entry) error) error {
	body, err := t.Pages.Page(page)
	if err != nil || len(body) == 0 {
		return err
	}
	if (len(body)-1)%t.width() != 0 {
		return fmt.Errorf("page %d of the index is %d bytes long, no number of entries", page, len(body)-1)
	}
	for rest := body[1:]; len(rest) > 0; rest = rest[t.width():] {
		if err := yield(t.unpack(rest)); err != nil {
			return err
		}
	}
	for d := 0; d < 8 && body[0]&hasBelow != 0; d++ {
		if err := t.all(t.below(page, d), yield); err != nil {
			return err
		}
	}
	return nil
}
