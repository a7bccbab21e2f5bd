package recordtest

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// correct makes a correction and returns its identifier.
func (f *fixture) correct(kind record.CorrectionKind, target, value string) string {
	f.Helper()
	f.clock = f.clock.Add(time.Second)
	id, err := f.Correct(f.ctx, record.Correction{Kind: kind, Target: target, Value: value, Who: "desk", Why: "a reader wrote", When: f.clock})
	if err != nil {
		f.Fatal(err)
	}
	return id
}

func (f *fixture) withdraw(id string) {
	f.Helper()
	f.clock = f.clock.Add(time.Second)
	if err := f.Withdraw(f.ctx, id, record.Withdrawal{Who: "desk", Why: "the reader was wrong", When: f.clock}); err != nil {
		f.Fatal(err)
	}
}

// sound fails the test if the record has faults.
func (f *fixture) sound() {
	f.Helper()
	err := f.Faults(f.ctx, func(fault record.Fault) { f.Errorf("%s: %s", fault.Where, fault.What) })
	if err != nil {
		f.Fatal(err)
	}
}

// corrections: each kind does what it says, leaves a sound record, survives a new
// reading, and withdrawn leaves the record as it was.
func corrections(t *testing.T, open Opener) {
	articles := func() []*Article {
		return []*Article{
			outlet("Ledger", "2020-01-02", statement(longWords, "Ana Ruiz")).Quote(statement("The copper mine is another matter, and not mine to speak of", "Ana Ruiz")),
			outlet("Courier", "2020-01-03", Quote{Words: longWords, Speaker: "Ana Ruiz-Stone"}),
			outlet("Mercury", "2020-01-04", Quote{Words: "nobody in this valley will lose a job over it", Speaker: "Ana Ruiz", About: "Ben Okoye"}),
			outlet("Standard", "2020-01-05", statement("I never met her, and I have never been to the valley", "Ben Okoye")),
		}
	}
	for _, test := range []struct {
		name  string
		apply func(f *fixture) string
		want  []string
	}{
		{"merge", func(f *fixture) string {
			return f.correct(record.MergePeople, f.person("Ana Ruiz"), f.person("Ruiz-Stone"))
		}, []string{"Ledger ×1", "Ledger, Courier, Mercury ×3", "Standard ×1"}},
		{"split", func(f *fixture) string {
			return f.correct(record.SplitPerson, f.person("Ana Ruiz"), f.documentOf("Mercury"))
		}, []string{"Courier ×1", "Ledger ×1", "Ledger ×1", "Mercury ×1", "Standard ×1"}},
		{"speaker", func(f *fixture) string {
			return f.correct(record.FixSpeaker, f.quotationOf("Mercury"), f.person("Okoye"))
		}, []string{"Courier ×1", "Ledger ×1", "Ledger ×1", "Mercury ×1", "Standard ×1"}},
		{"nobody", func(f *fixture) string {
			return f.correct(record.FixSpeaker, f.quotationOf("Mercury"), "")
		}, []string{"Courier ×1", "Ledger ×1", "Ledger ×1", "Mercury ×1", "Standard ×1"}},
		{"date", func(f *fixture) string {
			f.correct(record.FixDate, f.quotationOf("Ledger"), "2019-12-31")
			return f.correct(record.FixDate, f.quotationOf("Mercury"), "2018")
		}, []string{"Courier ×1", "Ledger ×1", "Ledger ×1", "Mercury ×1", "Standard ×1"}},
		{"hide a quotation", func(f *fixture) string {
			return f.correct(record.Hide, f.quotationOf("Standard"), "")
		}, []string{"Courier ×1", "Ledger ×1", "Ledger, Mercury ×2"}},
		{"hide a statement", func(f *fixture) string {
			return f.correct(record.Hide, f.statementOf("Mercury"), "")
		}, []string{"Courier ×1", "Ledger ×1", "Standard ×1"}},
		{"hide a document", func(f *fixture) string {
			return f.correct(record.Hide, f.documentOf("Courier"), "")
		}, []string{"Ledger ×1", "Ledger, Mercury ×2", "Standard ×1"}},
		{"hide a person", func(f *fixture) string {
			return f.correct(record.Hide, f.person("Okoye"), "")
		}, []string{"Courier ×1", "Ledger ×1", "Ledger, Mercury ×2"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := newFixture(t, open)
			all := articles()
			f.add(all...)
			before := f.digest()
			id := test.apply(f)
			f.wantAny("corrected", f.groups(record.Query{}), test.want)
			if strings.HasPrefix(test.name, "hide") {
				f.unseen()
			}
			if e, err := f.Document(f.ctx, f.documentOf("Mercury")); err != nil || (len(e.Unseen) == 1) != (test.name == "hide a person") {
				t.Errorf("of the people of a document %v are hidden (%v)", e.Unseen, err)
			}
			f.sound()
			corrected := f.digest()
			for _, a := range all {
				doc, reading := a.Build("compose@2")
				if added, err := f.AddReading(f.ctx, doc, reading); err != nil || !added {
					t.Fatal(added, err)
				}
			}
			if f.digest() != corrected {
				t.Errorf("read again, the correction is lost: %q", f.groups(record.Query{}))
			}
			f.sound()
			f.withdraw(id)
			if test.name != "date" && f.digest() != before {
				t.Errorf("withdrawn, the record is not as it was: %q", f.groups(record.Query{}))
			}
			f.sound()
			made, err := f.Corrections(f.ctx)
			if err != nil || len(made) == 0 || made[len(made)-1].Withdrawn == nil || made[0].Who != "desk" {
				t.Errorf("corrections %+v, %v", made, err)
			}
		})
	}
	t.Run("refused", func(t *testing.T) {
		f := newFixture(t, open)
		f.add(articles()...)
		f.add(outlet("Post", "2020-01-06", Quote{Words: "The sale is off the table for good now", Speaker: "a person close to the sale", Kind: quoth.UnnamedSource}))
		before := f.digest()
		unnamed := f.all(record.Query{Grep: "off the table"})[0].Speaker.ID
		for name, c := range map[string]record.Correction{
			"no reason":         {Kind: record.Hide, Target: f.person("Okoye"), Who: "desk"},
			"nobody":            {Kind: record.MergePeople, Target: f.person("Okoye"), Value: "p:nobody", Who: "desk", Why: "x"},
			"an unnamed source": {Kind: record.MergePeople, Target: f.person("Okoye"), Value: unnamed, Who: "desk", Why: "x"},
			"no date":           {Kind: record.FixDate, Target: f.quotationOf("Mercury"), Value: "yesterday", Who: "desk", Why: "x"},
			"another kind":      {Kind: "burn", Target: f.person("Okoye"), Who: "desk", Why: "x"},
		} {
			c.When = f.clock
			if _, err := f.Correct(f.ctx, c); !errors.Is(err, quoth.ErrInvalid) && !errors.Is(err, quoth.ErrNotFound) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if f.digest() != before {
			t.Error("a refused correction changed the record")
		}
	})
}

// unseen fails the test if a hidden quotation is found by its words.
func (f *fixture) unseen() {
	f.Helper()
	seen := map[string]bool{}
	for _, s := range f.all(record.Query{}) {
		seen[s.ID] = true
		for _, p := range s.About {
			if e, err := f.Entity(f.ctx, p.ID); err != nil || e.Hidden {
				f.Errorf("%q is about %s, who is hidden (%v)", s.Text, p.Name, err)
			}
		}
	}
	for _, words := range []string{longWords, "I never met her, and I have never been to the valley"} {
		found, err := f.Nearest(f.ctx, words, "", 10)
		if err != nil {
			f.Fatal(err)
		}
		for _, c := range found {
			if !seen[c.Statement] {
				f.Errorf("a hidden statement is found: %s", c.Words)
			}
		}
	}
}

// erasure: erased words are nowhere any more, and do not come back.
func erasure(t *testing.T, open Opener) {
	articles := []*Article{
		outlet("Ledger", "2020-01-02", statement(longWords, "Ana Ruiz")).Prose("As she said: " + longWords + "."),
		outlet("Mercury", "2020-01-04", statement(longWords, "Ana Ruiz")),
		outlet("Standard", "2020-01-05", statement("I never met her, and I have never been to the valley", "Ben Okoye")),
	}
	f := newFixture(t, open)
	f.add(articles...)
	target := f.statementOf("Ledger")
	id := f.correct(record.Erase, target, "")
	f.wantAny("statements", f.groups(record.Query{}), []string{"Standard ×1"})
	f.sound()
	again := func() {
		for _, a := range articles {
			doc, reading := a.Build("compose@2")
			if _, err := f.AddReading(f.ctx, doc, reading); err != nil {
				t.Fatal(err)
			}
		}
	}
	again()
	f.wantAny("statements after reading again", f.groups(record.Query{}), []string{"Standard ×1"})
	f.sound()
	if found, err := f.Nearest(f.ctx, longWords, "", 5); err != nil || len(found) > 0 && strings.Contains(found[0].Words, "mill") {
		t.Errorf("still found: %v, %v", found, err)
	}
	heads, err := f.Documents(f.ctx, "", 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range heads {
		entry, err := f.Document(f.ctx, h.ID)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(entry.Doc.Text, "rebuild the old mill") {
			t.Errorf("%s still holds the words", h.Publisher)
		}
	}
	if _, err := f.Statement(f.ctx, target); !errors.Is(err, quoth.ErrNotFound) || !strings.Contains(err.Error(), "erased") {
		t.Errorf("no marker: %v", err)
	}
	if err := f.Withdraw(f.ctx, id, record.Withdrawal{Who: "desk", Why: "x", When: f.clock}); !errors.Is(err, quoth.ErrInvalid) {
		t.Errorf("an erasure was withdrawn: %v", err)
	}
	f.correct(record.Erase, f.documentOf("Standard"), "")
	f.wantAny("statements", f.groups(record.Query{}), nil)
	f.sound()
}

func (f *fixture) documentOf(publisher string) string {
	f.Helper()
	heads, err := f.Documents(f.ctx, "", 0)
	if err != nil {
		f.Fatal(err)
	}
	for _, h := range heads {
		if h.Publisher == publisher {
			return h.ID
		}
	}
	f.Fatalf("no document of %s", publisher)
	return ""
}

// quotationOf is the first quotation of a publisher's document.
func (f *fixture) quotationOf(publisher string) string {
	f.Helper()
	entry, err := f.Document(f.ctx, f.documentOf(publisher))
	if err != nil {
		f.Fatal(err)
	}
	return entry.Reading.Quotations[0].ID
}

func (f *fixture) statementOf(publisher string) string {
	f.Helper()
	s, err := f.Statement(f.ctx, record.StatementID(f.quotationOf(publisher)))
	if err != nil {
		f.Fatal(err)
	}
	return s.ID
}
