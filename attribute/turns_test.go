package attribute_test

import (
	"strings"
	"testing"
)

// ferry is composed: in a conversation, whom the words beside a turn name speaks it,
// whoever's turn it was.
const ferry = `“Is it far to the island?” asked Nora Quill.

“Nine miles,” said Edwin.

“Nine miles is nothing,” said Nora.

“It is when the wind is up,” said the ferryman.

“Then we shall wait for it to drop,” Nora answered.

“You may wait a week,” said nanny.

“What a pity!” cried Mr. Hall. “I had hoped to be there by noon.”

“So had I,” Edwin repeated.

Nora turned to the water, and Edwin, who had found his hat, said: “Let us walk.”
`

func TestTold(t *testing.T) {
	s := newReader(t)(ferry)
	want := "Nora Quill; Edwin; Nora Quill; the ferryman; Nora Quill; nanny; Hall; Edwin; Edwin"
	var got []string
	for _, q := range s.Quotations {
		name := "-"
		if q.Speaker != nil && q.Speaker.Entity >= 0 {
			name = s.Entities[q.Speaker.Entity].Name
		}
		got = append(got, name)
	}
	if g := strings.Join(got, "; "); g != want {
		t.Errorf("got %s\nwant %s", g, want)
	}
}
