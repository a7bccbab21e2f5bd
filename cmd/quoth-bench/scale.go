package main

import (
	"container/heap"
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"github.com/spf13/cobra"
)

// newScale plays through what cannot be run here: a team's days with a queue, and an
// archive's files on a cluster. The rates it starts from are those that other
// benchmarks measure; doc/scale.md says which.
func newScale() *cobra.Command {
	var team teamPlan
	var cluster clusterPlan
	cmd := &cobra.Command{
		Use:   "scale",
		Short: "Plays through a team's days with a queue, or an archive's files on a cluster",
		Example: `  quoth-bench scale --articles 1000000 --workers 4 --read 150 --write 60
  quoth-bench scale --files 30000 --cores 1000 --file-articles 33000 --read 150`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if team.read <= 0 || team.write <= 0 || team.articles <= 0 || team.workers < 1 || cluster.cores < 1 {
				return fmt.Errorf("rates, articles, workers and cores are above 0")
			}
			if cluster.files > 0 {
				cluster.read = team.read
				fmt.Fprintln(cmd.OutOrStdout(), cluster.play())
				return nil
			}
			fmt.Fprintln(cmd.OutOrStdout(), team.play())
			return nil
		},
	}
	f := cmd.Flags()
	f.Float64Var(&team.articles, "articles", 1_000_000, "articles a day")
	f.IntVar(&team.workers, "workers", 4, "cores that read")
	f.Float64Var(&team.read, "read", 150, "articles that one core reads in a second")
	f.Float64Var(&team.write, "write", 60, "articles that the record takes in a second, from all workers together")
	f.Float64Var(&team.peak, "peak", 3, "the busiest minute of a day over its mean")
	f.DurationVar(&team.away, "away", 30*time.Minute, "how long the database is away, once, when most comes in")
	f.IntVar(&cluster.files, "files", 0, "play a cluster instead: files of the archive")
	f.IntVar(&cluster.fileArticles, "file-articles", 33_000, "articles in the mean file")
	f.IntVar(&cluster.cores, "cores", 1000, "cores of the cluster")
	f.DurationVar(&cluster.loss, "loss", 1000*time.Hour, "the mean time after which a core is lost with what it had in hand")
	return cmd
}

// teamPlan is a week of a team: articles come in a daily wave, workers read, and one
// writer at a time puts batches into the record.
type teamPlan struct {
	articles, read, write, peak float64
	workers                     int
	away                        time.Duration
}

// play goes through seven days minute by minute.
func (p *teamPlan) play() string {
	const days, minutes = 7, 24 * 60
	serve := min(float64(p.workers)*p.read, p.write) * 60
	var queue, longest float64
	var backlog time.Duration // how long what comes now waits
	for m := range days * minutes {
		wave := 1 + (p.peak-1)*math.Sin(2*math.Pi*float64(m%minutes)/minutes) // negative at night
		queue += p.articles / minutes * max(wave, 0) * p.weight()
		if at := time.Duration(m-3*minutes-minutes/4) * time.Minute; at < 0 || at >= p.away {
			queue -= min(queue, serve)
		}
		longest = max(longest, queue)
		backlog = max(backlog, time.Duration(queue/serve*float64(time.Minute)))
	}
	limit := "reading"
	if p.write < float64(p.workers)*p.read {
		limit = "writing into the record"
	}
	use := 100 * p.articles * days / (serve * days * minutes)
	verdict := "keeps up"
	if use > 100 {
		verdict = "never catches up"
	}
	return fmt.Sprintf("%s: %.0f%% of what it can do is used, limited by %s; at most %.0f documents wait, the longest for %v; %.0f left after a week of %.0f",
		verdict, use, limit, longest, backlog.Round(time.Second), queue, p.articles*days)
}

// weight keeps the day's sum the articles of a day, though nights are cut off at none.
func (p *teamPlan) weight() float64 {
	const steps = 1440
	sum := 0.0
	for i := range steps {
		sum += max(1+(p.peak-1)*math.Sin(2*math.Pi*float64(i)/steps), 0)
	}
	return steps / sum
}

// clusterPlan is an archive's files on a cluster: each is read by one core, and begun
// anew where that is lost.
type clusterPlan struct {
	files, fileArticles, cores int
	read                       float64
	loss                       time.Duration
}

// play hands file after file to the core that is free first.
func (p *clusterPlan) play() string {
	r := rand.New(rand.NewPCG(1, 2))
	free := make(clocks, p.cores)
	var work, lost, end float64 // in seconds
	for range p.files {
		// The sizes of files are spread as logarithms are normal, by half their mean.
		articles := float64(p.fileArticles) * math.Exp(0.5*r.NormFloat64()-0.125)
		need := articles / p.read
		at := free[0]
		for broken := r.ExpFloat64() * p.loss.Seconds(); broken < need; broken = r.ExpFloat64() * p.loss.Seconds() {
			at, lost = at+broken, lost+broken
		}
		at, work = at+need, work+need
		free[0], end = at, max(end, at)
		heap.Fix(&free, 0)
	}
	hours := end / 3600
	return fmt.Sprintf("%.1f hours on %d cores: %.0f core-hours of reading, %.1f%% of them done twice, %.0f%% of the cores' time used; %.2f core-hours a million articles",
		hours, p.cores, work/3600, 100*lost/work, 100*(work+lost)/(end*float64(p.cores)), end*float64(p.cores)/3600/(float64(p.files)*float64(p.fileArticles)/1e6))
}

// clocks are when each core is free, the first on top.
type clocks []float64

func (c clocks) Len() int           { return len(c) }
func (c clocks) Less(i, j int) bool { return c[i] < c[j] }
func (c clocks) Swap(i, j int)      { c[i], c[j] = c[j], c[i] }
func (c *clocks) Push(x any)        { *c = append(*c, x.(float64)) }
func (c *clocks) Pop() (x any)      { last := len(*c) - 1; x, *c = (*c)[last], (*c)[:last]; return x }
