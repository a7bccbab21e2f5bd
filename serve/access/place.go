package access

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/quoth-news/quoth/serve/problem"
)

// foreign refuses what pages of another origin have a browser send, as browsers tell it.
var foreign = http.NewCrossOriginProtection()

// place refuses requests that come by a name which is not the server's, so that no
// foreign page can reach the record through a name it has pointed here, and those that
// a page of another origin makes.
func (g *Gate) place(r *http.Request) error {
	if !g.named(r.Host) {
		return fmt.Errorf("%w: this server does not go by the name %q", problem.ErrForbidden, r.Host)
	}
	if origin := r.Header.Get("Origin"); origin != "" {
		u, err := url.Parse(origin)
		if err != nil || !strings.EqualFold(u.Host, r.Host) {
			return fmt.Errorf("%w: a page of another origin asks", problem.ErrForbidden)
		}
	}
	if err := foreign.Check(r); err != nil {
		return fmt.Errorf("%w: a page of another origin asks", problem.ErrForbidden)
	}
	return nil
}

// named tells whether a Host header names this server.
func (g *Gate) named(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	switch {
	case slices.Contains(g.Hosts, host):
		return true
	case g.Loopback:
		return loopback(host)
	}
	return len(g.Hosts) == 0 && host != "" || loopback(host)
}

// loopback tells whether a name is this machine's own.
func loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
