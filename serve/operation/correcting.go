package operation

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/wire"
)

type author struct{}

// By says in a context who changes the record.
func By(ctx context.Context, who string) context.Context {
	return context.WithValue(ctx, author{}, who)
}

// signed is the author of a change, with the reason.
func signed(ctx context.Context, why string) (ask.Author, error) {
	who, _ := ctx.Value(author{}).(string)
	if who == "" {
		return ask.Author{}, fmt.Errorf("%w: a change says who makes it", quoth.ErrInvalid)
	}
	return ask.Author{Who: who, Why: why, When: time.Now()}, nil
}

// Correction is the input of a correction.
type Correction struct {
	Kind   string `json:"kind" required:"yes" enum:"speaker,said,hide,merge,split" doc:"What is corrected: the speaker or the date of a statement or quotation; hide what target names; merge the person value into target; split off whom document value calls by the names of target."`
	Target string `json:"target" required:"yes" doc:"The identifier (or, of people, the name) of what is corrected." example:"s:abcdefghijklmnop"`
	Value  string `json:"value" doc:"The speaker, \"\" for nobody known; the date (EDTF), \"\" for unknown; the other person; the document. Nothing for hide."`
	Why    string `json:"why" required:"yes" doc:"The reason, which is recorded." example:"the recording has her voice"`
}

func (d *Desk) correct(ctx context.Context, in *Correction) (*Answer, error) {
	by, err := signed(ctx, in.Why)
	if err != nil {
		return nil, err
	}
	ids, err := d.corrected(ctx, in, by)
	if err != nil {
		return nil, err
	}
	results, err := d.recorded(ctx, ids)
	if err != nil {
		return nil, err
	}
	a := listed(results, len(results), "")
	a.Location = "/api/v1/corrections"
	return a, nil
}

func (d *Desk) corrected(ctx context.Context, in *Correction, by ask.Author) (ids []string, err error) {
	one := func(id string, err error) ([]string, error) { return []string{id}, err }
	switch in.Kind {
	case "speaker":
		return ask.FixSpeaker(ctx, d.Store, in.Target, in.Value, by)
	case "said":
		if !quoth.When(in.Value).Valid() {
			return nil, fmt.Errorf("%w: value: %q is no date; write 2010, 2010-03 or 2010-03-02 (EDTF)", quoth.ErrInvalid, in.Value)
		}
		return ask.FixDate(ctx, d.Store, in.Target, quoth.When(in.Value), by)
	case "merge":
		return one(ask.Merge(ctx, d.Store, in.Target, in.Value, by))
	case "split":
		return one(ask.Split(ctx, d.Store, in.Target, in.Value, by))
	}
	if in.Value != "" {
		return nil, fmt.Errorf("%w: value: hide takes none", quoth.ErrInvalid)
	}
	return one(ask.Hide(ctx, d.Store, in.Target, by))
}

// recorded are corrections as the record has them.
func (d *Desk) recorded(ctx context.Context, ids []string) (results []*wire.Correction, err error) {
	all, err := d.Store.Corrections(ctx)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if slices.Contains(ids, all[i].ID) {
			results = append(results, wire.OfCorrection(&all[i]))
		}
	}
	return results, nil
}

// Withdrawal is the input of a withdrawal.
type Withdrawal struct {
	ID  string `json:"id" required:"yes" doc:"The correction's identifier." example:"c:abcdefghijklmnop"`
	Why string `json:"why" required:"yes" doc:"The reason, which is recorded."`
}

func (d *Desk) withdraw(ctx context.Context, in *Withdrawal) (*Answer, error) {
	by, err := signed(ctx, in.Why)
	if err != nil {
		return nil, err
	}
	if err := ask.Withdraw(ctx, d.Store, strings.TrimSpace(in.ID), by); err != nil {
		return nil, err
	}
	results, err := d.recorded(ctx, []string{strings.TrimSpace(in.ID)})
	if err != nil {
		return nil, err
	}
	if len(results) == 0 {
		return nil, gone("correction", in.ID)
	}
	return &Answer{Value: results[0], Total: 1}, nil
}
