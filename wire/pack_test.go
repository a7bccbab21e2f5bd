package wire

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
)

// What is packed comes out as it was, smaller on its way; what is damaged is refused.
func TestPack(t *testing.T) {
	doc := &quoth.Document{Text: strings.Repeat("“The mill stays open,” said Ana Ruiz. ", 50), Published: "2024-05-01"}
	doc.Identify()
	packed, err := Pack(doc)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Pack(doc)
	if err != nil || !bytes.Equal(packed, again) || len(packed) > len(doc.Text)/4 {
		t.Errorf("packed to %d and %d bytes of %d, %v", len(packed), len(again), len(doc.Text), err)
	}
	var back quoth.Document
	if err := Unpack(packed, &back); err != nil || !reflect.DeepEqual(&back, doc) {
		t.Errorf("came out as %+v, %v", back, err)
	}
	for _, damaged := range [][]byte{nil, packed[:len(packed)/2], []byte("{}")} {
		if err := Unpack(damaged, &back); !errors.Is(err, quoth.ErrInvalid) {
			t.Errorf("%d damaged bytes: %v", len(damaged), err)
		}
	}
}
