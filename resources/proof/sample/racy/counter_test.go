package racy

import "testing"

func TestCount(t *testing.T) {
	if got := Count(); got < 1 {
		t.Fatalf("Count() = %d", got)
	}
}
