package compose

import (
	"bufio"
	"context"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// install copies the shop to a directory of its own and installs its packages there, as its Dockerfile does.
func install(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(example+"shop")); err != nil {
		t.Fatal(err)
	}
	dockerfile, err := os.ReadFile(filepath.Join(dir, "Dockerfile"))
	if err != nil {
		t.Fatal(err)
	}
	match := regexp.MustCompile(`(?m)^RUN npm (.*)$`).FindSubmatch(dockerfile)
	if match == nil {
		t.Fatal("the Dockerfile runs no npm")
	}
	ctx, cancel := context.WithTimeout(t.Context(), fetchTimeout)
	defer cancel()
	c := exec.CommandContext(ctx, node(t), append([]string{npm(t)}, strings.Fields(string(match[1]))...)...)
	c.Dir = dir
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("npm %s: %v\n%s", match[1], err, out)
	}
	return dir
}

// untilEndOfInput makes a Node end with the process that holds its standard input, however that ends.
const untilEndOfInput = `data:text/javascript,process.stdin.resume().on("end", () => process.exit())`

// listening is how the shop and its partner tell their port.
var listening = regexp.MustCompile(`listening on port (\d+)`)

// serve runs one of the shop's scripts until the test ends, and gives the address that it listens on.
func serve(t *testing.T, dir, script string, environment ...string) string {
	t.Helper()
	c := exec.Command(node(t), "--import", untilEndOfInput, script)
	c.Dir = dir
	c.Env = append(append(os.Environ(), "HOST=127.0.0.1", "PORT=0", "NODE_ENV=development"), environment...)
	stdin, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stderr strings.Builder
	c.Stderr = &stderr
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	output := bufio.NewReader(stdout)
	line, _ := output.ReadString('\n')
	t.Cleanup(func() {
		stdin.Close()
		io.Copy(io.Discard, output)
		if err := c.Wait(); err != nil {
			t.Errorf("%s: %v\n%s", script, err, stderr.String())
		}
	})
	match := listening.FindStringSubmatch(line)
	if match == nil {
		t.Fatalf("%s did not start: it printed %q", script, line)
	}
	return net.JoinHostPort("127.0.0.1", match[1])
}

// refusing gives an address on this machine that refuses connections: its port is taken, but nobody listens. It is the first of ports that is free, 0
// being any.
func refusing(t *testing.T, ports ...int) string {
	t.Helper()
	socket, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { syscall.Close(socket) })
	for _, port := range ports {
		if err = syscall.Bind(socket, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}, Port: port}); err == nil {
			break
		}
	}
	if err != nil {
		t.Fatalf("none of the ports %v is free: %v", ports, err)
	}
	name, err := syscall.Getsockname(socket)
	if err != nil {
		t.Fatal(err)
	}
	return net.JoinHostPort("127.0.0.1", strconv.Itoa(name.(*syscall.SockaddrInet4).Port))
}
