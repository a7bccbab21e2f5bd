package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"github.com/quoth-news/quoth/internal/articles"
	"github.com/quoth-news/quoth/internal/pgserver"
)

// Four workers that are killed again and again, over a database that is started anew
// twice, fill the record that one process fills undisturbed. QUOTH_QUEUE_ARTICLES says
// how many articles (200 if unset), QUOTH_QUEUE_KILLS how many workers die (5 if unset).
func TestWorkersKilled(t *testing.T) {
	if os.Getenv("QUOTH_ALL") == "" {
		t.Skip("starts and kills many workers for a minute; set QUOTH_ALL=1, as ./check does")
	}
	server, err := pgserver.Start()
	if err != nil {
		t.Skip(err)
	}
	defer server.Remove()
	n, kills := setting("QUOTH_QUEUE_ARTICLES", 200), setting("QUOTH_QUEUE_KILLS", 5)
	dir, quoth := t.TempDir(), program(t)
	writeArticles(t, dir, n)
	added, exported := make(chan ran, 1), make(chan ran, 1)
	go func() { // beside the others, to be done sooner
		defer close(exported)
		defer close(added)
		begun := time.Now()
		added <- runProgram(t, dir, quoth, "add", "-q", "--db", "one.db", "in")
		t.Logf("%d articles by one process into a file, beside the others: %.0f a second", n, rate(n, begun))
		exported <- runProgram(t, dir, quoth, "export", "--db", "one.db")
	}()

	db := server.Database(t, "template1")
	begun := time.Now()
	must(t, runProgram(t, dir, quoth, "add", "-q", "--db", db, "--queue", "in"), 0)
	t.Logf("into the queue: %.0f a second", rate(n, begun))
	begun = time.Now()
	crew := newCrew(t, dir, quoth, db, 4)
	restarts := 0
	for left := n; left > 0; {
		time.Sleep(time.Second)
		left = queueLeft(t, dir, quoth, db)
		t.Logf("%v: %d left, %d killed", time.Since(begun).Round(time.Second), left, crew.killed)
		if left > 0 && n-left >= (crew.killed+1)*n/(kills+1) { // spread over the work, however fast it is
			crew.killOne()
		}
		if restarts < 2 && left < n*(2-restarts)/3 {
			restarts++
			server.Stop()
			time.Sleep(500 * time.Millisecond)
			if err := server.Run(); err != nil {
				t.Fatal(err)
			}
		}
		if time.Since(begun) > 3*time.Minute+time.Duration(n)*100*time.Millisecond {
			t.Fatalf("%d documents are still in the queue", left)
		}
	}
	crew.stop()
	t.Logf("by workers killed %d times, the database started anew %d times: %.0f a second", crew.killed, restarts, rate(n, begun))
	got := must(t, runProgram(t, dir, quoth, "export", "--db", db), 0).stdout
	must(t, <-added, 0)
	if want := must(t, <-exported, 0).stdout; got != want {
		t.Errorf("the record of the workers differs: %s", firstDifference(want, got))
	}
	must(t, runProgram(t, dir, quoth, "doctor", "--db", db), 0)
	if dead := must(t, runProgram(t, dir, quoth, "work", "--dead", "--db", db), 0).stdout; dead != "" {
		t.Errorf("dead letters: %s", dead)
	}
}

// One, two and four workers over the same articles, beside one process that writes
// into PostgreSQL without a queue. QUOTH_QUEUE_ARTICLES says how many (1000 if unset).
func BenchmarkWorkers(b *testing.B) {
	server, err := pgserver.Start()
	if err != nil {
		b.Skip(err)
	}
	defer server.Remove()
	n := setting("QUOTH_QUEUE_ARTICLES", 1000)
	dir, quoth := b.TempDir(), program(b)
	writeArticles(b, dir, n)
	var plain float64
	b.Run("plain", func(b *testing.B) {
		for range b.N {
			db, begun := server.Database(b, "template1"), time.Now()
			must(b, runProgram(b, dir, quoth, "add", "-j", "1", "--db", db, "in"), 0)
			plain = rate(n, begun)
		}
		b.ReportMetric(plain, "articles/s")
	})
	for _, workers := range []int{1, 2, 4} {
		b.Run(fmt.Sprint(workers), func(b *testing.B) {
			for range b.N {
				db := server.Database(b, "template1")
				must(b, runProgram(b, dir, quoth, "add", "--db", db, "--queue", "in"), 0)
				begun := time.Now()
				var hands []*exec.Cmd
				for range workers {
					hand := exec.Command(quoth, "work", "--db", db, "-j", "1", "-q", "--drain")
					if err := hand.Start(); err != nil {
						b.Fatal(err)
					}
					hands = append(hands, hand)
				}
				for _, hand := range hands {
					if err := hand.Wait(); err != nil {
						b.Error(err)
					}
				}
				b.ReportMetric(rate(n, begun), "articles/s")
				b.ReportMetric(rate(n, begun)/plain, "x-plain")
			}
		})
	}
}

func writeArticles(t testing.TB, dir string, n int) {
	t.Helper()
	for i := range n {
		a := articles.Make(4, i)
		write(t, dir, fmt.Sprintf("in/%03d/%s", i/1000, a.Name), a.Page())
	}
}

func setting(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}

func rate(n int, begun time.Time) float64 { return float64(n) / time.Since(begun).Seconds() }

// queueLeft counts what still wants a worker, as quoth work --status says it; a
// database that is away counts as full.
func queueLeft(t *testing.T, dir, quoth, db string) int {
	t.Helper()
	r := runProgram(t, dir, quoth, "work", "--status", "--db", db)
	var waiting, again, running, dead, done int
	if _, err := fmt.Sscanf(r.stdout, "%d waiting, %d to be tried again, %d being read, %d failed for good, %d done", &waiting, &again, &running, &dead, &done); err != nil {
		t.Log(r.stderr)
		return 1 << 30
	}
	return waiting + again + running
}

// crew are worker processes; one that dies is replaced.
type crew struct {
	t      *testing.T
	start  func() *exec.Cmd
	hands  []*exec.Cmd
	killed int
	r      *rand.Rand
}

func newCrew(t *testing.T, dir, quoth, db string, n int) *crew {
	c := &crew{t: t, r: rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0))}
	c.start = func() *exec.Cmd {
		cmd := exec.Command(quoth, "work", "--db", db, "--lease", "10s", "-j", "1", "-q")
		cmd.Dir = dir
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		return cmd
	}
	for range n {
		c.hands = append(c.hands, c.start())
	}
	t.Cleanup(func() {
		for _, hand := range c.hands {
			hand.Process.Kill()
			hand.Wait()
		}
	})
	return c
}

func (c *crew) killOne() {
	i := c.r.IntN(len(c.hands))
	c.hands[i].Process.Kill()
	c.hands[i].Wait()
	c.hands[i] = c.start()
	c.killed++
}

// stop asks all workers to finish, and expects them to do so well.
func (c *crew) stop() {
	for _, hand := range c.hands {
		hand.Process.Signal(os.Interrupt)
	}
	for _, hand := range c.hands {
		if err := hand.Wait(); err != nil {
			c.t.Errorf("a worker that was asked to stop: %v", err)
		}
	}
	c.hands = nil
}
