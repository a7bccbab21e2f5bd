package pipeline

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/read"
)

// TestPool: many goroutines read at once, each gets its own document, and what is no
// single document is refused with a reason.
func TestPool(t *testing.T) {
	pool, err := NewPool(2)
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for _, name := range []string{"Ana Ruiz", "Ben Okoye", "Petra Stone", "Carla Wynn", "Omar Reyes"} {
		all.Go(func() {
			doc, reading, err := pool.Read(t.Context(), []byte("“The bridge will stay open,” said "+name+"."), "draft", read.Options{})
			if err != nil || len(reading.Quotations) != 1 || !strings.Contains(doc.Text, name) {
				t.Errorf("%s: %+v, %v", name, reading, err)
			} else if got := reading.Quotations[0].Speaker.Mention.Of(doc.Text); got != name {
				t.Errorf("said by %s, not %s", got, name)
			}
		})
	}
	all.Wait()
	for content, root := range map[string]error{"": quoth.ErrInvalid, "\x00\x01\x02": quoth.ErrUnsupported,
		`{"text": "One."}` + "\n" + `{"text": "Two."}` + "\n": quoth.ErrInvalid, strings.Repeat("long ", 100): quoth.ErrTooLarge} {
		if _, _, err := pool.Read(t.Context(), []byte(content), "draft", read.Options{MaxDocument: 400}); !errors.Is(err, root) {
			t.Errorf("%.20q: %v, not %v", content, err, root)
		}
	}
}
