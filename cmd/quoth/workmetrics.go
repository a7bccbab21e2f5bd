package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/queue"
	"github.com/quoth-news/quoth/serve"
)

// workMetrics are the counts of a worker, as Prometheus reads them.
type workMetrics struct {
	registry   *prometheus.Registry
	documents  *prometheus.CounterVec
	quotations prometheus.Counter
	bytes      prometheus.Counter
}

func newWorkMetrics(q *queue.Queue) *workMetrics {
	counter := func(name, help string) prometheus.Counter {
		return prometheus.NewCounter(prometheus.CounterOpts{Name: name, Help: help})
	}
	m := &workMetrics{
		registry:   prometheus.NewRegistry(),
		documents:  prometheus.NewCounterVec(prometheus.CounterOpts{Name: "quoth_work_documents_total", Help: "Documents this worker is done with, by what became of them."}, []string{"outcome"}),
		quotations: counter("quoth_work_quotations_total", "Quotations this worker found."),
		bytes:      counter("quoth_work_text_bytes_total", "Bytes of text this worker read."),
	}
	for _, outcome := range []string{"read", "there", "failed"} {
		m.documents.WithLabelValues(outcome)
	}
	m.registry.MustRegister(m.documents, m.quotations, m.bytes, serve.BuildInfo(version), queueCollector{q},
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// count counts a document.
func (m *workMetrics) count(r *pipeline.Result) {
	switch {
	case r.Err != nil:
		m.documents.WithLabelValues("failed").Inc()
	case r.Skipped != "":
		m.documents.WithLabelValues("there").Inc()
	default:
		m.documents.WithLabelValues("read").Inc()
		m.bytes.Add(float64(len(r.Doc.Text)))
		if r.Reading != nil {
			m.quotations.Add(float64(len(r.Reading.Quotations)))
		}
	}
}

// serve answers /metrics at an address until the context ends. An address without a
// host is this machine's alone.
func (m *workMetrics) serve(ctx context.Context, sh *shell, addr string) error {
	if host, port, err := net.SplitHostPort(addr); err == nil && host == "" {
		addr = net.JoinHostPort("127.0.0.1", port)
	}
	listener, err := listenAs(ctx, "--metrics", addr, defaultMetrics)
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			sh.say("quoth: no metrics any more: %v", err)
		}
	}()
	context.AfterFunc(ctx, func() { server.Close() })
	sh.say("metrics: http://%s/metrics", listener.Addr())
	return nil
}

const defaultMetrics = "127.0.0.1:9464"

// queueCollector looks at the queue when it is asked.
type queueCollector struct{ queue *queue.Queue }

var (
	queueDocuments = prometheus.NewDesc("quoth_queue_documents", "Documents in the queue, of all workers; done are those of the last ten minutes.", []string{"state"}, nil)
	queueUp        = prometheus.NewDesc("quoth_queue_up", "Whether the database of the queue answers.", nil, nil)
)

// Describe implements prometheus.Collector.
func (queueCollector) Describe(to chan<- *prometheus.Desc) { to <- queueDocuments; to <- queueUp }

// Collect implements prometheus.Collector.
func (c queueCollector) Collect(to chan<- prometheus.Metric) {
	ctx, done := context.WithTimeout(context.Background(), 5*time.Second)
	defer done()
	state, err := c.queue.State(ctx)
	if err != nil {
		to <- prometheus.MustNewConstMetric(queueUp, prometheus.GaugeValue, 0)
		return
	}
	to <- prometheus.MustNewConstMetric(queueUp, prometheus.GaugeValue, 1)
	for name, n := range map[string]int{"available": state.Available, "retryable": state.Retryable, "running": state.Running, "dead": state.Dead, "done": state.Done} {
		to <- prometheus.MustNewConstMetric(queueDocuments, prometheus.GaugeValue, float64(n), name)
	}
}
