package fetch

import (
	"bytes"
	"context"
	"net/url"
	"regexp"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/record"
)

// found is what an answer holds.
type found struct {
	kind    record.VisitKind
	listing *listing // of a feed or sitemap
	items   []read.Item
	entries []entry // addresses that a page points at
	signals record.Signals
	digest  string // of the words
	skip    string // why the words are not taken
}

// look reads what an answer holds. It runs in a worker and touches nothing but the task.
func (c *Crawler) look(ctx context.Context, t *task, a *answer, site *site) (*found, error) {
	body, err := gunzipped(a.body, c.opt.MaxBytes)
	if err != nil {
		return nil, err
	}
	l, err := readListing(body)
	if err != nil {
		return nil, err
	}
	if l != nil {
		return &found{kind: l.kind, listing: l}, nil
	}
	f := &found{kind: record.PageVisit}
	wantsLinks := t.visit.Depth < c.opt.Depth
	head := readHead(body, wantsLinks)
	f.signals = signalsOf(pathOf(t.target), productToken(c.opt.UserAgent), site.tdm, a.header, head)
	f.signals.RobotsTxt = "allowed"
	if site.robots.none {
		f.signals.RobotsTxt = "none"
	}
	if c.opt.Discover && t.visit.Depth == 0 && len(head.feeds) > 0 {
		f.entries = entriesOf(head.feeds, head.base, record.FeedVisit)
		return f, nil
	}
	if wantsLinks && !nofollow(&f.signals) {
		f.entries = entriesOf(head.links, head.base, "")
	}
	if c.opt.SkipTDM && f.signals.Reserved() {
		f.skip = "text and data mining is reserved"
		return f, nil
	}
	return f, c.documents(ctx, t, body, f)
}

func entriesOf(links []string, base string, kind record.VisitKind) (all []entry) {
	for _, l := range links {
		if b, err := url.Parse(base); err == nil && base != "" {
			if u, err := b.Parse(l); err == nil {
				l = u.String()
			}
		}
		all = append(all, entry{url: l, kind: kind})
	}
	return all
}

// documents reads the documents of a page, most often one.
func (c *Crawler) documents(ctx context.Context, t *task, body []byte, f *found) error {
	opt := read.Options{URL: t.target.String(), Published: t.visit.Published, MaxDocument: c.opt.MaxDocument}
	var words []string
	err := read.Stream(ctx, bytes.NewReader(body), t.visit.URL, opt, func(i read.Item) error {
		if i.Doc != nil {
			if why := notTheArticle(t, i.Doc); why != nil {
				i.Doc, i.Err = nil, why
			} else {
				ownAddress(i.Doc, t.target)
				words = append(words, i.Doc.Text)
			}
		}
		f.items = append(f.items, i)
		return nil
	})
	f.digest = quoth.Hash(words...)
	return err
}

// ownAddress keeps a page from passing under the address of another site: the
// canonical address that it names counts only within its own.
func ownAddress(d *quoth.Document, at *url.URL) {
	canonical, err := parseAddress(d.Origin.URL)
	if err == nil && sameSite(canonical, at) {
		return
	}
	d.Origin.URL = at.String()
	kept := d.Given[:0]
	for _, g := range d.Given {
		if g.Field != "url" {
			kept = append(kept, g)
		}
	}
	d.Given = kept
	d.Identify()
}

var (
	saysNotFound = regexp.MustCompile(`(?i)^\W*(?:error\W*)?404\b|\b(?:page|article|story|content|site)\b.{0,20}\b(?:not found|cannot be found|can.t be found|could not be found|no longer exists|does not exist|doesn.t exist|is no longer available)|^\W*(?:sorry\W+)?not found\W*$|nothing (?:was )?found here`)
	saysCookies  = regexp.MustCompile(`(?i)\b(?:accept|allow|enable|agree to|consent to|manage|reject)\b.{0,60}\bcookies?\b|\bcookies?\b.{0,60}\b(?:consent|accept|required|enabled?|preferences|agree)\b`)
	consentPath  = regexp.MustCompile(`(?i)(?:^|[/._-])(?:cookie-?wall|cookie-?consent|consent|gdpr|privacy-?(?:gate|wall|consent)|cmp)(?:[/._?-]|$)`)
)

// fewWords is the length up to which a page is looked at for being no article.
const fewWords = 150

// notTheArticle tells pages that stand in an article's place with status 200: "not
// found", a wall that wants cookies, the front page.
func notTheArticle(t *task, d *quoth.Document) error {
	asked, err := url.Parse(t.visit.URL)
	moved := err == nil && asked.String() != t.target.String()
	few := len(strings.Fields(d.Text)) <= fewWords
	switch {
	case moved && consentPath.MatchString(t.target.Host+t.target.Path) && !consentPath.MatchString(asked.Host+asked.Path),
		few && saysCookies.MatchString(d.Text) && len(strings.Fields(d.Text)) <= fewWords/2:
		return &read.Failure{Kind: quoth.ErrUnsupported, Reason: "a wall that wants cookies stands in its place", Hint: "save the page from a browser and read the file: quoth add FILE"}
	case moved && t.target.Path == "/" && asked.Path != "/" && t.visit.Depth > 0,
		few && (saysNotFound.MatchString(d.Title) || saysNotFound.MatchString(firstLine(d.Text))):
		return &read.Failure{Kind: quoth.ErrNotFound, Reason: "the page says that it was not found, though with status 200", Hint: "look at the address"}
	}
	return nil
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return line
}
