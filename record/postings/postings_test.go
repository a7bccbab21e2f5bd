package postings

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// memory keeps pages in memory.
type memory map[int64][]byte

func (m memory) Page(n int64) ([]byte, error)    { return m[n], nil }
func (m memory) Keep(n int64, body []byte) error { m[n] = slices.Clone(body); return nil }

// TestTree holds trees against a map, through many small and large batches with
// takings-out, with keys that many rows share.
func TestTree(t *testing.T) {
	for _, keyBytes := range []int{4, 8} {
		pages := memory{}
		tree := Tree{Pages: pages, Number: 3, KeyBytes: keyBytes}
		other := Tree{Pages: pages, Number: 4, KeyBytes: keyBytes}
		r := rand.New(rand.NewPCG(1, uint64(keyBytes)))
		want := map[uint64]map[int64]uint8{}
		key := func() uint64 {
			if r.IntN(4) == 0 {
				return uint64(r.IntN(3)+1) << 40 // hot ones
			}
			return uint64(r.IntN(20_000)) * 0x9E3779B97F4A7C15 &^ (1<<32 - 1)
		}
		for range 60 {
			var batch []Entry
			for range 1 << r.IntN(14) {
				e := Entry{Key: key(), Row: int64(r.IntN(30_000)), Note: uint8(r.IntN(128)), Gone: r.IntN(5) == 0}
				batch = append(batch, e)
				if want[e.Key] == nil {
					want[e.Key] = map[int64]uint8{}
				}
				if delete(want[e.Key], e.Row); !e.Gone {
					want[e.Key][e.Row] = e.Note
				}
			}
			if err := tree.Put(batch); err != nil {
				t.Fatal(err)
			}
		}
		for key, rows := range want {
			found, total, err := tree.Find(key, 0)
			if err != nil || len(found) != len(rows) || total < len(rows) {
				t.Fatalf("key %x: %d found of %d in all, want %d (%v)", key, len(found), total, len(rows), err)
			}
			for i, e := range found {
				if note, ok := rows[e.Row]; !ok || note != e.Note || e.Gone || i > 0 && found[i-1].Row >= e.Row {
					t.Fatalf("key %x: %+v, want note %d", key, e, note)
				}
			}
		}
		var purged []Entry
		for key, rows := range want {
			for row := range rows {
				if purged = append(purged, Entry{Key: key, Row: row}, Entry{Key: key, Row: row + 1}); len(purged) > 2000 {
					break
				}
			}
		}
		if err := tree.Purge(purged); err != nil {
			t.Fatal(err)
		}
		traces := map[[2]int64]bool{}
		if err := tree.All(func(e Entry) error { traces[[2]int64{int64(e.Key), e.Row}] = true; return nil }); err != nil {
			t.Fatal(err)
		}
		for _, e := range purged {
			if traces[[2]int64{int64(e.Key), e.Row}] {
				t.Fatalf("%+v was purged and left a trace", e)
			}
		}
		if some, _, _ := tree.Find(1<<40, 10); len(some) > 10 {
			t.Errorf("%d found where 10 were asked for", len(some))
		}
		if none, _, _ := other.Find(1<<40, 0); len(none) > 0 {
			t.Error("one tree finds what is another's")
		}
		if len(pages) < 20 {
			t.Errorf("%d pages: the tree has no depth, and the test tests little", len(pages))
		}
	}
}

func TestBadPages(t *testing.T) {
	tree := Tree{Pages: memory{1: {0, 1, 2, 3}}, KeyBytes: 8}
	if _, _, err := tree.Find(1, 0); err == nil {
		t.Error("a page cut short was read")
	}
	if err := tree.Put([]Entry{{Key: 1}}); err == nil {
		t.Error("a page cut short was written over")
	}
	if err := (&Tree{Pages: memory{}, KeyBytes: 8}).Put([]Entry{{Row: MaxRow}}); err == nil {
		t.Error("a row too large was taken")
	}
}

// BenchmarkPut adds postings in batches as a hundred articles make them, to a tree
// of a hundred thousand and of ten million: bytes written for each posting, which
// grow with the logarithm only.
func BenchmarkPut(b *testing.B) {
	for _, size := range []int{100_000, 10_000_000} {
		name := "size=1e5"
		if size > 1_000_000 {
			name = "size=1e7"
		}
		b.Run(name, func(b *testing.B) {
			pages := &counting{memory: memory{}}
			tree := Tree{Pages: pages, KeyBytes: 4}
			r := rand.New(rand.NewPCG(1, 1))
			batch := make([]Entry, 5000)
			row := int64(0)
			put := func() {
				for i := range batch {
					batch[i] = Entry{Key: r.Uint64(), Row: row}
					row++
				}
				if err := tree.Put(batch); err != nil {
					b.Fatal(err)
				}
			}
			for row < int64(size) {
				put()
			}
			pages.written, row = 0, 0
			b.ResetTimer()
			for b.Loop() {
				put()
			}
			b.ReportMetric(float64(pages.written)/float64(row), "bytes/posting")
			b.ReportMetric(float64(row)/b.Elapsed().Seconds(), "postings/s")
		})
	}
}

type counting struct {
	memory
	written int
}

func (c *counting) Keep(n int64, body []byte) error {
	c.written += len(body)
	return c.memory.Keep(n, body)
}
