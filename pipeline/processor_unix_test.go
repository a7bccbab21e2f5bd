//go:build unix

package pipeline

import (
	"syscall"
	"time"
)

// processor is the processor time this process has taken, the collector's too: on a
// machine with other work it tells what the clock on the wall does not.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
