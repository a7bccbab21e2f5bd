package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
)

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
			return sh.correct(cmd.Context(), sign, func(store record.Store, by ask.Author) ([]string, error) {
				if flags.Changed("speaker") {
					return ask.FixSpeaker(cmd.Context(), store, args[0], speaker, by)
				}
				return ask.FixDate(cmd.Context(), store, args[0], quoth.When(said), by)
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

func (sh *shell) corrections(ctx context.Context) error {
	store, err := sh.readRecord(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	return sh.printCorrections(ctx, store, func(*record.Correction) bool { return true })
}

func (sh *shell) withdraw(ctx context.Context, sign signature, id string) error {
	by, err := sign.author()
	if err != nil {
		return err
	}
	store, err := sh.readRecord(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	if err := ask.Withdraw(ctx, store, id, by); err != nil {
		return err
	}
	sh.say("%s is taken back", id)
	return nil
}
