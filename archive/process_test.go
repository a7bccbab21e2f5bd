package archive

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io/fs"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/parquet-go/parquet-go"

	"github.com/quoth-news/quoth/pipeline"
)

// alone runs the pipeline over the archives in a folder, and gives the exit status.
func alone(in, out string) int {
	flag.Parse()
	slog.SetLogLoggerLevel(slog.LevelError)
	beam.Init()
	p, s := beam.NewPipelineWithRoot()
	plan := Plan{Files: []string{filepath.Join(in, "*.warc.gz")}, Out: out, Shards: 2}
	Statements(s, plan, Read(s, plan))
	if _, err := beam.Run(context.Background(), "prism", p); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// process is a pipeline as a process of its own.
func process(t testing.TB, in, out string) (cmd *exec.Cmd, said *bytes.Buffer) {
	cmd = exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), "QUOTH_ARCHIVE_IN="+in, "QUOTH_ARCHIVE_OUT="+out)
	said = &bytes.Buffer{}
	cmd.Stderr = said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, said
}

// A pipeline that is killed at any moment leaves no file that is not whole, and begun
// again gives what an undisturbed one gives, byte for byte.
func TestKilled(t *testing.T) {
	if os.Getenv("QUOTH_ALL") == "" {
		t.Skip("runs several pipelines for a minute; set QUOTH_ALL=1, as ./check does")
	}
	in, want, got := t.TempDir(), t.TempDir(), t.TempDir()
	for i := range 4 {
		writeWARC(t, fmt.Sprintf("%s/%d.warc.gz", in, i), i*50, (i+1)*50)
	}
	begun := time.Now()
	cmd, said := process(t, in, want)
	if err := cmd.Wait(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	took := time.Since(begun)
	r := rand.New(rand.NewPCG(uint64(begun.UnixNano()), 0))
	killed, partly := 0, 0
	for i := range 6 { // ever later, the last ones while files are being written
		cmd, _ := process(t, in, got)
		time.Sleep(took * time.Duration(40+10*i+r.IntN(10)) / 100)
		cmd.Process.Kill()
		if cmd.Wait() != nil {
			killed++
		}
		if n := len(whole(t, got)); n > 0 && n < len(whole(t, want)) {
			partly++
		}
	}
	t.Logf("undisturbed %v; killed %d times, %d times with some of the files written", took.Round(time.Millisecond), killed, partly)
	if killed < 2 {
		t.Errorf("killed only %d times", killed)
	}
	cmd, said = process(t, in, got)
	if err := cmd.Wait(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	a, b := whole(t, want), whole(t, got)
	if len(a) < 4 || len(a) != len(b) {
		t.Errorf("%d files, want %d", len(b), len(a))
	}
	for name := range a {
		if a[name] != b[name] {
			t.Errorf("%s differs", name)
		}
	}
}

// whole are the files of an output by name, which must all be readable to their ends.
func whole(t *testing.T, out string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(out, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, ".part") {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if strings.HasSuffix(path, ".parquet") {
			if _, err := parquet.OpenFile(bytes.NewReader(raw), int64(len(raw))); err != nil {
				t.Errorf("%s is not whole: %v", path, err)
			}
		}
		rel, err := filepath.Rel(out, path)
		files[rel] = string(raw)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// BenchmarkSizes runs the whole pipeline at three sizes, each twice the one before, in a
// process of its own: articles a second, also as a share of what the engine alone reads
// on one core of the same machine in the same run, and the most memory it held.
// QUOTH_ARCHIVE_ARTICLES says how many articles the smallest has (500 if unset).
func BenchmarkSizes(b *testing.B) {
	n := 500
	if set, err := strconv.Atoi(os.Getenv("QUOTH_ARCHIVE_ARTICLES")); err == nil {
		n = set
	}
	for range 3 {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			in := b.TempDir()
			for i := range 8 {
				writeWARC(b, fmt.Sprintf("%s/%d.warc.gz", in, i), i*n/8, (i+1)*n/8)
			}
			for range b.N {
				engine := engineRate(b, in)
				begun := time.Now()
				cmd, said := process(b, in, b.TempDir())
				if err := cmd.Wait(); err != nil {
					b.Fatalf("%v: %s", err, said)
				}
				rate := float64(n) / time.Since(begun).Seconds()
				usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
				cpu := time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
				b.ReportMetric(rate, "articles/s")
				b.ReportMetric(float64(n)/cpu.Seconds(), "articles/cpu-s")
				b.ReportMetric(float64(n)/cpu.Seconds()/engine, "x-engine")
				b.ReportMetric(float64(usage.Maxrss)/1024, "peak-MB")
			}
		})
		n *= 2
	}
}

// engineRate is how many of the articles a second of processor time the engine alone reads.
func engineRate(b *testing.B, in string) float64 {
	engine, err := pipeline.NewEngine()
	if err != nil {
		b.Fatal(err)
	}
	run := &pipeline.Run{Engine: engine, Jobs: 1}
	n, before := 0, spent(b)
	if err := run.Extract(b.Context(), pipeline.Paths([]string{in}), func(*pipeline.Result) error { n++; return nil }); err != nil {
		b.Fatal(err)
	}
	return float64(n) / (spent(b) - before).Seconds()
}

// spent is the processor time of this process.
func spent(b *testing.B) time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
