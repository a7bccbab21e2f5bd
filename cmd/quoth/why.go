package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
)

func newWhyCommand(sh *shell) *cobra.Command {
	return &cobra.Command{
		Use:   "why ID",
		Short: "The words and the rule behind who, what, when and told whom",
		Long: `Explains a quotation (q:…) or the quotation that stands for a statement (s:…): for each
field what was found, the words of the article it rests on, and the rule that took them.`,
		Example: `  quoth said Tarrant --json | jq -r .statement | head -1 | xargs quoth why
  quoth why --json s:abcdefghijklmnop | jq '.reasons[] | [.field, .found, .rule]'`,
		Args: cobra.ExactArgs(1),
		RunE: sh.asking(func(ctx context.Context, store record.Store, args []string) error {
			why, err := ask.Why(ctx, store, args[0])
			if err != nil {
				return sh.hiddenHint(err)
			}
			if sh.json {
				return sh.printLine(why.Wire())
			}
			p := newPage(sh)
			p.why(why)
			return p.flush()
		}),
	}
}

func (p *page) why(w *ask.Reasons) {
	p.line("%s · %s of %s", quoth.Printable(w.Quotation.Head.Words()), w.Quotation.Quotation.ID, w.Statement.ID)
	p.passage(&w.Quotation.Passage)
	for i := range w.Reasons {
		p.reason(&w.Reasons[i], w.Quotation.Passage.Text)
	}
	p.line("")
	p.faint("read by %s", strings.Join(w.Rules, ", "))
}

// reason prints a field: what was found, and under it the words and the rule.
func (p *page) reason(r *ask.Reason, text string) {
	found := firstOf(shortened(r.Found), "not found")
	if r.Field == "identity" {
		found = quoth.Printable(r.Found) // a sentence, which says nothing by halves
	}
	if r.Field == "when" && r.Found != "" {
		found = quoth.When(r.Found).Words()
	}
	p.line("%s %s", p.bold(fmt.Sprintf("%-10s", r.Field)), found)
	var words []string
	for _, at := range r.Passages {
		words = append(words, "“"+shortened(at.Of(text))+"”")
	}
	rule := r.Rule
	if rule != "" && r.Confidence > 0 {
		rule = fmt.Sprintf("%s, %.2f", rule, r.Confidence)
	}
	if r.Corrected {
		rule = "corrected by hand"
	}
	if because := joined(" · ", strings.Join(words, " … "), rule); because != "" {
		p.faint("           %s", because)
	}
}

// shortened keeps a line a line.
func shortened(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if runes := []rune(s); len(runes) > 60 {
		return string(runes[:59]) + "…"
	}
	return s
}
