package fetch

import (
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/read"
)

// Normal writes an address the one way it is remembered by: without fragment,
// default port and the parameters that only tell who sent the reader.
func Normal(address string) (string, error) {
	u, err := parseAddress(address)
	if err != nil {
		return "", err
	}
	return u.String(), nil
}

const maxAddress = 2000 // bytes; longer ones come from traps

func parseAddress(address string) (*url.URL, error) {
	address = strings.TrimSpace(address)
	u, err := url.Parse(address)
	wrong := func(reason string) error {
		return &read.Failure{Kind: quoth.ErrInvalid, Reason: reason, Hint: "an address looks like https://paper.example/feed"}
	}
	switch {
	case err != nil:
		return nil, wrong(err.Error())
	case len(address) > maxAddress:
		return nil, wrong(fmt.Sprintf("the address is over %d bytes", maxAddress))
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, wrong(fmt.Sprintf("%q is no address of the web", address))
	case u.User != nil:
		return nil, wrong("an address with a password in it is not read")
	}
	return u, tidy(u, wrong)
}

func tidy(u *url.URL, wrong func(string) error) error {
	host, err := idna.Lookup.ToASCII(strings.TrimSuffix(strings.ToLower(u.Hostname()), "."))
	if strings.Contains(u.Host, "[") {
		host, err = "["+u.Hostname()+"]", nil // IPv6
	}
	if err != nil || host == "" {
		return wrong("there is no host in it")
	}
	port := u.Port()
	if port == defaultPort(u.Scheme) {
		port = ""
	}
	if u.Host = host; port != "" {
		u.Host += ":" + port
	}
	if u.Path == "" {
		u.Path = "/"
	}
	u.Fragment, u.RawFragment = "", ""
	u.RawQuery = withoutTracking(u.RawQuery)
	return nil
}

func defaultPort(scheme string) string {
	if scheme == "https" {
		return "443"
	}
	return "80"
}

// tracking are the parameters that name the sender of the reader, not the page.
var tracking = map[string]bool{"fbclid": true, "gclid": true, "dclid": true, "msclkid": true, "mc_cid": true, "mc_eid": true, "igshid": true, "cmpid": true, "ocid": true, "smid": true, "ftag": true}

func withoutTracking(query string) string {
	if query == "" {
		return ""
	}
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(part, "=")
		if name = strings.ToLower(name); part != "" && !tracking[name] && !strings.HasPrefix(name, "utm_") && !strings.HasPrefix(name, "at_campaign") {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}

// laneName is the host that a connection goes to, with its port where that is not
// one of the two that one server usually serves.
func laneName(u *url.URL) string {
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		return u.Host
	}
	return u.Hostname()
}

// authority is what a robots.txt speaks for.
func authority(u *url.URL) string { return u.Scheme + "://" + u.Host }

// pathOf is what robots.txt is asked about: the path with its query.
func pathOf(u *url.URL) string {
	path := u.EscapedPath()
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	return path
}

// sameSite tells whether two hosts belong to one owner, as far as the list of
// public suffixes tells.
func sameSite(a, b *url.URL) bool {
	if a.Hostname() == b.Hostname() {
		return true
	}
	one, err := publicsuffix.EffectiveTLDPlusOne(a.Hostname())
	two, err2 := publicsuffix.EffectiveTLDPlusOne(b.Hostname())
	return err == nil && err2 == nil && one == two
}

// endless tells an address that a machine made up: segments of the path that come
// again and again, or too many of them.
func endless(u *url.URL) bool {
	segments := strings.Split(strings.Trim(u.Path, "/"), "/")
	count := map[string]int{}
	for _, s := range segments {
		if count[s]++; count[s] > 2 && s != "" {
			return true
		}
	}
	return len(segments) > 16
}
