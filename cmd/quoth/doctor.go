package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

func newDoctorCommand(sh *shell) *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Whether the record is sound",
		Long: `Looks through the whole record for what cannot be: a broken file, words that are not in
their document, statements without quotations. Status 1 if there is anything. What could not be read
when it was added is listed too; that is no fault of the record.`,
		Example: `  quoth doctor
  quoth doctor --json | jq .sound`,
		Args: cobra.NoArgs,
		RunE: sh.asking(func(ctx context.Context, store record.Store, _ []string) error {
			var faults []record.Fault
			if _, err := ask.Doctor(ctx, store, func(f record.Fault) { faults = append(faults, f) }); err != nil {
				return err
			}
			failures, err := store.Failures(ctx)
			if err != nil {
				return err
			}
			if err := sh.diagnosis(faults, failures); err != nil {
				return err
			}
			if len(faults) > 0 {
				return &silent{errProblems}
			}
			return nil
		}),
	}
}

func (sh *shell) diagnosis(faults []record.Fault, failures []record.Failure) error {
	if sh.json {
		sound := wire.Diagnosis{Sound: len(faults) == 0, Faults: []wire.Fault{}, Failures: []wire.Failure{}}
		for _, f := range faults {
			sound.Faults = append(sound.Faults, wire.Fault(f))
		}
		for _, f := range failures {
			sound.Failures = append(sound.Failures, wire.Failure(f))
		}
		return sh.printLine(sound)
	}
	p := newPage(sh)
	for _, f := range faults {
		p.line("fault: %s: %s", quoth.Printable(f.Where), quoth.Printable(f.What))
	}
	if len(faults) == 0 {
		p.line("%s is sound", sh.recordName())
	} else {
		p.line("%s is not sound: %s", sh.recordName(), quoth.Counted(len(faults), "fault"))
	}
	for _, f := range failures {
		p.line("not read: %s: %s", quoth.Printable(f.Path), quoth.Printable(f.Reason))
	}
	return p.flush()
}
