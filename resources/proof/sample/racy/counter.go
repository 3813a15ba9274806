// Package racy counts from two goroutines without a lock: the race detector has to find it.
package racy

import "sync"

// Count writes one variable from two goroutines.
func Count() int {
	var all sync.WaitGroup
	total := 0
	for i := 0; i < 2; i++ {
		all.Add(1)
		go func() {
			defer all.Done()
			total++
		}()
	}
	all.Wait()
	return total
}
