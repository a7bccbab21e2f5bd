package recordtest

import (
	"testing"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// statements: many wordings of one act of saying are one statement, and the same
// words on different days are several.
func statements(t *testing.T, open Opener) {
	for _, test := range []struct {
		name     string
		articles []*Article
		want     []string
	}{
		{"the same words in two outlets", []*Article{
			outlet("Ledger", "2020-01-02", statement(longWords, "Ana Ruiz")),
			outlet("Courier", "2020-01-03", statement(longWords, "Ana Ruiz")),
		}, []string{"Ledger, Courier ×2"}},
		{"other marks, case and dashes", []*Article{
			outlet("Ledger", "2020-01-02", statement("We’ll rebuild — all of it — and nobody will lose a job", "Ana Ruiz")),
			outlet("Courier", "2020-01-03", statement("we'll rebuild, all of it, and nobody will lose a job", "Ana Ruiz")),
		}, []string{"Ledger, Courier ×2"}},
		{"a cut", []*Article{
			outlet("Ledger", "2020-01-02", statement(longWords, "Ana Ruiz")),
			outlet("Courier", "2020-01-03", statement("nobody in this valley will lose a job over it", "Ana Ruiz")),
		}, []string{"Ledger, Courier ×2"}},
		{"brackets and an ellipsis", []*Article{
			outlet("Ledger", "2020-01-02", statement(longWords, "Ana Ruiz")),
			outlet("Courier", "2020-01-03", statement("We will rebuild [the plant] before the winter comes ... and nobody in this valley will lose a job", "Ana Ruiz")),
		}, []string{"Ledger, Courier ×2"}},
		{"an alteration", []*Article{
			outlet("Ledger", "2020-01-02", statement(longWords, "Ana Ruiz")),
			outlet("Courier", "2020-01-03", statement("We will not rebuild the old mill before the winter comes, and everybody in this valley will lose a job over it", "Ana Ruiz")),
		}, []string{"Ledger, Courier ×2"}},
		{"two cuts that overlap", []*Article{
			outlet("Ledger", "2020-01-02", statement("The mill was here before any of us and it will be here after all of us are gone", "Ana Ruiz")),
			outlet("Courier", "2020-01-02", statement("it will be here after all of us are gone, and so will the debt on the river bridge", "Ana Ruiz")),
		}, []string{"Courier, Ledger ×2"}},
		{"another speaker", []*Article{
			outlet("Ledger", "2020-01-02", statement(longWords, "Ana Ruiz")),
			outlet("Courier", "2020-01-03", statement(longWords, "Ben Okoye")),
		}, []string{"Ledger ×1", "Courier ×1"}},
		{"a stock phrase on different days", []*Article{
			outlet("Ledger", "2020-01-02", statement("Jobs come first", "Ana Ruiz")),
			outlet("Courier", "2020-05-02", statement("Jobs come first", "Ana Ruiz")),
			outlet("Mercury", "2020-05-03", statement("Jobs come first", "Ana Ruiz")),
		}, []string{"Ledger ×1", "Courier, Mercury ×2"}},
		{"long words given different dates", []*Article{
			outlet("Ledger", "2020-01-02", Quote{Words: longWords, Speaker: "Ana Ruiz", Said: "2020-01-01"}),
			outlet("Courier", "2020-03-04", Quote{Words: longWords, Speaker: "Ana Ruiz", Said: "2020-03-03"}),
			outlet("Mercury", "2020-03-09", Quote{Words: longWords, Speaker: "Ana Ruiz", Said: "2020-03"}),
		}, []string{"Ledger ×1", "Courier, Mercury ×2"}},
		{"long words quoted again years later", []*Article{
			outlet("Ledger", "2020-01-02", Quote{Words: longWords, Speaker: "Ana Ruiz", Said: "2020-01-01"}),
			outlet("Courier", "2023-03-04", statement(longWords, "Ana Ruiz")),
		}, []string{"Ledger, Courier ×2"}},
		{"words printed before they were said", []*Article{
			outlet("Ledger", "2020-01-02", statement(longWords, "Ana Ruiz")),
			outlet("Courier", "2020-03-04", Quote{Words: longWords, Speaker: "Ana Ruiz", Said: "2020-03-03"}),
		}, []string{"Ledger ×1", "Courier ×1"}},
		{"a fragment of two statements goes to the nearer and joins none", []*Article{
			outlet("Ledger", "2020-01-02", statement("Jobs come first in this valley and they always did, whatever the county says", "Ana Ruiz")),
			outlet("Courier", "2020-06-02", statement("The county can wait, because jobs come first in this town and in every other", "Ana Ruiz")),
			outlet("Mercury", "2020-06-03", statement("jobs come first in this", "Ana Ruiz")),
		}, []string{"Ledger ×1", "Courier, Mercury ×2"}},
		{"a refusal, a denial and a statement", []*Article{
			outlet("Ledger", "2020-01-02", Quote{Words: "the mill had been sold to the county", Speaker: "Ana Ruiz", Form: quoth.Indirect}),
			outlet("Courier", "2020-01-02", Quote{Words: "the mill had been sold to the county", Speaker: "Ana Ruiz", Form: quoth.Indirect, Act: quoth.Denial}),
		}, []string{"Courier ×1", "Ledger ×1"}},
		{"nobody known", []*Article{
			outlet("Ledger", "2020-01-02", Quote{Words: "It is over"}),
			outlet("Courier", "2020-01-02", Quote{Words: "It is over"}),
			outlet("Mercury", "2020-01-02", Quote{Words: longWords}),
			outlet("Standard", "2020-01-02", Quote{Words: longWords}),
		}, []string{"Courier ×1", "Ledger ×1", "Mercury, Standard ×2"}},
		{"unnamed sources", []*Article{
			outlet("Ledger", "2020-01-02", Quote{Words: longWords, Speaker: "a person familiar with the sale", Kind: quoth.UnnamedSource}),
			outlet("Courier", "2020-01-02", Quote{Words: longWords, Speaker: "a person familiar with the sale", Kind: quoth.UnnamedSource}),
		}, []string{"Courier ×1", "Ledger ×1"}},
		{"the same words twice in one document", []*Article{
			outlet("Ledger", "2020-01-02", statement(longWords, "Ana Ruiz")).Quote(statement("We will rebuild the old mill before the winter", "Ana Ruiz")),
		}, []string{"Ledger, Ledger ×1"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := newFixture(t, open)
			f.add(test.articles...)
			f.wantAny("statements", f.groups(record.Query{}), test.want)
		})
	}
}

// origins: reprints, credits and pointers join; shared quoted words do not.
func origins(t *testing.T, open Opener) {
	wire := func(name string, published quoth.When) *Article {
		return NewArticle("https://"+name+".example/mill", name, published).
			Prose("The mayor of Springfield stood in the empty hall of the old mill on Tuesday and spoke to some forty of its workers, most of whom had brought their children, about what was to become of the place and of them.").
			Quote(statement(longWords, "Ana Ruiz")).
			Prose("The mill closed in November after the river flooded its cellars for the third time in as many years, and the county has since refused to insure it.")
	}
	told := func(a *Article, outlet string) *Article {
		return a.Quote(Quote{Words: longWords, Speaker: "Ana Ruiz", Told: outlet})
	}
	for _, test := range []struct {
		name     string
		articles []*Article
		want     []string
	}{
		{"reprints of one story", []*Article{wire("Ledger", "2020-01-02"), wire("Courier", "2020-01-02"), wire("Mercury", "2020-01-03")},
			[]string{"Courier, Ledger, Mercury ×1"}},
		{"a reprint cut short, and a report of its own", []*Article{
			wire("Ledger", "2020-01-02"),
			NewArticle("https://courier.example/mill", "Courier", "2020-01-02").
				Prose("The mayor of Springfield stood in the empty hall of the old mill on Tuesday and spoke to some forty of its workers, most of whom had brought their children, about what was to become of the place and of them.").
				Quote(statement(longWords, "Ana Ruiz")),
			outlet("Mercury", "2020-01-03", statement(longWords, "Ana Ruiz")),
		}, []string{"Courier, Ledger, Mercury ×2"}},
		{"an agency credited in the dateline and in the byline", []*Article{
			NewArticle("https://ledger.example/1", "Ledger", "2020-01-02").Prose("SPRINGFIELD (AP) — Work at the mill begins in May.").Quote(statement(longWords, "Ana Ruiz")),
			&Article{URL: "https://courier.example/1", Publisher: "Courier", Published: "2020-01-03", Authors: []string{"The Associated Press"}, parts: []part{{quote: &Quote{Words: longWords, Speaker: "Ana Ruiz"}}}},
		}, []string{"Ledger, Courier ×1"}},
		{"a pointer to another outlet of the record", []*Article{
			outlet("Daily Ledger", "2020-01-02", statement(longWords, "Ana Ruiz")),
			told(NewArticle("https://courier.example/1", "Courier", "2020-01-05").Prose("There was snow over the whole of the north that week, and little else to write about."), "the Ledger"),
		}, []string{"Daily Ledger, Courier ×1"}},
		{"two pointers to an outlet that is not there", []*Article{
			told(NewArticle("https://courier.example/1", "Courier", "2020-01-05").Prose("There was snow over the whole of the north that week, and little else to write about."), "the Ledger"),
			told(NewArticle("https://mercury.example/1", "Mercury", "2020-01-06").Prose("Every shop along the high street had put its lamps out by noon on the Monday."), "Ledger"),
		}, []string{"Courier, Mercury ×1"}},
		{"shared quoted words alone", []*Article{
			outlet("Ledger", "2020-01-02", statement(longWords, "Ana Ruiz")).Quote(statement("I was born in that valley and I mean to be buried in it", "Ana Ruiz")),
			outlet("Courier", "2020-01-02", statement(longWords, "Ana Ruiz")).Quote(statement("I was born in that valley and I mean to be buried in it", "Ana Ruiz")),
		}, []string{"Courier, Ledger ×2", "Courier, Ledger ×2"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := newFixture(t, open)
			f.add(test.articles...)
			f.wantAny("origins", f.groups(record.Query{}), test.want)
		})
	}
}
