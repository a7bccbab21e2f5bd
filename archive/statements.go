package archive

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// Statements groups the quotations of all documents into statements and origins, as a
// record does, and writes them to plan.Out/statements. A quotation belongs to a voice
// (a speaker and a class of acts); wordings of one voice that share fingerprints are
// compared pair by pair where they meet, those that hang together make a component,
// and each component is grouped by itself (record.Together). A wire story with
// thousands of reprints is one wording, and of a person with millions of statements
// only numbers ever come together in one place.
func Statements(s beam.Scope, plan Plan, entries beam.PCollection) beam.PCollection {
	canon := who(s, entries)
	s = s.Scope("Statements")
	spoken := beam.ParDo(s, membersFn, entries)
	voiced := beam.ParDo(s, voiceFn, beam.CoGroupByKey(s, spoken, canon))
	wordings := beam.ParDo(s, wordingFn, beam.GroupByKey(s, beam.ParDo(s, foldedFn, voiced)))
	pairs := beam.ParDo(s, pairsFn, beam.GroupByKey(s, wordings))
	roots := beam.ParDo(s, componentsFn, beam.GroupByKey(s, pairs))
	rooted := beam.ParDo(s, rootFn, beam.CoGroupByKey(s, voiced, roots))
	statements := beam.ParDo(s, settleFn, beam.GroupByKey(s, rooted))
	beam.ParDo0(s, &writeStatementsFn{Out: plan.Out}, beam.GroupByKey(s, beam.ParDo(s, &placeStatementFn{Shards: max(plan.Shards, 1)}, statements)))
	return statements
}

func init() {
	register.Function3x1(membersFn)
	register.Function4x1(voiceFn)
	register.Function3x1(foldedFn)
	register.Function3x0(wordingFn)
	register.Function3x0(pairsFn)
	register.Function3x0(componentsFn)
	register.Function4x0(rootFn)
	register.Function3x1(settleFn)
	register.Emitter2[string, string]()
	register.Emitter2[uint32, []byte]()
}

// said is a quotation on its way: the key of the name that its speaker has in its
// document, then of the one that stands for the speaker, "" for nobody.
type said struct {
	Speaker string
	Member  *record.Member
}

// membersFn hands on the quotations of a document under their speakers' names.
func membersFn(_ string, body []byte, emit func(string, []byte)) error {
	e, err := unpackEntry(body)
	if err != nil {
		return err
	}
	facts := record.FactsOf(e.Doc, e.Reading)
	head := &record.Head{ID: e.Doc.ID, URL: e.Doc.Origin.URL, Published: e.Doc.Published}
	for i := range facts.Quotations {
		f := &facts.Quotations[i]
		q := said{Member: record.MemberOf(head, facts, f)}
		if f.Figure != quoth.None && facts.Figures[f.Figure].Name.Kind != quoth.Place {
			q.Speaker = facts.Figures[f.Figure].Name.Key
		}
		out, err := json.Marshal(&q)
		if err != nil {
			return err
		}
		emit(q.Speaker, out)
	}
	return nil
}

// voiceFn gives quotations to the person their speaker's name stands for, and keys them
// by voice and wording.
func voiceFn(name string, quotations func(*[]byte) bool, canon func(*string) bool, emit func(string, []byte)) error {
	stands := name
	canon(&stands)
	var body []byte
	for quotations(&body) {
		var q said
		if err := json.Unmarshal(body, &q); err != nil {
			return err
		}
		q.Speaker = stands
		out, err := json.Marshal(&q)
		if err != nil {
			return err
		}
		emit(voiceOf(&q)+"\x00"+quoth.Hash(q.Member.Folded), out)
	}
	return nil
}

// voiceOf is a speaker and a class of acts.
func voiceOf(q *said) string { return q.Speaker + "\x00" + strconv.Itoa(record.Class(q.Member.Act)) }

// parted cuts a key of voice and something else.
func parted(key string) (voice, rest string) {
	i := strings.LastIndexByte(key, 0)
	return key[:i], key[i+1:]
}

// foldedFn leaves of a quotation its wording.
func foldedFn(key string, body []byte, emit func(string, string)) error {
	var q said
	if err := json.Unmarshal(body, &q); err != nil {
		return err
	}
	emit(key, q.Member.Folded)
	return nil
}

// wordingFn hands on each wording once, under every fingerprint of its voice.
func wordingFn(key string, folded func(*string) bool, emit func(string, string)) {
	var words string
	if !folded(&words) {
		return
	}
	voice, _ := parted(key)
	for _, g := range record.Grams(words) {
		emit(voice+"\x00"+strconv.FormatUint(uint64(g), 36), words)
	}
}

// pairsFn compares the wordings that share a fingerprint. Of those two wordings share,
// the smallest is where they are compared.
func pairsFn(key string, folded func(*string) bool, emit func(string, []byte)) {
	voice, gram := parted(key)
	here, _ := strconv.ParseUint(gram, 36, 32)
	type wording struct {
		folded string
		grams  []uint32
		words  []uint32
	}
	var all []wording
	var one string
	for folded(&one) {
		all = append(all, wording{one, record.Grams(one), record.Hashes(one)})
	}
	known := voice[0] != 0
	for i := range all {
		for j := range all[:i] {
			a, b := &all[i], &all[j]
			shared, least := common(a.grams, b.grams)
			if least == uint32(here) && record.Kin(known, shared, min(len(a.grams), len(b.grams)), a.words, b.words) {
				emit(voice, []byte(quoth.Hash(a.folded)+quoth.Hash(b.folded)))
			}
		}
	}
}

// common counts what two sorted lists share, and tells the smallest of it.
func common(a, b []uint32) (shared int, least uint32) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			if shared == 0 {
				least = a[i]
			}
			shared, i, j = shared+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return shared, least
}

// componentsFn finds what hangs together among the wordings of one voice: for each that
// has a kin, the smallest of its component. It holds nothing but their hashes.
func componentsFn(voice string, pairs func(*[]byte) bool, emit func(string, string)) {
	parent := map[string]string{}
	var find func(string) string
	find = func(w string) string {
		p, ok := parent[w]
		if !ok || p == w {
			return w
		}
		root := find(p)
		parent[w] = root
		return root
	}
	var pair []byte
	for pairs(&pair) {
		a, b := string(pair[:len(pair)/2]), string(pair[len(pair)/2:])
		for _, w := range []string{a, b} {
			if _, ok := parent[w]; !ok {
				parent[w] = w
			}
		}
		if x, y := find(a), find(b); x != y {
			parent[max(x, y)] = min(x, y)
		}
	}
	for w := range parent {
		emit(voice+"\x00"+w, find(w))
	}
}

// rootFn keys quotations by their component.
func rootFn(key string, quotations func(*[]byte) bool, root func(*string) bool, emit func(string, []byte)) {
	voice, component := parted(key)
	root(&component)
	var body []byte
	for quotations(&body) {
		emit(voice+"\x00"+component, body)
	}
}

// settleFn groups a component.
func settleFn(key string, quotations func(*[]byte) bool, emit func(string, []byte)) error {
	var members []*record.Member
	speaker := ""
	var body []byte
	for quotations(&body) {
		var q said
		if err := json.Unmarshal(body, &q); err != nil {
			return err
		}
		if speaker = q.Speaker; speaker != "" {
			q.Member.Entity = 1
		}
		members = append(members, q.Member)
	}
	settled, err := record.Together(members)
	if err != nil {
		return err
	}
	for _, s := range settled {
		row := statementOf(s, speaker)
		out, err := json.Marshal(row)
		if err != nil {
			return err
		}
		emit(row.Statement, out)
	}
	return nil
}

// Statement is a row of the output: what was grouped, and how it travelled.
type Statement struct {
	Statement  string   `json:"statement" parquet:"statement"`
	Entity     string   `json:"entity,omitempty" parquet:"entity,dict"` // "" for nobody known
	Said       string   `json:"said,omitempty" parquet:"said,dict"`
	Told       string   `json:"told,omitempty" parquet:"told,dict"`
	Published  string   `json:"published,omitempty" parquet:"published,dict"` // of the first appearance
	Copies     int32    `json:"copies" parquet:"copies"`
	Origins    int32    `json:"origins" parquet:"origins"`
	Fullest    string   `json:"fullest" parquet:"fullest"` // the quotation whose words stand for it
	Quotations []string `json:"quotations" parquet:"quotations,list"`
	Documents  []string `json:"documents" parquet:"documents,list"` // of each quotation
	Origin     []int32  `json:"origin" parquet:"origin,list"`       // of each quotation, from 1
}

func statementOf(s *record.Settled, speaker string) *Statement {
	row := &Statement{Statement: record.StatementID(s.Members[0].ID), Said: string(s.Said), Told: s.Told, Published: string(s.Members[0].Published),
		Copies: int32(s.Copies), Origins: int32(s.Origins), Fullest: s.Fullest.ID}
	if speaker != "" {
		name := record.Name{Key: speaker}
		row.Entity = name.ID()
	}
	origin, _ := record.Origins(s.Members)
	for i, m := range s.Members {
		row.Quotations = append(row.Quotations, m.ID)
		row.Documents = append(row.Documents, m.Document)
		row.Origin = append(row.Origin, int32(origin[i]))
	}
	return row
}
