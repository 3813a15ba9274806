// Command hello proves that a program builds and runs.
package main

import (
	"fmt"

	"wsl-go-wizard.test/word"
)

func main() { fmt.Println(word.Greeting) }
