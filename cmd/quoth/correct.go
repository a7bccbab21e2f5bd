package main

import (
	"context"
	"errors"
	"fmt"
	"os/user"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

// signature is who corrects and why; no correction is recorded without.
type signature struct{ who, why string }

func (s *signature) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&s.why, "why", "", "the reason, which is recorded")
	cmd.Flags().StringVar(&s.who, "who", "", "who corrects (default: the user of this machine)")
}

// signed is the signature, completed.
func (s *signature) signed() (who, why string, err error) {
	if strings.TrimSpace(s.why) == "" {
		return "", "", &usageError{errors.New("say why with --why; the reason is recorded")}
	}
	who = s.who
	if who == "" {
		u, err := user.Current()
		if err != nil {
			return "", "", &usageError{fmt.Errorf("say who corrects with --who: %w", err)}
		}
		who = u.Username
	}
	return who, s.why, nil
}

// correct records corrections and prints their identifiers.
func (sh *shell) correct(ctx context.Context, sign signature, find func(record.Store) ([]record.Correction, error)) error {
	who, why, err := sign.signed()
	if err != nil {
		return err
	}
	store, err := sh.readRecord(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	corrections, err := find(store)
	if err != nil {
		return sh.nameHint(err)
	}
	for _, c := range corrections {
		c.Who, c.Why, c.When = who, why, time.Now()
		if c.ID, err = store.Correct(ctx, c); err != nil {
			return err
		}
		if err := sh.printCorrection(&c); err != nil {
			return err
		}
	}
	return nil
}

func (sh *shell) printCorrection(c *record.Correction) error {
	if sh.json {
		return sh.printLine(wire.OfCorrection(c))
	}
	p := newPage(sh)
	p.line("%s  %s", c.ID, joined(" ", string(c.Kind), c.Target, c.Value))
	p.line("    %s, %s: %s", c.When.Format(time.DateTime), printable(c.Who), printable(c.Why))
	if w := c.Withdrawn; w != nil {
		p.line("    taken back %s, %s: %s", w.When.Format(time.DateTime), printable(w.Who), printable(w.Why))
	}
	return p.flush()
}

func newWhoMergeCommand(sh *shell) *cobra.Command {
	var sign signature
	cmd := &cobra.Command{
		Use:     "merge A B",
		Short:   "Two entries of the record are one person, known as A",
		Example: `  quoth who merge "Imogen Tarrant" p:abcdefghijklmnop --why "she signs both ways"`,
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return sh.correct(cmd.Context(), sign, func(store record.Store) ([]record.Correction, error) {
				a, err := ask.Meant(cmd.Context(), store, args[0])
				if err != nil {
					return nil, err
				}
				b, err := ask.Meant(cmd.Context(), store, args[1])
				if err != nil {
					return nil, err
				}
				return []record.Correction{{Kind: record.MergePeople, Target: a.ID, Value: b.ID}}, nil
			})
		},
	}
	sign.register(cmd)
	return cmd
}

func newWhoSplitCommand(sh *shell) *cobra.Command {
	var sign signature
	cmd := &cobra.Command{
		Use:     "split PERSON DOCUMENT",
		Short:   "In this document the name means someone else",
		Example: `  quoth who split "Ana Ruiz" d:abcdefghijklmnop --why "the goalkeeper, not the mayor"`,
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return sh.correct(cmd.Context(), sign, func(store record.Store) ([]record.Correction, error) {
				person, err := ask.Meant(cmd.Context(), store, args[0])
				if err != nil {
					return nil, err
				}
				return []record.Correction{{Kind: record.SplitPerson, Target: person.ID, Value: args[1]}}, nil
			})
		},
	}
	sign.register(cmd)
	return cmd
}

func newFixCommand(sh *shell) *cobra.Command {
	var sign signature
	var speaker, said, undo string
	var list bool
	cmd := &cobra.Command{
		Use:   "fix ID",
		Short: "Correct a speaker or a date by hand, reversibly",
		Long: `Corrects who said a quotation (q:…), or all quotations of a statement (s:…), or when. Corrections
are recorded with who made them, when and why, survive every reread, and are taken back with --undo.`,
		Example: `  quoth fix q:abcdefghijklmnop --speaker "Delphine Okoro" --why "the recording has her voice"
  quoth fix s:abcdefghijklmnop --said 2010-03-01 --why "dated by the transcript"
  quoth fix --list
  quoth fix --undo c:abcdefghijklmnop --why "mistaken"`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			flags := cmd.Flags()
			switch {
			case list && len(args) == 0:
				return sh.corrections(cmd.Context())
			case undo != "" && len(args) == 0:
				return sh.withdraw(cmd.Context(), sign, undo)
			case len(args) != 1 || flags.Changed("speaker") == flags.Changed("said"):
				return &usageError{errors.New("give an identifier and one of --speaker and --said, or --list, or --undo")}
			}
			return sh.correct(cmd.Context(), sign, func(store record.Store) ([]record.Correction, error) {
				return fixes(cmd.Context(), store, args[0], flags.Changed("speaker"), speaker, said)
			})
		},
	}
	cmd.Flags().StringVar(&speaker, "speaker", "", `who said it: a name or identifier, "" for nobody known`)
	cmd.Flags().StringVar(&said, "said", "", "when it was said (2010, 2010-03, 2010-03-02)")
	cmd.Flags().StringVar(&undo, "undo", "", "take back the correction of this identifier")
	cmd.Flags().BoolVar(&list, "list", false, "list all corrections, oldest first")
	sign.register(cmd)
	return cmd
}

// fixes are the corrections of a quotation, or of every quotation of a statement.
func fixes(ctx context.Context, store record.Store, id string, ofSpeaker bool, speaker, said string) ([]record.Correction, error) {
	c := record.Correction{Kind: record.FixDate, Value: said}
	if ofSpeaker {
		c = record.Correction{Kind: record.FixSpeaker}
		if speaker != "" {
			person, err := ask.Meant(ctx, store, speaker)
			if err != nil {
				return nil, err
			}
			c.Value = person.ID
		}
	}
	shown, err := ask.Show(ctx, store, id)
	switch {
	case err != nil:
		return nil, err
	case shown.Quotation != nil:
		c.Target = id
		return []record.Correction{c}, nil
	case shown.Statement == nil:
		return nil, fmt.Errorf("%w: %s is neither a quotation nor a statement", quoth.ErrInvalid, id)
	}
	var all []record.Correction
	for i := range shown.Statement.Appearances {
		c.Target = shown.Statement.Appearances[i].Quotation.ID
		all = append(all, c)
	}
	return all, nil
}

func (sh *shell) corrections(ctx context.Context) error {
	store, err := sh.readRecord(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	all, err := store.Corrections(ctx)
	if err != nil {
		return err
	}
	for i := range all {
		if err := sh.printCorrection(&all[i]); err != nil {
			return err
		}
	}
	return nil
}

func (sh *shell) withdraw(ctx context.Context, sign signature, id string) error {
	who, why, err := sign.signed()
	if err != nil {
		return err
	}
	store, err := sh.readRecord(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	if err := store.Withdraw(ctx, id, record.Withdrawal{Who: who, Why: why, When: time.Now()}); err != nil {
		return err
	}
	sh.say("%s is taken back", id)
	return nil
}

func newHideCommand(sh *shell) *cobra.Command {
	var sign signature
	cmd := &cobra.Command{
		Use:   "hide ID",
		Short: "Hide a person, statement, quotation or document from view, reversibly",
		Long: `What is hidden stays in the record and in no answer: not in timelines, checks, traces or
exports. It is shown again when the correction is taken back with "quoth fix --undo".`,
		Example: `  quoth hide p:abcdefghijklmnop --why "a private person; asked on 3 May"`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return sh.remove(cmd.Context(), sign, record.Hide, args[0])
		},
	}
	sign.register(cmd)
	return cmd
}

func newEraseCommand(sh *shell) *cobra.Command {
	var sign signature
	cmd := &cobra.Command{
		Use:   "erase ID",
		Short: "Remove the words of a statement, quotation or document for good",
		Long: `For a court's order: the words are removed from the text, every index, every export and every
backup made afterwards, and a marker is left. This cannot be taken back. Backups made before keep the words.`,
		Example: `  quoth erase s:abcdefghijklmnop --why "order of the court of Whitcombe, 4 May 2024"`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return sh.remove(cmd.Context(), sign, record.Erase, args[0])
		},
	}
	sign.register(cmd)
	return cmd
}

func (sh *shell) remove(ctx context.Context, sign signature, kind record.CorrectionKind, id string) error {
	return sh.correct(ctx, sign, func(record.Store) ([]record.Correction, error) {
		return []record.Correction{{Kind: kind, Target: id}}, nil
	})
}
