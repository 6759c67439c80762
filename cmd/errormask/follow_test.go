package main

import (
	"os"
	"testing"
)

// Between a rename and the moment when the writer opens the new file it writes to the old one: an empty new file is not gone on with.
func TestFollowerWaitsForTheNewFile(t *testing.T) {
	log := newGrowing(t)
	log.write("old\n")
	f, err := follow(t.Context(), log.path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := os.Rename(log.path, log.path+".1"); err != nil {
		t.Fatal(err)
	}
	if next, err := f.successor(); next != nil || err != nil {
		t.Errorf("no file: got %v and the error %v, want to wait", next, err)
	}
	log.create()
	if next, err := f.successor(); next != nil || err != nil {
		t.Errorf("an empty file: got %v and the error %v, want to wait", next, err)
	}
	log.write("new\n")
	next, err := f.successor()
	if next == nil || err != nil {
		t.Fatalf("got %v and the error %v, want the new file", next, err)
	}
	next.Close()
}
