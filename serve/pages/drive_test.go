package pages_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/serve/access"
)

// write puts text into a field, key by key.
func (b *tab) write(field, text string) {
	b.Helper()
	b.do(chromedp.Click(field), chromedp.SendKeys(field, text))
}

// keys presses keys one after the other.
func (b *tab) keys(keys string) {
	b.Helper()
	for _, r := range keys {
		b.do(b.pressing(string(r)))
	}
}

// pressing presses a key as a keyboard does: what it would write is not written if the
// page takes the key for itself.
func (b *tab) pressing(key string) chromedp.Action[chromedp.Void] {
	name := key
	switch key {
	case "\r":
		name = "Enter"
	case "\t":
		name, key = "Tab", ""
	}
	return chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		if _, err := chromedp.Call(ctx, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Text: key, Key: name}); err != nil {
			return err
		}
		_, err := chromedp.Call(ctx, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyUp, Key: name})
		return err
	})
}

// follow does what leads to another page, and waits for it.
func (b *tab) follow(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if _, err := chromedp.RunResponse(b.ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

// link is a link of the page by its words.
func link(words string) string { return `//main//a[contains(., "` + words + `")]` }

// at checks where the tab is, and what stands there.
func (b *tab) at(address string, words ...string) {
	b.Helper()
	if got := strings.TrimPrefix(eval[string](b, "location.href"), b.base); !strings.HasPrefix(got, address) {
		b.Fatalf("it is at %s, not %s", got, address)
	}
	b.says(words...)
}

func (b *tab) says(words ...string) {
	b.Helper()
	text := strings.ToLower(eval[string](b, "document.body.innerText.replace(/\\s+/g, ' ')"))
	for _, w := range words {
		if !strings.Contains(text, strings.ToLower(w)) {
			b.Errorf("at %s nothing says %q in %.1500s", eval[string](b, "location.pathname"), w, text)
		}
	}
}

const draft = `Harbour notes

“There is a quarrel between Delphine and me,” Imogen Tarrant told the Evening Ledger.

“Nobody ever said these very words about the lighthouse,” Tarrant said.
`

// TestAsAPersonWould goes through the pages by clicking and typing, with script and
// without.
func TestAsAPersonWould(t *testing.T) {
	store := demoStore(t)
	for _, script := range []bool{true, false} {
		t.Run(map[bool]string{true: "with script", false: "without script"}[script], func(t *testing.T) {
			b := newTab(t, store, access.Gate{Open: true, Loopback: true})
			call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !script})
			b.screen(1280, "light")
			b.walks()
			b.searches(script)
			b.reads()
			b.checks()
			b.lints()
		})
	}
}

// walks goes along the page by Tab: the first stop leads past the head of the page, and
// every stop can be seen to be one.
func (b *tab) walks() {
	b.Helper()
	b.open("/said?person=Tarrant")
	for stop := range 14 {
		b.do(b.pressing("\t"))
		at := eval[struct {
			Text, Outline string
			Width, Left   float64
		}](b, `(() => { const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
			return {Text: e.textContent.trim() || e.name || "", Outline: style.outlineStyle, Width: parseFloat(style.outlineWidth), Left: box.left} })()`)
		if stop == 0 && at.Text != "Skip to the page" {
			b.Errorf("the first stop is %q", at.Text)
		}
		if at.Outline == "none" || at.Width < 2 || at.Left < 0 {
			b.Errorf("stop %d, %q, cannot be seen: %+v", stop, at.Text, at)
		}
	}
	b.open("/said?person=Tarrant")
	b.do(b.pressing("\t"))
	b.do(b.pressing("\r"))
	if hash := eval[string](b, "location.hash"); hash != "#matter" {
		b.Errorf("skipping leads to %q", hash)
	}
}

// searches asks the box for a name, for one about another, for an address and for words.
func (b *tab) searches(script bool) {
	b.Helper()
	b.open("/")
	b.write("#q", "Tarrant")
	if script {
		b.follow(chromedp.SendKeys("#q", "\r"))
	} else {
		b.follow(chromedp.Click(".lede button"))
	}
	b.at("/people/p:", "Imogen Tarrant", "statements", "Speaks about", "Delphine Okoro")
	for query, want := range map[string]string{
		"Okoro about Tarrant": "/people/p:",
		"https://eveningledger.example/2010/03/01/imogen-tarrant-interview": "/documents/d:",
		"“There is no quarrel between Delphine and me”":                     "/check?quote=There",
		"https://eveningledger.example/no-such-page":                        "/find?q=https",
		"nobody at all ever printed these words":                            "/check?quote=nobody",
	} {
		b.write(`.mast input[name="q"]`, query)
		b.follow(chromedp.SendKeys(`.mast input[name="q"]`, "\r"))
		b.at(want)
	}
	b.at("/")
	b.open("/find?q=Okoro+about+Tarrant")
	b.says("about Imogen Tarrant")
	b.open("/find?q=Nobody+Known+At+All")
	b.says("Not in this record", "absence is not evidence")
	b.open("/find?q=https://eveningledger.example/no-such-page")
	b.says("quoth fetch https://eveningledger.example/no-such-page")
}

// reads goes from a person to what they said, and to where it stands.
func (b *tab) reads() {
	b.Helper()
	b.open("/said?person=Tarrant")
	b.follow(chromedp.Click(`//aside//a[contains(., "2010")]`))
	b.says("Only:", "2010", "There is no quarrel between Delphine and me")
	b.follow(chromedp.Click(`//main//blockquote/a[contains(., "There is no quarrel between Delphine and me")]`))
	b.at("/statements/s:", "quoted Imogen Tarrant as saying", "documents carry it", "with words that do not stand", "Harbour Courier", "How it came into print", "Cite it")
	if del := eval[string](b, `document.querySelector("del")?.textContent ?? ""`); del != "no" {
		b.Errorf("what a variant left out is %q", del)
	}
	if to := eval[string](b, `document.querySelector('a[href*=":~:text="]')?.href ?? ""`); !strings.Contains(to, "#:~:text=There%20is%20no") {
		b.Errorf("no link to the words at their source, but %q", to)
	}
	if kind := eval[string](b, `JSON.parse(document.querySelector('script[type="application/ld+json"]').textContent)["@type"]`); kind != "Quotation" {
		b.Errorf("the data is of type %q", kind)
	}
	b.follow(chromedp.Click(link("In the article’s other quotations")))
	b.at("/documents/d:", "Read the article where it was published", "Quoted here")
	b.open("/compare")
	b.write("#a", "Tarrant")
	b.write("#b", "Okoro")
	b.write("#topic", "boat")
	b.follow(chromedp.Click(`form[action="/compare"] button`))
	b.at("/compare?", "Imogen Tarrant and Delphine Okoro", "on boat")
}

// checks asks whether something was said, and by whom.
func (b *tab) checks() {
	b.Helper()
	b.open("/check")
	b.write("#quote", "There is a quarrel between Delphine and me")
	b.write("#by", "Tarrant")
	b.follow(chromedp.Click(`form[action="/check"] button`))
	b.at("/check?", "Other words", "The record has other words", "no quarrel", "What differs", "Negation", "The record gives the words to Imogen Tarrant")
	b.open("/check?quote=words+that+nobody+ever+printed+anywhere")
	b.says("Not in this record", "absence is not evidence", "This record holds")
}

// lints pastes a draft, and sends one as a file.
func (b *tab) lints() {
	b.Helper()
	b.open("/lint")
	b.do(chromedp.SetValue("#text", draft))
	b.follow(chromedp.Click(`form[action="/lint"] button`))
	b.shot("linted-1280")
	b.at("/lint", "error", "What was found", "The draft is not kept", "A02", "Harbour notes")
	file := filepath.Join(b.TempDir(), "draft.md")
	if err := os.WriteFile(file, []byte(draft), 0o644); err != nil {
		b.Fatal(err)
	}
	b.open("/lint")
	b.do(chromedp.SetUploadFiles("#file", []string{file}))
	b.follow(chromedp.Click(`form[action="/lint"] button`))
	b.at("/lint", "draft.md", "error")
	b.sound("a draft with findings")
}

// TestReviewByKeyboard signs in and decides on statements with keys alone.
func TestReviewByKeyboard(t *testing.T) {
	store := demoStore(t)
	b := newTab(t, store, access.Gate{Open: true, Loopback: true})
	secret, token := access.NewToken("the desk", record.WriteScope, time.Now(), time.Hour)
	if err := store.AddToken(t.Context(), token); err != nil {
		t.Fatal(err)
	}
	b.screen(1280, "light")
	b.open("/review")
	b.says("You may read this page", "% sure")
	if n := eval[int](b, `document.querySelectorAll(".decide").length`); n > 0 {
		t.Errorf("one who may only read is offered %d forms", n)
	}
	b.follow(chromedp.Click(link("Sign in")))
	b.write(`input[name="token"]`, secret)
	b.follow(chromedp.SendKeys(`input[name="token"]`, "\r"))
	b.at("/review", "By keyboard")
	b.sound("the queue of one who may decide")
	b.shot("review-signed-in-1280")
	b.screen(390, "dark")
	b.sound("the same on a phone")
	b.shot("review-signed-in-390")
	b.screen(1280, "light")
	total := func() int {
		page, err := store.Doubtful(t.Context(), "", 1)
		if err != nil {
			t.Fatal(err)
		}
		return page.Total
	}
	before := total()
	b.keys("jjk")
	if n := eval[int](b, `[...document.querySelectorAll(".doubt")].indexOf(document.activeElement)`); n != 0 {
		t.Errorf("j, j, k lead to item %d", n)
	}
	b.follow(b.pressing("y"))
	b.at("/review", "Kept as it is.")
	b.keys("jsConrad Pell")
	b.follow(b.pressing("\r"))
	b.at("/review", "Given to Conrad Pell.")
	if after := total(); after != before-2 {
		t.Errorf("%d were in the queue, now %d", before, after)
	}
}
