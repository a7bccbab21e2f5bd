package pages

import (
	"context"
	"sync"
	"time"

	"github.com/quoth-news/quoth/record"
)

// memo keeps for a while what takes long to count and is looked at by everybody.
type memo struct {
	counting sync.Mutex // held by whoever counts
	mu       sync.Mutex
	made     time.Time
	tally    record.Tally
}

// remembered is how old a count of the whole record may be that the first page shows.
const remembered = time.Minute

func (m *memo) last() (tally record.Tally, age time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.made.IsZero() {
		return m.tally, -1
	}
	return m.tally, time.Since(m.made)
}

// most are those quoted most in the whole record. One counts when the last count has
// grown old; the others do not wait for it, unless there is none.
func (s *server) most(ctx context.Context) (record.Tally, error) {
	last, age := s.quoted.last()
	if 0 <= age && age < remembered {
		return last, nil
	}
	if age < 0 {
		s.quoted.counting.Lock()
	} else if !s.quoted.counting.TryLock() {
		return last, nil
	}
	defer s.quoted.counting.Unlock()
	if last, again := s.quoted.last(); again >= 0 && again < remembered {
		return last, nil // somebody has counted meanwhile
	}
	tally, err := s.store.Tally(ctx, record.Query{}, record.BySpeaker)
	if err != nil {
		return last, err
	}
	s.quoted.mu.Lock()
	defer s.quoted.mu.Unlock()
	s.quoted.made, s.quoted.tally = time.Now(), tally
	return tally, nil
}
