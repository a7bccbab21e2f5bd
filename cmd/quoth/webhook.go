package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/wire"
)

// webhook is an address that notices are posted to, as JSON. The receiver may get
// a notice more than once; its Idempotency-Key is the same each time.
type webhook struct {
	address, agent string
	client         *http.Client
	pause          time.Duration // before the second try; then twice as long each time
}

// webhookTries is how often a notice is posted before the rest waits for later.
const webhookTries = 3

func newWebhook(address, agent string) (*webhook, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, &usageError{fmt.Errorf("%w: --webhook %s is no address of the web", quoth.ErrInvalid, address)}
	}
	return &webhook{address: address, agent: agent, client: &http.Client{Timeout: 30 * time.Second}, pause: time.Second}, nil
}

func (h *webhook) post(ctx context.Context, n *wire.Notice) error {
	body, err := wire.Line(n)
	if err != nil {
		return err
	}
	pause := h.pause
	for try := 1; ; try++ {
		err = h.once(ctx, n.Notice, body)
		if err == nil || try == webhookTries || ctx.Err() != nil {
			return err
		}
		select {
		case <-time.After(pause):
			pause *= 2
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (h *webhook) once(ctx context.Context, id string, body []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, h.address, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Idempotency-Key", id)
	req.Header.Set("User-Agent", h.agent)
	resp, err := h.client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, _ = io.CopyN(io.Discard, resp.Body, 64<<10)
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return fmt.Errorf("it answered %s", resp.Status)
	}
	return nil
}
