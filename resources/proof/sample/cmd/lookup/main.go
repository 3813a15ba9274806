// Command lookup needs what CGO changes: the names of hosts and of users. It asks for localhost only.
package main

import (
	"fmt"
	"net"
	"os"
	"os/user"
)

func main() {
	addresses, err := net.LookupHost("localhost")
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	me, err := user.Current()
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("localhost", len(addresses) > 0, "user", me.Uid)
}
