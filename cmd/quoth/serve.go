package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

const defaultAddress = "127.0.0.1:8022"

func newServeCommand(sh *shell) *cobra.Command {
	var v serving
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the record: pages, JSON, tools for assistants",
		Long: `Serves the record over HTTP: pages for people, /api/v1 and /openapi.json for programs, /mcp for
assistants, /healthz and /metrics. By default only this machine is served, and nothing can be changed.
To change the record a request carries a token (quoth token add). Where the address is not of this
machine alone, where a proxy stands in front (--trust-proxy) and where the server goes by other names
(--host), every request does.`,
		Example: `  quoth serve
  curl "http://127.0.0.1:8022/api/v1/statements?speaker=Tarrant"
  quoth token add "city desk" && quoth serve --addr 0.0.0.0:8022 --tls-cert cert.pem --tls-key key.pem
  quoth serve --trust-proxy --host quoth.example   # behind nginx or Caddy`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case v.log != "text" && v.log != "json" && v.log != "off":
				return &usageError{fmt.Errorf("--log %s is none of text, json, off", v.log)}
			case (v.cert == "") != (v.key == ""):
				return &usageError{fmt.Errorf("--tls-cert and --tls-key go together")}
			}
			store, err := sh.readRecord(cmd.Context())
			if err != nil {
				return err
			}
			defer store.Close()
			return sh.serve(cmd.Context(), store, &v)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&v.addr, "addr", defaultAddress, "the address to listen on; port 0 takes a free one")
	flags.StringArrayVar(&v.hosts, "host", nil, "a name by which the server may be called beside localhost (repeat for several)")
	flags.StringVar(&v.cert, "tls-cert", "", "a file with the certificate, for https")
	flags.StringVar(&v.key, "tls-key", "", "a file with its key")
	flags.BoolVar(&v.trustProxy, "trust-proxy", false, "a proxy stands in front: it speaks TLS and says who asks (X-Forwarded-For)")
	flags.BoolVar(&v.whole, "whole-articles", false, "show articles whole, not by their passages alone")
	flags.Float64Var(&v.rate, "rate", -1, "requests a second that one client may send in the long run, 0 for any number (default 20, on this machine any number)")
	flags.StringVar(&v.log, "log", "text", "how requests are logged on standard error: text, json or off; never who asks or what for")
	return cmd
}
