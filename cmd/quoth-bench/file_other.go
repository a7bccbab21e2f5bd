//go:build !linux

package main

import (
	"fmt"
	"time"
)

// forget is refused.
func forget(string) error {
	return fmt.Errorf("--cold needs Linux, where a file can be put out of the system's memory")
}

// processorTime is not known here.
func processorTime() time.Duration { return 0 }
