package fetch

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/record"
)

// client asks for one address at a time and follows nothing.
type client struct {
	transport *http.Transport
	agent     string
	timeout   time.Duration
	maxBytes  int64
}

func newClient(opt Options) *client {
	dialer := &net.Dialer{Timeout: opt.Timeout / 2, KeepAlive: 30 * time.Second}
	if !opt.Private {
		dialer.Control = guard
	}
	return &client{
		transport: &http.Transport{
			DialContext:            dialer.DialContext,
			ForceAttemptHTTP2:      true,
			DisableCompression:     true, // undone here, within bounds
			MaxConnsPerHost:        1,
			MaxIdleConnsPerHost:    1,
			IdleConnTimeout:        30 * time.Second,
			TLSHandshakeTimeout:    opt.Timeout / 2,
			MaxResponseHeaderBytes: 256 << 10,
		},
		agent: opt.UserAgent, timeout: opt.Timeout, maxBytes: opt.MaxBytes,
	}
}

// answer is what a host said.
type answer struct {
	status   int
	header   http.Header
	body     []byte
	location *url.URL // of a redirect
}

// passing is a failure that may pass: it is worth to ask again, after a while.
type passing struct {
	error
	wait time.Duration // as the host asks, 0 if it does not
}

func (p *passing) Unwrap() error { return p.error }

// ask sends one request and reads the answer, within the bounds. What is known of
// the address makes it a conditional one.
func (c *client) ask(ctx context.Context, u *url.URL, known *record.Visit, now time.Time) (*answer, error) {
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, &read.Failure{Kind: quoth.ErrInvalid, Reason: err.Error(), Hint: "look at the address"}
	}
	req.Header.Set("User-Agent", c.agent)
	req.Header.Set("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5")
	req.Header.Set("Accept-Encoding", "gzip, deflate")
	if known != nil && known.Status == http.StatusOK {
		if known.ETag != "" {
			req.Header.Set("If-None-Match", known.ETag)
		}
		if known.Modified != "" {
			req.Header.Set("If-Modified-Since", known.Modified)
		}
	}
	resp, err := c.transport.RoundTrip(req)
	if err != nil {
		return nil, c.netFailure(ctx, err)
	}
	defer resp.Body.Close()
	a := &answer{status: resp.StatusCode, header: resp.Header}
	switch {
	case a.status >= 300 && a.status < 400 && a.status != http.StatusNotModified:
		a.location, err = resp.Location()
		if err != nil {
			return nil, &read.Failure{Kind: quoth.ErrInvalid, Reason: fmt.Sprintf("it redirects (%d) to nowhere", a.status), Hint: "look at it: curl -I " + u.String()}
		}
	case a.status == http.StatusOK || a.status == http.StatusNonAuthoritativeInfo:
		a.body, err = c.body(resp)
		if err != nil {
			return nil, c.netFailure(ctx, err)
		}
	case a.status != http.StatusNotModified:
		_, _ = io.CopyN(io.Discard, resp.Body, 64<<10) // so that the connection can be used again
		return a, statusFailure(a, now)
	}
	return a, nil
}

// body reads a body, takes it out of its compression, and refuses what is too large.
func (c *client) body(resp *http.Response) ([]byte, error) {
	kind, params, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	for _, prefix := range []string{"image/", "audio/", "video/", "font/"} {
		if strings.HasPrefix(kind, prefix) {
			return nil, &read.Failure{Kind: quoth.ErrUnsupported, Reason: "the address holds " + kind + ", no text", Hint: "look at it in a browser"}
		}
	}
	if resp.ContentLength > c.maxBytes {
		return nil, c.tooLarge()
	}
	var r io.Reader = io.LimitReader(resp.Body, c.maxBytes+1)
	for coding := range strings.SplitSeq(resp.Header.Get("Content-Encoding"), ",") {
		var err error
		switch strings.ToLower(strings.TrimSpace(coding)) {
		case "gzip", "x-gzip":
			r, err = gzip.NewReader(r)
		case "deflate":
			r, err = zlib.NewReader(r)
		case "", "identity":
		default:
			err = &read.Failure{Kind: quoth.ErrUnsupported, Reason: "the answer is compressed as " + coding + ", which was not asked for", Hint: "look at it in a browser"}
		}
		if err != nil {
			return nil, err
		}
	}
	raw, err := io.ReadAll(io.LimitReader(r, c.maxBytes+1))
	if int64(len(raw)) > c.maxBytes {
		return nil, c.tooLarge()
	}
	if err != nil {
		return nil, err
	}
	return inUTF8(raw, params["charset"]), nil
}

func (c *client) tooLarge() error {
	return &read.Failure{Kind: quoth.ErrTooLarge, Reason: fmt.Sprintf("the answer is over %d bytes", c.maxBytes), Hint: fmt.Sprintf("try: --max-bytes %d", 4*c.maxBytes)}
}

// netFailure says why there is no answer. Most reasons may pass.
func (c *client) netFailure(ctx context.Context, err error) error {
	var private *privateError
	var certain *read.Failure
	var dns *net.DNSError
	reason := err.Error()
	switch {
	case errors.As(err, &private):
		return private
	case errors.As(err, &certain):
		return certain
	case errors.Is(err, context.Canceled):
		return err
	case errors.Is(ctx.Err(), context.DeadlineExceeded), errors.Is(err, context.DeadlineExceeded):
		reason = fmt.Sprintf("it took longer than %v", c.timeout)
	case errors.As(err, &dns) && dns.IsNotFound:
		return &read.Failure{Kind: quoth.ErrNotFound, Reason: "there is no host " + dns.Name, Hint: "look at the address"}
	case errors.Is(err, io.ErrUnexpectedEOF):
		reason = "the answer breaks off"
	}
	return &passing{error: &read.Failure{Kind: quoth.ErrInvalid, Reason: reason, Hint: "the same command again, later"}}
}

// statusFailure is what a status other than success means.
func statusFailure(a *answer, now time.Time) error {
	words := fmt.Sprintf("the host answered %d %s", a.status, http.StatusText(a.status))
	later := &read.Failure{Kind: quoth.ErrInvalid, Reason: words, Hint: "the same command again, later"}
	switch a.status {
	case http.StatusNotFound, http.StatusGone:
		return &read.Failure{Kind: quoth.ErrNotFound, Reason: words, Hint: "look at the address"}
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return &passing{error: later, wait: retryAfter(a.header.Get("Retry-After"), now)}
	}
	return &read.Failure{Kind: quoth.ErrInvalid, Reason: words, Hint: "look at it in a browser"}
}

// retryAfter reads seconds or a date.
func retryAfter(s string, now time.Time) time.Duration {
	if seconds, err := strconv.Atoi(strings.TrimSpace(s)); err == nil && seconds > 0 && seconds < 1<<30 {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(s); err == nil && at.After(now) {
		return at.Sub(now)
	}
	return 0
}

// gunzipped takes a body out of gzip that is part of the file, such as sitemap.xml.gz.
func gunzipped(body []byte, limit int64) ([]byte, error) {
	if !bytes.HasPrefix(body, []byte{0x1f, 0x8b}) {
		return body, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	out, err := io.ReadAll(io.LimitReader(z, limit+1))
	if int64(len(out)) > limit {
		return nil, &read.Failure{Kind: quoth.ErrTooLarge, Reason: fmt.Sprintf("it is over %d bytes when unpacked", limit), Hint: fmt.Sprintf("try: --max-bytes %d", 4*limit)}
	}
	return out, err
}
