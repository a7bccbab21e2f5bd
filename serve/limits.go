package serve

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/serve/problem"
)

const (
	largestBody = 2 << 20  // the size from which a body is refused
	readAnyway  = 32 << 20 // how much of such a body is taken off the line, so that its sender hears why
	mostAtOnce  = 512      // requests being answered
	mostClients = 10_000   // whose rates are remembered
)

// limits bound what requests may cost.
type limits struct {
	places     chan struct{} // one for each request being answered
	patience   time.Duration
	rate       rate.Limit
	trustProxy bool
	mu         sync.Mutex
	clients    map[string]*rate.Limiter
}

func newLimits(opt Options) *limits {
	l := &limits{places: make(chan struct{}, mostAtOnce), patience: opt.Patience, rate: rate.Limit(opt.Rate), trustProxy: opt.TrustProxy,
		clients: map[string]*rate.Limiter{}}
	if l.patience == 0 {
		l.patience = 15 * time.Second
	}
	return l
}

// wrap refuses what is too much, and gives what it lets through a time to be done in.
func (l *limits) wrap(m *metrics, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case l.places <- struct{}{}:
			defer func() { <-l.places }()
		default:
			m.refused.WithLabelValues("crowded").Inc()
			problem.Write(w, r, fmt.Errorf("%w: the server is busy", quoth.ErrUnavailable))
			return
		}
		if !l.within(r) {
			m.refused.WithLabelValues("rate").Inc()
			problem.Write(w, r, fmt.Errorf("%w: at most %g a second are answered; wait a moment", problem.ErrTooMany, float64(l.rate)))
			return
		}
		ctx, cancel := context.WithTimeout(r.Context(), l.patience)
		defer cancel()
		*r = *r.WithContext(ctx) // in place, so that the route it takes is known outside
		next.ServeHTTP(w, r)
	})
}

// within tells whether a client keeps to its rate. Five seconds' worth may come at once.
func (l *limits) within(r *http.Request) bool {
	if l.rate <= 0 {
		return true
	}
	client := l.client(r)
	l.mu.Lock()
	limiter := l.clients[client]
	if limiter == nil {
		if len(l.clients) >= mostClients {
			l.forget()
		}
		limiter = rate.NewLimiter(l.rate, max(1, int(5*l.rate)))
		l.clients[client] = limiter
	}
	l.mu.Unlock()
	return limiter.Allow()
}

// forget drops the clients that have been quiet, and if there are none such, all.
func (l *limits) forget() {
	for client, limiter := range l.clients {
		if limiter.Tokens() >= float64(limiter.Burst()) {
			delete(l.clients, client)
		}
	}
	if len(l.clients) >= mostClients {
		clear(l.clients)
	}
}

// client is the address a request comes from: of IPv6 the network, for one client has
// as many addresses of it as it likes.
func (l *limits) client(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	if l.trustProxy {
		// The last address is the one that the proxy itself saw; those before it are hearsay.
		if all := strings.Split(r.Header.Get("X-Forwarded-For"), ","); strings.TrimSpace(all[len(all)-1]) != "" {
			host = strings.TrimSpace(all[len(all)-1])
		}
	}
	if ip := net.ParseIP(host); ip != nil && ip.To4() == nil {
		return ip.Mask(net.CIDRMask(64, 128)).String()
	}
	return host
}

// bounded refuses bodies that are too large: at once where their length is given, else
// when it shows.
func bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body := &body{ReadCloser: r.Body, left: largestBody}
		if r.ContentLength > largestBody {
			if r.Header.Get("Expect") == "" {
				body.drain()
			}
			w.Header().Set("Connection", "close")
			problem.Write(w, r, &http.MaxBytesError{Limit: largestBody})
			return
		}
		r.Body = body
		next.ServeHTTP(w, r)
	})
}

// body is a request's body that ends in an error where it is too large.
type body struct {
	io.ReadCloser
	left int64
}

func (b *body) Read(p []byte) (int, error) {
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.ReadCloser.Read(p)
	if int64(n) > b.left {
		b.drain()
		n, b.left = int(b.left), 0
		return n, &http.MaxBytesError{Limit: largestBody}
	}
	b.left -= int64(n)
	return n, err
}

// drain takes what follows off the line: a client that is still sending would not hear
// the answer.
func (b *body) drain() { io.CopyN(io.Discard, b.ReadCloser, readAnyway) }
