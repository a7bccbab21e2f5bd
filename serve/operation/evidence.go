package operation

import (
	"context"

	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/wire"
)

// mostAttested is how many passages the evidence of a statement shows.
const mostAttested = 100

// Evidence is what a statement rests on: the fields of the quotation that stands for it,
// and the passage in each document that carries it.
type Evidence struct {
	*wire.Why
	Appearances []Attested `json:"appearances"`
}

// Attested is the passage of one document.
type Attested struct {
	wire.Source
	Wording  string        `json:"wording"`
	Origin   int           `json:"origin"`
	Evidence wire.Evidence `json:"evidence"`
}

func (d *Desk) evidence(ctx context.Context, in *ID) (*Answer, error) {
	t, err := d.traced(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	why, err := ask.Why(ctx, d.Store, t.Statement.ID)
	if err != nil {
		return nil, err
	}
	e := &Evidence{Why: why.Wire(), Appearances: []Attested{}}
	for i := range t.Appearances[:min(len(t.Appearances), mostAttested)] {
		a := &t.Appearances[i]
		e.Appearances = append(e.Appearances, Attested{wire.OfHead(&a.Head), string(a.Wording), a.Origin, wire.OfPassage(&a.Passage)})
	}
	return &Answer{Value: e, Total: len(t.Appearances), Truncated: len(t.Appearances) > mostAttested}, nil
}
