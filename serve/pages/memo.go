package pages

import (
	"context"
	"sync"
	"time"

	"github.com/quoth-news/quoth/record"
)

// memo keeps for a while what takes long to count and is looked at by everybody.
type memo struct {
	mu    sync.Mutex
	made  time.Time
	tally record.Tally
}

// remembered is how old a count of the whole record may be that the first page shows.
const remembered = time.Minute

// most are those quoted most in the whole record.
func (s *server) most(ctx context.Context) (record.Tally, error) {
	s.quoted.mu.Lock()
	defer s.quoted.mu.Unlock()
	if !s.quoted.made.IsZero() && time.Since(s.quoted.made) < remembered {
		return s.quoted.tally, nil
	}
	tally, err := s.store.Tally(ctx, record.Query{}, record.BySpeaker)
	if err != nil {
		return tally, err
	}
	s.quoted.made, s.quoted.tally = time.Now(), tally
	return tally, nil
}
