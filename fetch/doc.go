// Package fetch reads the network politely.
//
// In: addresses of pages, feeds and sitemaps, and a Memory of what is known of
// them (a record). Out: documents, each with how it came and what its publisher
// said of its use; and the Memory, kept so that the work can stop and go on at any
// moment.
//
// The idea: all that is to be done stands in the Memory as visits that are due. A
// Crawler takes them into lanes, one a host. A lane asks for one thing at a time,
// waits between two requests as long as robots.txt asks (RFC 9309) or longer, and
// backs off where a host fails or says when to come again. One goroutine owns the
// lanes and the time; workers only ask and read.
//
//	c := fetch.New(store, fetch.Options{UserAgent: "desk/1.0 (+https://desk.example/bot)"})
//	err := c.Run(ctx, []string{"https://paper.example/feed"}, func(o *fetch.Outcome) error { … })
//
// It refuses what is disallowed, addresses of private networks (checked when
// dialling, after the name was resolved, so that no redirect and no name leads
// there), answers that are too large or too slow, circles of redirects, walls of
// cookies and pages that say "not found" with status 200. It runs no scripts, keeps
// no cookies and follows no link unless asked to.
package fetch
