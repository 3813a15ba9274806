// Package word is a module of its own, so that vendoring has something to copy.
package word

// Greeting is what cmd/hello prints.
const Greeting = "hello from the sample module"
