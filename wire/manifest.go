package wire

import "time"

// Manifest is what a long run writes with --manifest: what went in, by which rules
// and models, and what became of it.
type Manifest struct {
	Command    string    `json:"command"`
	Inputs     []string  `json:"inputs"` // as given on the command line
	Record     string    `json:"record,omitempty"`
	Version    string    `json:"version"`
	Revision   string    `json:"revision,omitempty"`
	Go         string    `json:"go"`
	Rules      []string  `json:"rules"`
	Models     []Model   `json:"models"`
	Shard      string    `json:"shard,omitempty"` // "2/5"
	Began      time.Time `json:"began"`
	Ended      time.Time `json:"ended"`
	Complete   bool      `json:"complete"` // false: it was stopped or broke off
	Error      string    `json:"error,omitempty"`
	Documents  Documents `json:"documents"`
	Quotations int       `json:"quotations"` // in the documents that were read
	Bytes      int       `json:"bytes"`      // of text in them
	Failures   []Failure `json:"failures"`
	// LeftOut counts failures beyond those listed.
	LeftOut int `json:"failures_left_out"`
}

// Model is a model in the program and the hash of its bytes.
type Model struct {
	Name string `json:"name"`
	Hash string `json:"hash"`
}

// Documents counts what became of the documents of a run.
type Documents struct {
	Read    int            `json:"read"`
	Unread  int            `json:"unread"` // of those: kept, but not read, such as those not in English
	Skipped map[string]int `json:"skipped"`
	Failed  map[string]int `json:"failed"`
}

// Fetched is what `quoth fetch --json` prints of each address.
type Fetched struct {
	URL      string `json:"url"`
	Outcome  string `json:"outcome"` // "read", "queued", "skipped", "failed"
	Document string `json:"document,omitempty"`
	Reason   string `json:"reason,omitempty"`
}
