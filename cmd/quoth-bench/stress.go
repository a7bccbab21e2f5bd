package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/compare"
	"github.com/quoth-news/quoth/compare/comparetest"
	"github.com/quoth-news/quoth/record"
)

func newStress() *cobra.Command {
	var db string
	var each int
	var verbose bool
	cmd := &cobra.Command{
		Use:   "stress",
		Short: "Whether altered quotations are found, and told from what was said",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return stress(cmd.Context(), db, each, verbose) },
	}
	cmd.Flags().StringVar(&db, "db", "bench.db", "the record: a file or a postgres:// address")
	cmd.Flags().IntVar(&each, "each", 40, "quotations for each kind of alteration")
	cmd.Flags().BoolVarP(&verbose, "verbose", "v", false, "print what went wrong")
	return cmd
}

// outcome counts how checks came out.
type outcome struct {
	tried, recalled, right, harmless int
	took                             times
}

func stress(ctx context.Context, db string, each int, verbose bool) error {
	store, err := open(ctx, db, false)
	if err != nil {
		return err
	}
	defer store.Close()
	all, holds, err := sample(ctx, store, 20*each)
	if err != nil {
		return err
	}
	var said []quoted
	for _, q := range all {
		if q.long() {
			said = append(said, q)
		}
	}
	r := rand.New(rand.NewPCG(5, 1))
	var sum outcome
	for i := range comparetest.Alterations {
		alteration := &comparetest.Alterations[i]
		var one outcome
		for tries := 0; one.tried < each && tries < 60*each; tries++ {
			q, other := &said[r.IntN(len(said))], &said[r.IntN(len(said))]
			draft, ok := alteration.Make(r, strings.Fields(q.text), strings.Fields(other.text))
			if !ok || q.text == other.text {
				continue
			}
			if err := one.try(ctx, store, alteration, draft, q, other, verbose); err != nil {
				return err
			}
		}
		fmt.Printf("%-24s recalled %3d  right %3d  of %3d\n", alteration.Name, one.recalled, one.right, one.tried)
		sum.tried, sum.recalled, sum.right, sum.harmless = sum.tried+one.tried, sum.recalled+one.recalled, sum.right+one.right, sum.harmless+one.harmless
		sum.took.add(one.took)
	}
	n := float64(max(sum.tried, 1))
	fmt.Printf("%d statements: recall %.4f, right verdict %.4f, %d changes of meaning passed, of %d; check %v\n",
		holds.Statements, float64(sum.recalled)/n, float64(sum.right)/n, sum.harmless, sum.tried, sum.took)
	return nil
}

// try checks one altered quotation.
func (o *outcome) try(ctx context.Context, store record.Store, a *comparetest.Alteration, draft string, q, other *quoted, verbose bool) error {
	var right []string // the statements that may come back
	for _, id := range []string{q.statement, other.statement} {
		st, err := store.Statement(ctx, id)
		if err != nil {
			return err
		}
		right = append(right, st.ID)
	}
	var kinds []compare.ChangeKind
	var wording compare.Verdict
	var found bool
	err := o.took.of(func() error {
		got, err := ask.Check(ctx, store, ask.CheckQuery{Quote: draft})
		if err != nil {
			return err
		}
		wording = compare.Verdict(got.Wording)
		for _, k := range got.Changes {
			kinds = append(kinds, compare.ChangeKind(k.Kind))
		}
		found = a.Verdicts[0] == compare.NotFound || got.Statement == right[0] || a.Verdicts[0] == compare.Spliced && got.Statement == right[1] || got.Text == q.text
		return nil
	})
	if err != nil {
		return err
	}
	o.tried++
	if found {
		o.recalled++
	}
	rightly := a.Right(wording, kinds)
	if rightly {
		o.right++
	}
	if a.ChangesMeaning() && wording.Fine() {
		o.harmless++
	}
	if verbose && !(found && rightly) {
		say("%s: found %v, %s %v\n  said  %s\n  draft %s", a.Name, found, wording, kinds, q.text, draft)
	}
	return nil
}
