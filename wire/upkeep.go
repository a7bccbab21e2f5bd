package wire

import (
	"time"

	"github.com/quoth-news/quoth/record"
)

// Diagnosis is what `quoth doctor --json` prints.
type Diagnosis struct {
	Sound    bool      `json:"sound"`
	Faults   []Fault   `json:"faults"`
	Failures []Failure `json:"failures"`
}

// Fault is something in the record that cannot be.
type Fault struct {
	Where string `json:"where"`
	What  string `json:"what"`
}

// Failure is why an input gave no document.
type Failure struct {
	Path   string `json:"path"`
	Reason string `json:"reason"`
}

// Correction is what `quoth fix --list --json` prints, and what a correcting
// command prints of what it recorded.
type Correction struct {
	Correction string                `json:"correction"`
	Kind       record.CorrectionKind `json:"kind"`
	Target     string                `json:"target"`
	Value      string                `json:"value,omitempty"`
	Who        string                `json:"who"`
	Why        string                `json:"why"`
	When       time.Time             `json:"when"`
	Withdrawn  *Withdrawal           `json:"withdrawn"`
}

// Withdrawal is who took a correction back, when and why.
type Withdrawal struct {
	Who  string    `json:"who"`
	Why  string    `json:"why"`
	When time.Time `json:"when"`
}

// OfCorrection is a correction for JSON.
func OfCorrection(c *record.Correction) *Correction {
	w := &Correction{Correction: c.ID, Kind: c.Kind, Target: c.Target, Value: c.Value, Who: c.Who, Why: c.Why, When: c.When.UTC()}
	if c.Withdrawn != nil {
		w.Withdrawn = &Withdrawal{c.Withdrawn.Who, c.Withdrawn.Why, c.Withdrawn.When.UTC()}
	}
	return w
}
