package main

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"time"
)

// dontNeed is POSIX_FADV_DONTNEED.
const dontNeed = 4

// forget has the system put the pages of a record out of its memory.
func forget(db string) error {
	if strings.HasPrefix(db, "postgres://") {
		return fmt.Errorf("--cold is for records in a file")
	}
	for _, suffix := range []string{"", "-wal"} {
		f, err := os.Open(db + suffix)
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return err
		}
		_, _, errno := syscall.Syscall6(syscall.SYS_FADVISE64, f.Fd(), 0, 0, dontNeed, 0, 0)
		f.Close()
		if errno != 0 {
			return errno
		}
	}
	return nil
}

// processorTime is what this process has used of the processors.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
