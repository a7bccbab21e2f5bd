package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/serve"
	"github.com/quoth-news/quoth/serve/access"
)

// servePages serves the pages of a record on this machine until the context ends.
func (sh *shell) servePages(ctx context.Context, store record.Store, addr string) error {
	listener, err := loopbackListener(ctx, addr)
	if err != nil {
		return err
	}
	pool, err := pipeline.NewPool(runtime.GOMAXPROCS(0))
	if err != nil {
		return err
	}
	read := func(ctx context.Context, draft []byte) (*quoth.Document, *quoth.Reading, error) {
		return pool.Read(ctx, draft, "draft", read.Options{})
	}
	server := &http.Server{
		Handler:           serve.New(serve.Options{Store: store, Gate: access.Gate{Open: true, Loopback: true}, Read: read}),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
	sh.say("\nlook at it in a browser: http://%s/  (stop with Ctrl-C)", listener.Addr())
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		stopped <- server.Shutdown(patience)
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}

// loopbackListener listens on this machine and nowhere else.
func loopbackListener(ctx context.Context, addr string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, withHint(fmt.Errorf("%w: --addr %s: %v", quoth.ErrInvalid, addr, err), "--addr 127.0.0.1:8022")
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, withHint(fmt.Errorf("%w: --addr %s is not an address of this machine alone", quoth.ErrInvalid, addr), "--addr 127.0.0.1:8022")
	}
	return new(net.ListenConfig).Listen(ctx, "tcp", addr)
}
