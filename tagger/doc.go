// Package tagger holds the learning machines of the engine: linear models over
// hashed features, as classifiers, rankers and sequence taggers, their training
// and their file format. It knows no news and no language.
//
// A feature is a 32-bit hash; a model is a table of rows, and the top bits of the
// hash choose a row. Collisions are part of the model: it is trained with them.
// Training keeps float32 weights and is deterministic: the same examples in the
// same order give the same file. A stored model holds 16-bit integers and one
// scale, is immutable after load, and may be used by any number of goroutines.
//
//	t := tagger.NewTrainer("cue", 2, 15)
//	t.Softmax(features, gold)       // one step a call
//	m := t.Model()                  // quantised
//	p := m.Probability(features, 1) // of class 1
//
// The methods: multinomial logistic regression and its softmax over candidates
// by AdaGrad (Duchi, Hazan, Singer 2011), linear-chain conditional random fields
// (Lafferty, McCallum, Pereira 2001), averaged perceptrons (Collins 2002),
// feature hashing (Weinberger et al. 2009).
package tagger
