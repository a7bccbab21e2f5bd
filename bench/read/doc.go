// Command read measures the reading of pages against a peer and against a limit.
// It is a module of its own: what it compares with does not belong in the program.
//
//	go run . peer ../../../shared/pages/bodies/html
//	go run . limit ../../../shared/pages/bodies/html
//	go run . web -pages 100000 -files 10 /tmp/web
//
// peer reads each page with Quoth and with go-trafilatura, one after the other,
// and prints how many times faster. limit reads a WARC file of the pages, to
// segments, against unpacking it and parsing its pages and nothing more. Both take
// turns page by page or round by round, so that other work on the machine meets
// both alike, and count the processor time of the process. web writes WARC files
// of made-up pages.
package main
