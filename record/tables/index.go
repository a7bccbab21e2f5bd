package tables

import (
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"maps"
	"slices"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/postings"
)

// The indexes of fingerprints share one table of pages. By voices the wordings of
// the people of a block are found, by one gram or by all their words; by grams the
// wordings of anybody, by one of their finders; by names the quotations.
const (
	voicesTree = 1
	gramsTree  = 2
	namesTree  = 3
)

// index is the trees as one transaction sees them. A page is read once and, where
// it was changed, written once, when the transaction has added what it adds.
type index struct {
	read  func(pages []int64, yield func(page int64, body []byte) error) error
	write func(numbers []int64, bodies map[int64][]byte) error // nil for those who only read

	pages   map[int64][]byte
	changed map[int64]bool
	bytes   int
}

// mostPageBytes bounds what one transaction holds of the index.
const mostPageBytes = 256 << 20

func newIndex(read func([]int64, func(int64, []byte) error) error, write func([]int64, map[int64][]byte) error) *index {
	return &index{read: read, write: write, pages: map[int64][]byte{}, changed: map[int64]bool{}}
}

func (x *index) voices() *postings.Tree {
	return &postings.Tree{Pages: x, Number: voicesTree, KeyBytes: 8}
}
func (x *index) grams() *postings.Tree {
	return &postings.Tree{Pages: x, Number: gramsTree, KeyBytes: 4}
}
func (x *index) names() *postings.Tree {
	return &postings.Tree{Pages: x, Number: namesTree, KeyBytes: 8}
}

// Page is a page as this transaction has it.
func (x *index) Page(number int64) ([]byte, error) {
	if body, ok := x.pages[number]; ok {
		return body, nil
	}
	err := x.fetch([]int64{number})
	return x.pages[number], err
}

// pagesAtOnce is how many pages one statement of SQL asks for: fixed numbers, so that
// a few prepared statements serve.
const pagesAtOnce = 40

// fetch reads pages that are not held yet.
func (x *index) fetch(numbers []int64) error {
	for _, some := range batches(numbers, pagesAtOnce) {
		if err := x.read(some, x.hold); err != nil {
			return err
		}
		for _, number := range some {
			if _, ok := x.pages[number]; !ok {
				x.pages[number] = nil // it is not there
			}
		}
	}
	return nil
}

// reach fetches the pages on the way to keys, those of one depth together.
func (x *index) reach(tree *postings.Tree, keys []uint64) error {
	return tree.Reach(keys, func(pages []int64) error {
		return x.fetch(slices.DeleteFunc(pages, func(page int64) bool { _, ok := x.pages[page]; return ok }))
	})
}

// pagesQuery selects so many pages.
func pagesQuery(n int) string {
	if n > 1 {
		n = pagesAtOnce
	}
	return `SELECT page, body FROM fingerprint WHERE page IN (` + marks(n) + `)`
}

// pagesArgs are the numbers as the query wants them: the last one again until it is full.
func pagesArgs(numbers []int64) []any {
	args := anys(numbers)
	for len(numbers) > 1 && len(args) < pagesAtOnce {
		args = append(args, numbers[len(numbers)-1])
	}
	return args
}

// scanPages hands on the pages of an answer.
func scanPages(rows *sql.Rows, yield func(int64, []byte) error) error {
	var page int64
	var body []byte
	if err := rows.Scan(&page, &body); err != nil {
		return err
	}
	return yield(page, body)
}

// Keep changes a page.
func (x *index) Keep(number int64, body []byte) error {
	x.changed[number] = true
	return x.hold(number, body)
}

func (x *index) hold(number int64, body []byte) error {
	x.bytes += len(body) - len(x.pages[number])
	x.pages[number] = body
	if x.bytes <= mostPageBytes {
		return nil
	}
	err := x.flush()
	clear(x.pages)
	x.bytes = 0
	return err
}

// flush writes the changed pages, in the order of their numbers.
func (x *index) flush() error {
	if len(x.changed) == 0 {
		return nil
	}
	for _, pages := range batches(slices.Sorted(maps.Keys(x.changed)), rowsAtOnce) {
		if err := x.write(pages, x.pages); err != nil {
			return err
		}
	}
	clear(x.changed)
	return nil
}

// putPages writes pages with rows of SQL.
func putPages(exec func(query string, args ...any) error, numbers []int64, bodies map[int64][]byte) error {
	out := newRows("fingerprint", `page, body`, ` ON CONFLICT (page) DO UPDATE SET body = excluded.body`)
	for _, page := range numbers {
		out.add(page, bodies[page])
	}
	return out.flush(exec)
}

// voiceKey is what a wording is found by among those of a block: a gram of it, or
// wholeKey.
func voiceKey(block int64, gram uint32) uint64 { return uint64(uint32(block))<<32 | uint64(gram) }

// wholeKey is what a wording with these very words is found by.
func wholeKey(block int64, folded string) uint64 {
	return voiceKey(block, (quoth.HashString(folded)^0xA5C3)*0x9E3779B1)
}

func gramKey(gram uint32) uint64 { return uint64(gram) << 32 }

// nameKey is what a quotation's name is found by.
func nameKey(name string) uint64 {
	sum := sha256.Sum256([]byte(name))
	return binary.BigEndian.Uint64(sum[:])
}

// pending are postings to be put into the trees together.
type pending struct{ voices, grams, names []postings.Entry }

// wording adds or takes out all postings of a wording.
func (p *pending) wording(row, block int64, folded string, grams []uint32, gone bool) {
	note := uint8(min(len(grams), postings.MaxNote))
	p.voices = append(p.voices, postings.Entry{Key: wholeKey(block, folded), Row: row, Gone: gone})
	for _, g := range grams {
		p.voices = append(p.voices, postings.Entry{Key: voiceKey(block, g), Row: row, Note: note, Gone: gone})
	}
	for _, g := range record.Finders(folded) {
		p.grams = append(p.grams, postings.Entry{Key: gramKey(g), Row: row, Gone: gone})
	}
}

func (p *pending) quotation(row int64, name string, gone bool) {
	p.names = append(p.names, postings.Entry{Key: nameKey(name), Row: row, Gone: gone})
}

// purge takes every trace of what is gone out of the trees, once it is put.
func (p *pending) purge(x *index) error {
	gone := func(all []postings.Entry) []postings.Entry {
		return slices.DeleteFunc(slices.Clone(all), func(e postings.Entry) bool { return !e.Gone })
	}
	voices, grams, names := gone(p.voices), gone(p.grams), gone(p.names)
	return errors.Join(p.put(x), x.voices().Purge(voices), x.grams().Purge(grams), x.names().Purge(names))
}

// put puts what is pending into the trees.
func (p *pending) put(x *index) error {
	err := errors.Join(x.voices().Put(p.voices), x.grams().Put(p.grams), x.names().Put(p.names))
	p.voices, p.grams, p.names = p.voices[:0], p.grams[:0], p.names[:0]
	return err
}
