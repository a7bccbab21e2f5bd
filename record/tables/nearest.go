package tables

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"
	"strings"

	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/postings"
)

// How much a look-up may read: a pair of words that thousands of wordings hold
// tells them apart no better than their first postingsRead, and rarer ones count.
// Wordings are judged only where the index gives them a share of what it gives the
// best one.
const (
	postingsRead = 2000
	wordingsRead = 80
	shareJudged  = 0.25
	rare         = 200 // postings of a pair of words that tells
	enoughAgree  = 4   // such pairs in one wording are no chance
)

// What is read in full of what was judged: no wording with less in common than two
// have by chance, none that has far less than the nearest.
const (
	leastNear = 0.2
	shareNear = 0.35
)

// Nearest finds recorded wordings by the pairs of content words they share with
// words, rare pairs counting most; where there are hardly any, by full text.
func (s *Store) Nearest(ctx context.Context, words, speaker string, limit int) (found []record.Candidate, err error) {
	folded := record.Fold(words)
	if folded == "" {
		return nil, nil
	}
	err = s.look(ctx, func(v *view) error {
		n := nearest{view: v, folded: folded, words: record.Hashes(folded)}
		if speaker != "" {
			if n.speaker, err = v.entityRow(ctx, speaker); err != nil {
				return err
			}
		}
		found, err = n.find(ctx, max(limit, 1))
		return err
	})
	return found, err
}

// nearest is one look-up.
type nearest struct {
	*view
	speaker int64 // 0 for anybody
	folded  string
	words   []uint32
}

// ranked is a wording and how near it is.
type ranked struct {
	rows   []int64 // the same words are a wording of their own for the people of every block
	folded string
	score  float64
}

func (n *nearest) find(ctx context.Context, limit int) ([]record.Candidate, error) {
	scores, err := n.byGrams(ctx)
	if err != nil {
		return nil, err
	}
	best, err := n.judge(ctx, scores)
	if err != nil {
		return nil, err
	}
	if len(best) == 0 || best[0].score < 0.5 {
		more, err := n.byWords(ctx)
		if err != nil {
			return nil, err
		}
		maps.DeleteFunc(more, func(row int64, _ float64) bool { _, seen := scores[row]; return seen })
		rest, err := n.judge(ctx, more)
		if err != nil {
			return nil, err
		}
		best = append(best, rest...)
		slices.SortStableFunc(best, nearer)
	}
	var found []record.Candidate
	for i, r := range best {
		if len(found) >= limit || i > 0 && r.score < max(leastNear, shareNear*best[0].score) {
			break
		}
		candidates, err := n.candidates(ctx, r, limit-len(found))
		if err != nil {
			return nil, err
		}
		found = append(found, candidates...)
	}
	return found, nil
}

func nearer(a, b ranked) int {
	return cmp.Or(cmp.Compare(b.score, a.score), strings.Compare(a.folded, b.folded))
}

// byGrams scores wordings by the grams they share.
func (n *nearest) byGrams(ctx context.Context) (map[int64]float64, error) {
	scores := map[int64]float64{}
	blocks := []int64{0}
	if n.speaker != 0 {
		blocks = blocks[:0]
		err := n.each(ctx, `SELECT DISTINCT block FROM name WHERE entity = ?`, []any{n.speaker}, func(rows *sql.Rows) error {
			var block int64
			err := rows.Scan(&block)
			blocks = append(blocks, block)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	lists, err := n.lists(ctx, blocks)
	if err != nil {
		return nil, err
	}
	held, agree := map[int64]int{}, 0 // of how many lists a wording is, and most of all
	for _, l := range lists {
		if l.total > rare && agree >= enoughAgree {
			break // the rarer ones have told, and these would bring in half the record
		}
		for _, f := range l.found {
			scores[f.Row] += 1 / float64(8+l.total)
			held[f.Row]++
			agree = max(agree, held[f.Row])
		}
	}
	return scores, nil
}

// list is the beginning of what stands under one fingerprint, and how much there is.
type list struct {
	found []postings.Entry
	total int
}

// lists are what stands under the fingerprints of the words looked for, rarest first.
func (n *nearest) lists(ctx context.Context, blocks []int64) ([]list, error) {
	x := n.index(ctx)
	tree, fingerprints := x.grams(), record.Finders(n.folded)
	key := func(_ int64, gram uint32) uint64 { return gramKey(gram) }
	if n.speaker != 0 {
		tree, fingerprints, key = x.voices(), record.Grams(n.folded), voiceKey
	}
	var keys []uint64
	for _, block := range blocks {
		for _, gram := range fingerprints {
			keys = append(keys, key(block, gram))
		}
	}
	if err := x.reach(tree, keys); err != nil {
		return nil, err
	}
	lists := make([]list, len(fingerprints))
	for i, gram := range fingerprints {
		for _, block := range blocks {
			found, total, err := tree.Find(key(block, gram), postingsRead)
			if err != nil {
				return nil, err
			}
			lists[i].found, lists[i].total = append(lists[i].found, found...), lists[i].total+total
		}
	}
	lists = slices.DeleteFunc(lists, func(l list) bool { return l.total == 0 })
	slices.SortStableFunc(lists, func(a, b list) int { return cmp.Compare(a.total, b.total) })
	return lists, nil
}

// byWords scores wordings by full text: those that hold the content words. It is for
// quotations with one or two of these, of which hardly any pair is left to find by.
func (n *nearest) byWords(ctx context.Context) (map[int64]float64, error) {
	scores := map[int64]float64{}
	content := record.ContentWords(n.folded)
	if len(content) == 0 || len(content) > 2 {
		return scores, nil
	}
	err := n.each(ctx, n.dialect.WordsHold+` LIMIT ?`, []any{n.dialect.Terms(strings.Join(content, " ")), postingsRead}, func(rows *sql.Rows) error {
		var w int64
		err := rows.Scan(&w)
		scores[w]++
		return err
	})
	return scores, err
}

// judge reads the best-scored wordings and ranks them by the words in common.
func (n *nearest) judge(ctx context.Context, scores map[int64]float64) ([]ranked, error) {
	rows := slices.SortedFunc(maps.Keys(scores), func(a, b int64) int {
		return cmp.Or(cmp.Compare(scores[b], scores[a]), cmp.Compare(a, b))
	})
	var best []ranked
	at := map[string]int{}
	for _, row := range rows[:min(len(rows), wordingsRead)] {
		if scores[row] < shareJudged*scores[rows[0]] {
			break
		}
		r := ranked{rows: []int64{row}}
		if err := n.one(ctx, `SELECT folded FROM wording WHERE id = ?`, []any{row}, &r.folded); err != nil {
			return nil, err
		}
		if i, ok := at[r.folded]; ok {
			best[i].rows = append(best[i].rows, row)
			continue
		}
		at[r.folded] = len(best)
		r.score = record.Nearness(n.words, record.Hashes(r.folded))
		best = append(best, r)
	}
	slices.SortFunc(best, nearer)
	return best, nil
}

// candidates are the statements that a wording attests, each by the first
// quotation that has it, first printed first.
func (n *nearest) candidates(ctx context.Context, r ranked, limit int) ([]record.Candidate, error) {
	where, args := `q.wording IN (`+marks(len(r.rows))+`)`, anys(r.rows)
	if n.speaker != 0 {
		where, args = where+` AND n.entity = ?`, append(args, n.speaker)
	}
	members, err := n.members(ctx, where+` LIMIT 200`, args...)
	if err != nil {
		return nil, err
	}
	record.SortMembers(members)
	var found []record.Candidate
	at := map[int64]int{}
	for _, m := range members {
		if m.Hidden {
			continue
		}
		if i, ok := at[m.Statement]; ok {
			found[i].Sources++
			continue
		}
		if len(found) == limit {
			continue
		}
		at[m.Statement] = len(found)
		c := record.Candidate{Shared: r.score, Sources: 1}
		var a record.Appearance
		if err := n.quotation(ctx, m.Row, &a); err != nil {
			return nil, err
		}
		c.Words, c.Quotation, c.Head, c.Passage = a.Words, a.Quotation, a.Head, a.Passage
		if c.Speaker, err = n.person(ctx, m.Entity); err != nil {
			return nil, err
		}
		var hidden bool
		if err := n.one(ctx, `SELECT name, hidden <> 0 FROM statement WHERE id = ?`, []any{m.Statement}, &c.Statement, &hidden); err != nil {
			return nil, err
		}
		if hidden {
			delete(at, m.Statement)
			continue
		}
		found = append(found, c)
	}
	return found, nil
}
