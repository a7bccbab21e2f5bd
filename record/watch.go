package record

import (
	"encoding/json"
	"time"

	"github.com/quoth-news/quoth"
)

// Watch is a saved query: what is new in the record since it was first saved, and
// matches, is noticed once. Feeds are where its news comes from; statements that
// came into the record in any other way are noticed as well.
type Watch struct {
	ID    string // "w:" and a hash of the query; see Identify
	Title string
	Query WatchQuery
	Feeds []string // addresses
	Made  time.Time
}

// WatchQuery is the query as people asked it: people by name, so that somebody
// the record does not know yet can be watched for. Empty fields ask for nothing.
type WatchQuery struct {
	By        string     `json:"by,omitempty"`
	About     string     `json:"about,omitempty"`
	Told      string     `json:"told,omitempty"`
	Grep      string     `json:"grep,omitempty"`
	Form      quoth.Form `json:"form,omitempty"`
	From      quoth.When `json:"from,omitempty"`
	To        quoth.When `json:"to,omitempty"`
	Attitudes bool       `json:"attitudes,omitempty"`
}

// Identify names the watch by its query: the same question is the same watch,
// whatever feeds it is fed from.
func (w *Watch) Identify() {
	query, err := json.Marshal(w.Query)
	if err != nil {
		panic(err) // strings and a bool
	}
	w.ID = "w:" + quoth.Hash(string(query))
}

// Notice is a statement found new to a watch.
type Notice struct {
	ID        string // "n:" and a hash of the watch and the quotation the statement was first named by
	Watch     string
	At        time.Time
	Statement Statement // as the record has it now
}
