package fetch

import (
	"fmt"
	"net/netip"
	"syscall"

	"github.com/quoth-news/quoth"
)

// guard refuses to connect to addresses that are no part of the public network.
// It is asked with the resolved address, right before the connection is made:
// whatever a name resolves to, and whoever redirected us there.
func guard(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w: %s is no address", quoth.ErrInvalid, address)
	}
	if !public(at.Addr()) {
		return &privateError{at.Addr()}
	}
	return nil
}

// privateError is an address we do not connect to.
type privateError struct{ addr netip.Addr }

func (e *privateError) Error() string {
	return fmt.Sprintf("%v: %s is an address of a private network; to read it all the same: --allow-private", quoth.ErrUnsupported, e.addr)
}

func (e *privateError) Unwrap() error { return quoth.ErrUnsupported }

// reserved are the networks set aside by the registries for other uses than
// the public network (RFC 6890 and after), beside those netip knows.
var reserved = prefixes("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
	"64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fec0::/10")

// carriers are networks whose addresses carry another, IPv4 one.
var carriers = map[netip.Prefix]int{ // and where in the 16 bytes it stands
	netip.MustParsePrefix("64:ff9b::/96"): 12,
	netip.MustParsePrefix("2002::/16"):    2,
	netip.MustParsePrefix("::/96"):        12,
}

func prefixes(list ...string) (all []netip.Prefix) {
	for _, s := range list {
		all = append(all, netip.MustParsePrefix(s))
	}
	return all
}

// public tells whether an address belongs to the public network.
func public(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() {
		return false
	}
	for _, p := range reserved {
		if p.Contains(a) {
			return false
		}
	}
	for p, at := range carriers {
		if p.Contains(a) {
			bytes := a.As16()
			return public(netip.AddrFrom4([4]byte(bytes[at : at+4])))
		}
	}
	return true
}
