package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"time"
)

// followInterval is how often a file is looked at for more.
const followInterval = 200 * time.Millisecond

// follower reads a file that grows. It goes on with the file that takes its place when it is renamed, and at the beginning when it is
// truncated.
type follower struct {
	ctx  context.Context
	path string
	file *os.File
	// offset is how much of the file was read, and cut says that the last line of it has no end yet.
	offset int64
	cut    bool
}

// follow reads a file until ctx ends, and then gives the context's error.
func follow(ctx context.Context, path string) (*follower, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return &follower{ctx: ctx, path: path, file: file}, nil
}

func (f *follower) Close() error { return f.file.Close() }

// Read waits until there is something to read.
func (f *follower) Read(p []byte) (int, error) {
	for {
		if err := f.ctx.Err(); err != nil {
			return 0, err
		}
		n, err := f.read(p)
		if n > 0 || err != nil {
			return n, err
		}
		next, err := f.successor()
		if err != nil {
			return 0, err
		}
		if next == nil {
			f.wait()
			continue
		}
		// The old file may have got its last lines since it was read.
		if n, err := f.read(p); n > 0 || err != nil {
			next.Close()
			return n, err
		}
		f.take(next)
		if f.cut { // what was begun there is not continued here
			f.cut = false
			return copy(p, "\n"), nil
		}
	}
}

func (f *follower) read(p []byte) (int, error) {
	n, err := f.file.Read(p)
	if n > 0 {
		f.offset += int64(n)
		f.cut = p[n-1] != '\n'
	}
	if err == io.EOF {
		err = nil
	}
	return n, err
}

// successor gives the file to go on with: another one of the same name with something in it, as whoever writes may still have the old one
// open, or the same one from its beginning when it has become shorter. It gives nil while there is none.
func (f *follower) successor() (*os.File, error) {
	now, err := os.Stat(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	old, err := f.file.Stat()
	if err != nil {
		return nil, err
	}
	if now.Size() == 0 && !os.SameFile(now, old) || os.SameFile(now, old) && now.Size() >= f.offset {
		return nil, nil
	}
	file, err := os.Open(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return file, err
}

func (f *follower) take(next *os.File) {
	f.file.Close()
	f.file, f.offset = next, 0
}

func (f *follower) wait() {
	timer := time.NewTimer(followInterval)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-f.ctx.Done():
	}
}
