package serve

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"golang.org/x/net/netutil"
)

const (
	mostConnections = 4096
	lastAnswers     = 10 * time.Second // for requests begun before the server is to stop
)

// Serve answers on a listener until the context ends, and then finishes what it began.
// With a certificate it speaks TLS. A client that sends or reads too slowly is cut off.
func (s *Server) Serve(ctx context.Context, listener net.Listener, certificate *tls.Certificate) error {
	server := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelDebug), // broken requests of strangers
	}
	listener = netutil.LimitListener(listener, mostConnections)
	answer := func() error { return server.Serve(listener) }
	if certificate != nil {
		server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{*certificate}, MinVersion: tls.VersionTLS12}
		answer = func() error { return server.ServeTLS(listener, "", "") }
	}
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		s.stopping.Store(true)
		patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastAnswers)
		defer cancel()
		stopped <- server.Shutdown(patience)
	}()
	if err := answer(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}
