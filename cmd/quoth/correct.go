package main

import (
	"context"
	"errors"
	"fmt"
	"os/user"
	"slices"
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

// author is the signature, completed.
func (s *signature) author() (by ask.Author, err error) {
	by = ask.Author{Who: s.who, Why: s.why, When: time.Now()}
	if strings.TrimSpace(by.Why) == "" {
		return by, &usageError{errors.New("say why with --why; the reason is recorded")}
	}
	if by.Who == "" {
		u, err := user.Current()
		if err != nil {
			return by, &usageError{fmt.Errorf("say who corrects with --who: %w", err)}
		}
		by.Who = u.Username
	}
	return by, nil
}

// correct makes corrections and prints what was recorded.
func (sh *shell) correct(ctx context.Context, sign signature, apply func(record.Store, ask.Author) (ids []string, err error)) error {
	by, err := sign.author()
	if err != nil {
		return err
	}
	store, err := sh.readRecord(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	ids, err := apply(store, by)
	if err != nil {
		return sh.nameHint(err)
	}
	return sh.printCorrections(ctx, store, func(c *record.Correction) bool { return slices.Contains(ids, c.ID) })
}

func (sh *shell) printCorrections(ctx context.Context, store record.Store, wanted func(*record.Correction) bool) error {
	all, err := store.Corrections(ctx)
	if err != nil {
		return err
	}
	for i := range all {
		if !wanted(&all[i]) {
			continue
		}
		if err := sh.printCorrection(&all[i]); err != nil {
			return err
		}
	}
	return nil
}

// one is a correction with one identifier.
func one(id string, err error) ([]string, error) { return []string{id}, err }

func (sh *shell) printCorrection(c *record.Correction) error {
	if sh.json {
		return sh.printLine(wire.OfCorrection(c))
	}
	p := newPage(sh)
	p.line("%s  %s", c.ID, joined(" ", string(c.Kind), c.Target, c.Value))
	p.line("    %s, %s: %s", c.When.Format(time.DateTime), quoth.Printable(c.Who), quoth.Printable(c.Why))
	if w := c.Withdrawn; w != nil {
		p.line("    taken back %s, %s: %s", w.When.Format(time.DateTime), quoth.Printable(w.Who), quoth.Printable(w.Why))
	}
	return p.flush()
}
