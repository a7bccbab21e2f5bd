package pipeline

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/internal/articles"
	"github.com/quoth-news/quoth/read"
)

// engine is built once: loading the models takes a while.
func engine(t testing.TB) *Engine {
	t.Helper()
	e, err := NewEngine()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// documents are inputs of n small documents, every tenth of which cannot be read.
func documents(n int) Inputs {
	return func(_ context.Context, _ read.Options, yield func(read.Item) error) error {
		for i := range n {
			item := read.Item{Path: fmt.Sprint(i)}
			if i%10 == 3 {
				item.Err = fmt.Errorf("%w: number %d", quoth.ErrInvalid, i)
			} else {
				item.Doc = &quoth.Document{Text: strings.Repeat("Yes. ", 1+i*7919%300), Origin: quoth.Origin{Path: item.Path}}
			}
			if err := yield(item); err != nil {
				return err
			}
		}
		return nil
	}
}

func TestResultsComeInTheOrderOfTheInput(t *testing.T) {
	for _, jobs := range []int{1, 2, 9} {
		run := Run{Engine: engine(t), Jobs: jobs}
		var got []string
		err := run.each(t.Context(), documents(400), func(_ *Engine, r *Result) {
			time.Sleep(time.Duration(len(r.Doc.Text)%5) * 50 * time.Microsecond)
			r.Skipped = "seen"
		}, func(r *Result) error {
			if (r.Err != nil) == (r.Skipped != "") {
				t.Errorf("%d jobs: result %s: %v, %q", jobs, r.Path, r.Err, r.Skipped)
			}
			got = append(got, r.Path)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		want := make([]string, 400)
		for i := range want {
			want[i] = fmt.Sprint(i)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d jobs: the order is %v", jobs, got)
		}
	}
}

func TestAPanicCostsOneDocument(t *testing.T) {
	run := Run{Engine: engine(t), Jobs: 2}
	var failed []string
	done := 0
	err := run.each(t.Context(), documents(50), func(_ *Engine, r *Result) {
		if r.Path == "17" {
			var none []int
			_ = none[len(r.Doc.Text)]
		}
		r.Skipped = "seen"
	}, func(r *Result) error {
		done++
		if r.Err != nil && !strings.Contains(r.Err.Error(), "number") {
			failed = append(failed, r.Path+": "+r.Err.Error())
		}
		return nil
	})
	if err != nil || done != 50 {
		t.Fatalf("%d results, error %v", done, err)
	}
	if len(failed) != 1 || !strings.HasPrefix(failed[0], "17: invalid: the reading broke off") || !strings.Contains(failed[0], "pipeline") {
		t.Errorf("failed: %q", failed)
	}
}

func TestAPanicOfTheReaderIsAnError(t *testing.T) {
	run := Run{Engine: engine(t), Jobs: 2}
	done := 0
	err := run.each(t.Context(), func(ctx context.Context, opt read.Options, yield func(read.Item) error) error {
		if err := documents(20)(ctx, opt, yield); err != nil {
			return err
		}
		panic("a bad archive")
	}, func(*Engine, *Result) {}, func(*Result) error { done++; return nil })
	if err == nil || !strings.Contains(err.Error(), "a bad archive") || done != 20 {
		t.Errorf("%d results, error %v", done, err)
	}
}

func TestStoppingLeavesNobodyBehind(t *testing.T) {
	before := runtime.NumGoroutine()
	wrong := errors.New("enough")
	run := Run{Engine: engine(t), Jobs: 3}
	seen := 0
	err := run.each(t.Context(), documents(100000), func(*Engine, *Result) {}, func(*Result) error {
		if seen++; seen == 20 {
			return wrong
		}
		return nil
	})
	if !errors.Is(err, wrong) || errors.Is(err, context.Canceled) || seen != 20 {
		t.Errorf("%d results, error %v", seen, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err = run.each(ctx, documents(100000), func(*Engine, *Result) {}, func(r *Result) error {
		if r.Path == "30" {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("after the context ended: %v", err)
	}
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines before, %d after", before, runtime.NumGoroutine())
}

// lines are inputs of n generated articles as one stream of JSON lines.
func lines(n int) Inputs {
	var b bytes.Buffer
	for i := range n {
		b.Write(articles.Make(1, i).Line())
		b.WriteByte('\n')
	}
	return func(ctx context.Context, opt read.Options, yield func(read.Item) error) error {
		return read.Stream(ctx, bytes.NewReader(b.Bytes()), "generated.jsonl", opt, yield)
	}
}

func TestTheSameBytesOnOneWorkerOrMany(t *testing.T) {
	inputs := lines(60)
	var first []byte
	for _, jobs := range []int{1, 2, 5} {
		run := Run{Engine: engine(t), Jobs: jobs}
		var out []byte
		if err := run.Extract(t.Context(), inputs, func(r *Result) error {
			out = append(out, r.JSON...)
			return r.Err
		}); err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(out, []byte("\n")); n != 60 {
			t.Fatalf("%d lines for 60 documents", n)
		}
		if first == nil {
			first = out
		}
		if !bytes.Equal(out, first) {
			t.Errorf("%d jobs gave other bytes than one", jobs)
		}
	}
}

func TestCountsSayWhatBecameOfEach(t *testing.T) {
	var last Progress
	run := Run{Engine: engine(t), Jobs: 2, Progress: func(p Progress) { last = p }}
	if err := run.Extract(t.Context(), documents(100), func(*Result) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if last.Done != 90 || last.Failures() != 10 || last.FailReasons() != "invalid" || !last.Ended {
		t.Errorf("progress %+v", last)
	}
}

// The shards of the inputs together are the whole, each input in exactly one.
func TestShardsAreTheWhole(t *testing.T) {
	dir := t.TempDir()
	for i := range 60 {
		a := articles.Make(2, i)
		if err := os.WriteFile(filepath.Join(dir, a.Name), a.Page(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var stream []byte
	for i := range 40 {
		stream = append(append(stream, articles.Make(8, i).Line()...), '\n')
	}
	if err := os.WriteFile(filepath.Join(dir, "z.jsonl"), append(stream, "{broken\n"...), 0o644); err != nil {
		t.Fatal(err)
	}
	e := engine(t)
	lines := func(shard Shard) (all []string, failed int) {
		run := Run{Engine: e, Jobs: 2, Shard: shard}
		if err := run.Extract(t.Context(), Paths([]string{dir, "/none/such"}), func(r *Result) error {
			if r.Err != nil {
				failed++
				return nil
			}
			all = append(all, string(r.JSON))
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		return all, failed
	}
	whole, failures := lines(Shard{})
	if len(whole) != 100 || failures != 2 {
		t.Fatalf("%d documents and %d failures", len(whole), failures)
	}
	var together []string
	for n := 1; n <= 3; n++ {
		part, failed := lines(Shard{n, 3})
		if len(part) < 20 {
			t.Errorf("shard %d of 3 has %d documents", n, len(part))
		}
		together, failures = append(together, part...), failures-failed
	}
	slices.Sort(whole)
	slices.Sort(together)
	if !slices.Equal(whole, together) || failures != 0 {
		t.Errorf("the shards together have %d documents, the whole %d; %d failures are left", len(together), len(whole), failures)
	}
	for _, wrong := range []string{"0/3", "4/3", "3", "a/b", "1/0", "-1/2"} {
		if _, err := ParseShard(wrong); !errors.Is(err, quoth.ErrInvalid) {
			t.Errorf("%s: %v", wrong, err)
		}
	}
}

// What has passed and what there is give the time that is left.
func TestTimeLeft(t *testing.T) {
	p := Progress{Share: 0.25, Elapsed: time.Minute}
	if p.Left() != 3*time.Minute || (&Progress{Elapsed: time.Minute}).Left() != 0 {
		t.Errorf("%v left", p.Left())
	}
	var last Progress
	run := Run{Engine: engine(t), Extent: func() (int64, int64) { return 3, 4 }, Progress: func(p Progress) { last = p }}
	c := run.counter()
	c.told = c.told.Add(-time.Hour)
	c.look()
	if last.Share != 0.75 {
		t.Errorf("share %v", last.Share)
	}
}
