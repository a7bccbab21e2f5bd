package sqlite

import (
	"path/filepath"
	"testing"

	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/recordtest"
)

func open(t *testing.T) record.Store {
	t.Helper()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "quoth.db"), Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestStore(t *testing.T) { recordtest.Run(t, open) }
