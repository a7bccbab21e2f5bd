package ask

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// Author is who corrects the record and why, recorded with every correction.
type Author struct {
	Who, Why string
	When     time.Time
}

// Merge records that two entities are one, known as the first.
func Merge(ctx context.Context, store record.Store, a, b string, by Author) (id string, err error) {
	first, err := Meant(ctx, store, a)
	if err != nil {
		return "", err
	}
	second, err := Meant(ctx, store, b)
	if err != nil {
		return "", err
	}
	return correct(ctx, store, record.MergePeople, first.ID, second.ID, by)
}

// Split records that whom a document calls by the person's names is someone else.
func Split(ctx context.Context, store record.Store, person, document string, by Author) (id string, err error) {
	p, err := Meant(ctx, store, person)
	if err != nil {
		return "", err
	}
	return correct(ctx, store, record.SplitPerson, p.ID, document, by)
}

// FixSpeaker records who said a quotation; an empty person is nobody known. Of a
// statement every quotation is corrected.
func FixSpeaker(ctx context.Context, store record.Store, id, person string, by Author) (ids []string, err error) {
	value := ""
	if person != "" {
		p, err := Meant(ctx, store, person)
		if err != nil {
			return nil, err
		}
		value = p.ID
	}
	return fix(ctx, store, record.FixSpeaker, id, value, by)
}

// FixDate records when a quotation was said; "" is unknown. Of a statement every
// quotation is corrected.
func FixDate(ctx context.Context, store record.Store, id string, said quoth.When, by Author) (ids []string, err error) {
	return fix(ctx, store, record.FixDate, id, string(said), by)
}

func fix(ctx context.Context, store record.Store, kind record.CorrectionKind, id, value string, by Author) (ids []string, err error) {
	id = strings.TrimSpace(id)
	targets := []string{id}
	if strings.HasPrefix(id, "s:") {
		targets = nil
		appearances, err := store.Appearances(ctx, id)
		if err != nil {
			return nil, err
		}
		for i := range appearances {
			targets = append(targets, appearances[i].Quotation.ID)
		}
	}
	for _, target := range targets {
		made, err := correct(ctx, store, kind, target, value, by)
		if err != nil {
			return ids, err
		}
		ids = append(ids, made)
	}
	return ids, nil
}

// Hide takes a person, statement, quotation or document out of view; ID may be a
// person's name.
func Hide(ctx context.Context, store record.Store, id string, by Author) (string, error) {
	return target(ctx, store, record.Hide, id, by)
}

// Erase removes the words of a statement, quotation or document for good, leaving
// a marker. It cannot be withdrawn.
func Erase(ctx context.Context, store record.Store, id string, by Author) (string, error) {
	return target(ctx, store, record.Erase, id, by)
}

func target(ctx context.Context, store record.Store, kind record.CorrectionKind, id string, by Author) (string, error) {
	id = strings.TrimSpace(id)
	if len(id) < 2 || id[1] != ':' {
		if kind == record.Erase {
			return "", fmt.Errorf("%w: %q is no identifier of a statement, quotation or document", quoth.ErrInvalid, id)
		}
		p, err := Meant(ctx, store, id)
		if err != nil {
			return "", err
		}
		id = p.ID
	}
	return correct(ctx, store, kind, id, "", by)
}

// Withdraw takes a correction back.
func Withdraw(ctx context.Context, store record.Store, correction string, by Author) error {
	return store.Withdraw(ctx, correction, record.Withdrawal{Who: by.Who, Why: by.Why, When: by.When})
}

func correct(ctx context.Context, store record.Store, kind record.CorrectionKind, target, value string, by Author) (string, error) {
	return store.Correct(ctx, record.Correction{Kind: kind, Target: target, Value: value, Who: by.Who, Why: by.Why, When: by.When})
}
