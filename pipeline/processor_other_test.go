//go:build !unix

package pipeline

import "time"

var started = time.Now()

// processor is the time since the start, where the system does not tell better.
func processor() time.Duration { return time.Since(started) }
