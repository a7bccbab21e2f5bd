package serve

import (
	"errors"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/quoth-news/quoth/serve/problem"
)

// metrics are the counts that /metrics shows.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	took     *prometheus.HistogramVec
	refused  *prometheus.CounterVec
	inFlight prometheus.Gauge
}

func newMetrics(version string) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "quoth_http_requests_total", Help: "Requests answered."}, []string{"route", "method", "code"}),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "quoth_http_request_duration_seconds", Help: "How long requests took.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 15}}, []string{"route"}),
		refused:  prometheus.NewCounterVec(prometheus.CounterOpts{Name: "quoth_http_refused_total", Help: "Requests refused since there were too many."}, []string{"reason"}),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{Name: "quoth_http_requests_in_flight", Help: "Requests being answered."}),
	}
	build := BuildInfo(version)
	m.registry.MustRegister(m.requests, m.took, m.refused, m.inFlight, build,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{DisableCompression: true})
}

// observed counts and logs every request: by its route, which is the same for all people
// and quotations, and never by who asked or what for.
func (s *Server) observed(m *metrics, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := time.Now()
		told := &told{ResponseWriter: w}
		m.inFlight.Inc()
		defer func() {
			m.inFlight.Dec()
			if p := recover(); p != nil {
				s.failed(told, r, p)
			}
			took := time.Since(begun)
			route, method := route(r), method(r)
			m.requests.WithLabelValues(route, method, strconv.Itoa(told.code())).Inc()
			m.took.WithLabelValues(route).Observe(took.Seconds())
			s.log.LogAttrs(r.Context(), slog.LevelInfo, "request", slog.String("method", method), slog.String("route", route), slog.Int("status", told.code()),
				slog.Int64("bytes", told.bytes), slog.Duration("took", took.Round(time.Microsecond)))
		}()
		next.ServeHTTP(told, r)
	})
}

// failed answers a request whose answering broke off.
func (s *Server) failed(w *told, r *http.Request, p any) {
	if p == http.ErrAbortHandler {
		panic(p)
	}
	s.log.Error("a request broke off", "panic", p, "stack", string(debug.Stack()))
	if w.status == 0 {
		problem.Write(w, r, errPanic)
	}
}

var errPanic = errors.New("the answering broke off")

// route is the pattern that a request's path fits, "none" where it fits none.
func route(r *http.Request) string {
	_, path, found := strings.Cut(r.Pattern, " ")
	switch {
	case !found && r.Pattern == "":
		return "none"
	case !found:
		return r.Pattern
	}
	return path
}

// method is a request's method, "other" for what no route takes: a label has few values.
func method(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodOptions, http.MethodPut, http.MethodDelete, http.MethodPatch:
		return r.Method
	}
	return "other"
}

// told is a response writer that remembers what was answered.
type told struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (t *told) WriteHeader(status int) {
	if t.status == 0 && status >= 200 {
		t.status = status
	}
	t.ResponseWriter.WriteHeader(status)
}

func (t *told) Write(b []byte) (int, error) {
	if t.status == 0 {
		t.status = http.StatusOK
	}
	n, err := t.ResponseWriter.Write(b)
	t.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (t *told) Unwrap() http.ResponseWriter { return t.ResponseWriter }

func (t *told) code() int {
	if t.status == 0 {
		return http.StatusOK
	}
	return t.status
}

// BuildInfo is the metric that names the version of the program that runs.
func BuildInfo(version string) prometheus.Collector {
	build := prometheus.NewGauge(prometheus.GaugeOpts{Name: "quoth_build_info", Help: "The program that runs.", ConstLabels: prometheus.Labels{"version": version}})
	build.Set(1)
	return build
}
