package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/serve/access"
	"github.com/quoth-news/quoth/wire"
)

func newTokenCommand(sh *shell) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "token",
		Short: "Who may write over HTTP, and who may read from other machines",
		Long: `Makes, lists and revokes the tokens that quoth serve asks for: to change the record, and for
everything where it listens beyond this machine. A token is printed once; the record keeps only its hash.`,
		Example: `  quoth token add "city desk" --scope write
  quoth token list
  quoth token revoke "city desk"`,
	}
	cmd.AddCommand(newTokenAddCommand(sh), newTokenListCommand(sh), newTokenRevokeCommand(sh))
	return cmd
}

func newTokenAddCommand(sh *shell) *cobra.Command {
	var scope, expires string
	cmd := &cobra.Command{
		Use:   "add NAME",
		Short: "Make a token for a person or a program",
		Example: `  quoth token add "a reader"
  curl -H "Authorization: Bearer $(quoth token add --scope write cron)" …
  quoth token add guest --expires 30d`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			lifetime, err := lifetimeOf(expires)
			if err != nil {
				return &usageError{err}
			}
			if scope != string(record.ReadScope) && scope != string(record.WriteScope) {
				return &usageError{fmt.Errorf("--scope %s is none of read, write", scope)}
			}
			return sh.addToken(cmd.Context(), strings.TrimSpace(args[0]), record.Scope(scope), lifetime)
		},
	}
	cmd.Flags().StringVar(&scope, "scope", "read", "what it is good for: read, or write (which may read too)")
	cmd.Flags().StringVar(&expires, "expires", "", "how long it holds, such as 12h or 90d (default for ever)")
	return cmd
}

// lifetimeOf reads "90d" or "12h"; "" is for ever.
func lifetimeOf(s string) (time.Duration, error) {
	if s == "" {
		return 0, nil
	}
	if days, ok := strings.CutSuffix(s, "d"); ok {
		if n, err := strconv.Atoi(days); err == nil && n > 0 && n <= 36500 {
			return time.Duration(n) * 24 * time.Hour, nil
		}
	}
	if d, err := time.ParseDuration(s); err == nil && d > 0 {
		return d, nil
	}
	return 0, fmt.Errorf("--expires %s is no length of time; write 12h or 90d", s)
}

func (sh *shell) addToken(ctx context.Context, name string, scope record.Scope, lifetime time.Duration) error {
	store, err := sh.readRecord(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	secret, token := access.NewToken(name, scope, time.Now(), lifetime)
	if err := store.AddToken(ctx, token); err != nil {
		return err
	}
	if sh.json {
		w := wire.OfToken(&token)
		w.Secret = secret
		return sh.printLine(w)
	}
	sh.say("%s, for %s, may %s. Keep it: it is not shown again.", token.ID, token.Name, token.Scope)
	_, err = fmt.Fprintln(sh.out, secret)
	return err
}

func newTokenListCommand(sh *shell) *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   "The tokens that were given",
		Example: `  quoth token list --json | jq -r 'select(.revoked == null) | .name'`,
		Args:    cobra.NoArgs,
		RunE: sh.asking(func(ctx context.Context, store record.Store, _ []string) error {
			tokens, err := store.Tokens(ctx)
			if err != nil {
				return err
			}
			p := newPage(sh)
			for i := range tokens {
				t := &tokens[i]
				if sh.json {
					if err := sh.printLine(wire.OfToken(t)); err != nil {
						return err
					}
					continue
				}
				p.strong("%s", t.Name)
				p.line("  %s", joined(" · ", t.ID, "may "+string(t.Scope), "made "+dayWords(t.Created), prefixed("until ", dayWords(t.Expires)), prefixed("revoked ", dayWords(t.Revoked))))
			}
			return p.flush()
		}),
	}
}

// dayWords is the day of a moment, "" for none.
func dayWords(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return quoth.When(t.UTC().Format(time.DateOnly)).Words()
}

func newTokenRevokeCommand(sh *shell) *cobra.Command {
	return &cobra.Command{
		Use:     "revoke NAME|ID",
		Short:   "End a token, and the sessions begun with it, at once",
		Example: `  quoth token revoke "city desk"`,
		Args:    cobra.ExactArgs(1),
		RunE: sh.asking(func(ctx context.Context, store record.Store, args []string) error {
			id, err := tokenNamed(ctx, store, strings.TrimSpace(args[0]))
			if err != nil {
				return withHint(err, "quoth token list%s", sh.dbFlag())
			}
			if err := store.RevokeToken(ctx, id, time.Now()); err != nil {
				return err
			}
			sh.say("%s is revoked", id)
			return nil
		}),
	}
}

// tokenNamed is the identifier of the standing token that a name or identifier means.
func tokenNamed(ctx context.Context, store record.Store, name string) (string, error) {
	tokens, err := store.Tokens(ctx)
	if err != nil {
		return "", err
	}
	var ids []string
	for i := range tokens {
		if t := &tokens[i]; t.ID == name || t.Name == name && t.Revoked.IsZero() {
			ids = append(ids, t.ID)
		}
	}
	switch len(ids) {
	case 0:
		return "", fmt.Errorf("%w: there is no token %s", quoth.ErrNotFound, name)
	case 1:
		return ids[0], nil
	}
	return "", fmt.Errorf("%w: %s is the name of %d tokens: %s", quoth.ErrAmbiguous, name, len(ids), strings.Join(ids, ", "))
}
