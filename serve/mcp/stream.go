package mcp

import (
	"bufio"
	"context"
	"errors"
	"io"
	"sync"
	"time"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// Serve answers over a stream in and a stream out until the one ends or the context
// does. What was asked before the end of the stream is answered.
func (s *Server) Serve(ctx context.Context, in io.Reader, out io.Writer) error {
	w := &writer{out: out}
	err := s.server.Run(ctx, patient{&sdk.IOTransport{Reader: io.NopCloser(&lines{in: bufio.NewReader(in), out: w}), Writer: w}})
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrClosedPipe) || ctx.Err() != nil {
		return nil
	}
	return err
}

// patient is a transport whose end is told only when all that was asked is answered.
type patient struct{ sdk.Transport }

func (p patient) Connect(ctx context.Context) (sdk.Connection, error) {
	c, err := p.Transport.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &conversation{Connection: c, open: map[any]bool{}, answered: make(chan struct{}, 1)}, nil
}

// lastAnswers is how long the end of the stream waits for answers.
const lastAnswers = 20 * time.Second

// conversation remembers the calls that are not answered yet.
type conversation struct {
	sdk.Connection
	mu       sync.Mutex
	open     map[any]bool  // by the call's identifier
	answered chan struct{} // told of answers
}

func (c *conversation) Read(ctx context.Context) (jsonrpc.Message, error) {
	message, err := c.Connection.Read(ctx)
	if call, ok := message.(*jsonrpc.Request); ok && call.IsCall() {
		c.mu.Lock()
		c.open[call.ID.Raw()] = true
		c.mu.Unlock()
	}
	if errors.Is(err, io.EOF) {
		c.wait(ctx)
	}
	return message, err
}

func (c *conversation) Write(ctx context.Context, message jsonrpc.Message) error {
	err := c.Connection.Write(ctx, message)
	if answer, ok := message.(*jsonrpc.Response); ok {
		c.mu.Lock()
		delete(c.open, answer.ID.Raw())
		c.mu.Unlock()
		select {
		case c.answered <- struct{}{}:
		default:
		}
	}
	return err
}

func (c *conversation) wait(ctx context.Context) {
	over := time.After(lastAnswers)
	for {
		c.mu.Lock()
		n := len(c.open)
		c.mu.Unlock()
		if n == 0 {
			return
		}
		select {
		case <-c.answered:
		case <-over:
			return
		case <-ctx.Done():
			return
		}
	}
}
