// Package racefree counts from many goroutines, under a lock.
package racefree

import "sync"

// Count returns n, counted by n goroutines.
func Count(n int) int {
	var lock sync.Mutex
	var all sync.WaitGroup
	total := 0
	for i := 0; i < n; i++ {
		all.Add(1)
		go func() {
			defer all.Done()
			lock.Lock()
			defer lock.Unlock()
			total++
		}()
	}
	all.Wait()
	return total
}
