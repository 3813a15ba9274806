package racefree

import "testing"

func TestCount(t *testing.T) {
	if got := Count(50); got != 50 {
		t.Fatalf("Count(50) = %d", got)
	}
}
