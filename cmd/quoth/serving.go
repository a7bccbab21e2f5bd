package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"runtime"
	"syscall"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/serve"
	"github.com/quoth-news/quoth/serve/access"
)

// serving is where and to whom a record is served.
type serving struct {
	addr       string
	hosts      []string // names beside those of this machine
	cert, key  string   // files, for TLS
	trustProxy bool
	whole      bool    // articles are shown whole
	rate       float64 // below 0 for none on this machine and 20 elsewhere
	log        string  // text, json or off
}

// serve serves a record until the context ends.
func (sh *shell) serve(ctx context.Context, store record.Store, v *serving) error {
	listener, err := listen(ctx, v.addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	pool, err := pipeline.NewPool(runtime.GOMAXPROCS(0))
	if err != nil {
		return err
	}
	opt := serve.Options{Store: store, Pool: pool, WholeArticles: v.whole, Version: version, Rate: v.rate, TrustProxy: v.trustProxy, Log: sh.logger(v.log)}
	local := loopbackAddress(v.addr)
	opt.Gate = access.Gate{Open: local && !v.trustProxy && len(v.hosts) == 0, Loopback: local && !v.trustProxy, Hosts: v.hosts, Secure: v.cert != "" || v.trustProxy}
	if v.rate < 0 {
		if opt.Rate = 20; opt.Gate.Open {
			opt.Rate = 0
		}
	}
	if !opt.Gate.Open {
		if err := sh.tokensGiven(ctx, store, v.addr); err != nil {
			return err
		}
	}
	certificate, err := v.certificate()
	if err != nil {
		return err
	}
	server, err := serve.New(opt)
	if err != nil {
		return err
	}
	scheme := "http"
	if certificate != nil {
		scheme = "https"
	}
	sh.say("look at it in a browser: %s://%s/  (stop with Ctrl-C)", scheme, listener.Addr())
	if !local && !opt.Gate.Secure {
		sh.say("tokens travel to %s unencrypted: give --tls-cert and --tls-key, or put a proxy in front and give --trust-proxy", v.addr)
	}
	return server.Serve(ctx, listener, certificate)
}

// logger is where a server tells what it does.
func (sh *shell) logger(format string) *slog.Logger {
	switch format {
	case "json":
		return slog.New(slog.NewJSONHandler(sh.errOut, nil))
	case "text":
		return slog.New(slog.NewTextHandler(sh.errOut, nil))
	}
	return nil
}

// tokensGiven refuses to serve other machines a record that nobody has a token for.
func (sh *shell) tokensGiven(ctx context.Context, store record.Store, addr string) error {
	tokens, err := store.Tokens(ctx)
	if err != nil {
		return err
	}
	for i := range tokens {
		if t := &tokens[i]; t.Revoked.IsZero() && (t.Expires.IsZero() || t.Expires.After(time.Now())) {
			return nil
		}
	}
	return withHint(fmt.Errorf("%w: on %s everybody who asks needs a token, and none has been given", quoth.ErrInvalid, addr),
		"quoth token add%s \"city desk\"", sh.dbFlag())
}

func (v *serving) certificate() (*tls.Certificate, error) {
	if v.cert == "" && v.key == "" {
		return nil, nil
	}
	pair, err := tls.LoadX509KeyPair(v.cert, v.key)
	if err != nil {
		return nil, fmt.Errorf("%w: --tls-cert %s --tls-key %s: %v", quoth.ErrInvalid, v.cert, v.key, err)
	}
	return &pair, nil
}

func listen(ctx context.Context, addr string) (net.Listener, error) {
	return listenAs(ctx, "--addr", addr, defaultAddress)
}

// listenAs listens at the address that a flag gave; usual is one that makes sense.
func listenAs(ctx context.Context, flag, addr, usual string) (net.Listener, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, withHint(fmt.Errorf("%w: %s %s is taken", quoth.ErrInvalid, flag, addr), "%s 127.0.0.1:0, which takes a free port", flag)
	case err != nil:
		return nil, withHint(fmt.Errorf("%w: %s %s: %v", quoth.ErrInvalid, flag, addr, err), "%s %s", flag, usual)
	}
	return listener, nil
}

// loopbackAddress tells whether only this machine reaches an address.
func loopbackAddress(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	ip := net.ParseIP(host)
	return err == nil && (host == "localhost" || ip != nil && ip.IsLoopback())
}
