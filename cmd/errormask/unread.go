package main

import (
	"context"
	"io"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// unreadCheck is how often it is seen to whether the context has ended.
const unreadCheck = 500 * time.Millisecond

// whenUnread calls gone once nobody reads a pipe any more, until the context ends: a tool that follows a log may write the
// next time in an hour, or never. It does nothing for what is no file.
func whenUnread(ctx context.Context, w io.Writer, gone func()) {
	f, ok := w.(*os.File)
	if !ok {
		return
	}
	// A writer is told without asking for an event: POLLERR by Linux, POLLHUP by the BSDs (and of a terminal that was closed).
	pipe := []unix.PollFd{{Fd: int32(f.Fd())}}
	go func() {
		for ctx.Err() == nil {
			if _, err := unix.Poll(pipe, int(unreadCheck.Milliseconds())); err != nil && err != unix.EINTR {
				return
			}
			if events := pipe[0].Revents; events&(unix.POLLERR|unix.POLLHUP) != 0 {
				gone()
				return
			} else if events != 0 { // it was closed before
				return
			}
		}
	}()
}
