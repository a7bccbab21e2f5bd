package extract

import (
	_ "embed"
	"encoding/binary"
	"fmt"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/tagger"
)

// extract.bin is four models of tagger's format (cue, spans, leftover, ways) followed
// by the words other than verbs that may be cues: a count and hashes, uint32. Made
// by cmd/quoth-train.
//
//go:embed extract.bin
var modelFile []byte

// ModelHash names the model in this program by its bytes.
func ModelHash() string { return quoth.Hash(string(modelFile)) }

// Models are the trained parts of this stage, immutable after load.
type Models struct {
	cue, spans, leftover, ways *tagger.Model
	otherCues                  map[uint32]bool
	mayCue                     [64]uint64 // a bit for the last twelve of each hash in otherCues: most words stop there
}

// NewModels loads the models in the binary.
func NewModels() (*Models, error) { return LoadModels(modelFile) }

// LoadModels loads models from the file Train made.
func LoadModels(file []byte) (*Models, error) {
	m := &Models{otherCues: make(map[uint32]bool)}
	for _, into := range []**tagger.Model{&m.cue, &m.spans, &m.leftover, &m.ways} {
		var err error
		if *into, file, err = tagger.Load(file); err != nil {
			return nil, fmt.Errorf("quotations: %w", err)
		}
	}
	if len(file) < 4 || len(file) != 4+4*int(binary.LittleEndian.Uint32(file)) {
		return nil, fmt.Errorf("quotations: %w: the list of cues is cut", quoth.ErrInvalid)
	}
	for file = file[4:]; len(file) > 0; file = file[4:] {
		m.otherCues[binary.LittleEndian.Uint32(file)] = true
	}
	m.index()
	return m, nil
}

// index fills mayCue.
func (m *Models) index() {
	for h := range m.otherCues {
		m.mayCue[h>>6&63] |= 1 << (h & 63)
	}
}

// otherCue tells whether training met the word, which is no verb, as a cue.
func (m *Models) otherCue(hash uint32) bool {
	return m.mayCue[hash>>6&63]&(1<<(hash&63)) != 0 && m.otherCues[hash]
}
