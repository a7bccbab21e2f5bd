package main

// The page that -write makes, around the table.
const (
	pageHead = `# Beside other tools

Quoth and the tools that others use for finding and attributing quotations, over the same %d articles (%d words, PolNeAR dev; nothing of Quoth was learned from them), scored by the
same program, on %s. Made by

    cd bench/peers && go run . -write ../../doc/peers.md DIR/polnear/dev

which installs the peers from their package registries, and says what could not be installed.

`
	pageTail = `
- *Quoted* are the gold contents with quotation marks; *words exact* that the characters agree but for outer marks and punctuation; the speaker is right where its mention overlaps the gold source. The peers look for
  direct quotations only, so indirect speech, which Quoth finds too, and mixed quotations, of which they find the words in marks, count against them in recall of indirect and in exact words.
- *Words a second and core* are words over processor time (user and system, all threads), less what a run over one sentence takes. *Start* is the wall time of that run, models loaded, on a machine shared with other work.
- CoreNLP runs tokenization, tags, names, dependencies, coreference and quote attribution, which its quote annotator needs; its speaker is the mention it gives. Its quotations are taken
  without their outer marks.
- textacy gives for each quotation the words of its speaker, the cue and the content; the speaker is taken from the first to the last of its words. It
  refuses a text with an odd number of quotation marks, as unclosed or many-paragraph quotations make it: then nothing is found there.
- Memory is the peak resident set over all articles; CoreNLP was given a heap of 6 GB at most.
`
)
