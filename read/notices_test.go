package read

import (
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
)

// What outlets write when they change an article, and what only looks like it.
func TestNotices(t *testing.T) {
	for _, c := range []struct {
		note string
		kind quoth.NoticeKind // "" for none
		when quoth.When
		from string // where the notice begins
	}{
		{"• This article was amended on 3 May 2020 because an earlier version misspelled the name of the harbour master.", quoth.Correction, "2020-05-03", "This article"},
		{"This story has been updated with a statement from the harbour office.", quoth.Update, "", "This story"},
		{"Correction (May 4, 2020): The quay was rebuilt in 2011, not in 2012.", quoth.Correction, "2020-05-04", "Correction"},
		{"CORRECTION: An earlier version of this report gave the wrong name for the ferry.", quoth.Correction, "", "CORRECTION"},
		{"Correction, May 4: The ferry is called the Heron.", quoth.Correction, "", "Correction"},
		{"Editor’s note: This post was retracted on May 9, 2020 after a review.", quoth.Withdrawal, "2020-05-09", "Editor’s note"},
		{"Editor's note: Mara Ellison wrote this piece before the storm.", "", "", ""},
		{"Clarification: The council pays half of the cost.", quoth.Clarification, "", "Clarification"},
		{"Update: The ferry has since sailed.", quoth.Update, "", "Update"},
		{"UPDATE, 5 May 2020: The ferry has since sailed.", quoth.Update, "2020-05-05", "UPDATE"},
		{"An earlier version of this article misstated when the quay was built.", quoth.Correction, "", "An earlier"},
		{"The ferry sailed at noon. This article was corrected on May 4, 2020 to give the name of the ferry.", quoth.Correction, "2020-05-04", "This article"},
		{"STORY WITHDRAWN", quoth.Withdrawal, "", "STORY"},
		{"(CORRECTED: spells the name of the ferry in paragraph 3)", quoth.Correction, "", "(CORRECTED"},
		{"We have removed this article at the request of the harbour office.", quoth.Withdrawal, "", "We have"},
		{"The council corrected the figure on Monday, and the article of the treaty was amended.", "", "", ""},
		{"“This story is over,” she said, and the plan was updated.", "", "", ""},
		{"The correction of the river: a history of the harbour in five storms.", "", "", ""},
		{"Corrections officers at the harbour jail: a tale in three parts.", "", "", ""},
		{"UPDATE (5:30 pm): The ferry has sailed.", quoth.Update, "", "UPDATE"},
		{"Updated 3 May 2020", "", "", ""},
		{"The updates came in by radio: the quay had gone.", "", "", ""},
	} {
		d := one(t, "a.txt", "The quay has been rebuilt, the mayor of the harbour town said.\n\n"+c.note+"\n")
		if c.kind == "" {
			if len(d.Notices) > 0 {
				t.Errorf("%q is taken for a notice: %+v", c.note, d.Notices)
			}
			continue
		}
		if len(d.Notices) != 1 {
			t.Errorf("%q: %d notices", c.note, len(d.Notices))
			continue
		}
		n := d.Notices[0]
		if words := n.Of(d.Text); n.Kind != c.kind || n.When != c.when || !strings.HasPrefix(words, c.from) || !strings.HasSuffix(c.note, words) {
			t.Errorf("%q: %+v %q, want %s on %q", c.note, n, words, c.kind, c.when)
		}
	}
}

// Agencies say it in the head of an item.
func TestCanceledItems(t *testing.T) {
	ninjs := one(t, "a.json", `{"uri":"tag:a","pubstatus":"canceled","bodies":[{"value":"<p>The quay is ours, said the mayor of the harbour town.</p>"}]}`)
	newsml := one(t, "a.xml", strings.Replace(newsMLItem, "<itemMeta>", `<itemMeta><pubStatus qcode="stat:canceled"/>`, 1))
	for _, d := range []*quoth.Document{ninjs, newsml} {
		if len(d.Notices) != 1 || d.Notices[0].Kind != quoth.Withdrawal {
			t.Errorf("%s: %+v", d.Origin.Path, d.Notices)
		}
	}
}
