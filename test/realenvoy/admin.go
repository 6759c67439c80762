package realenvoy

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

// Admin is the address of the admin interface.
func (e *Envoy) Admin() string { return e.admin }

// Address is where a listener of the bootstrap accepts connections; "" for a name that the bootstrap does not have.
func (e *Envoy) Address(listener string) string { return e.addresses[listener] }

// awaitReady returns when the workers run and each listener has its address.
func (e *Envoy) awaitReady(ctx context.Context, listeners []Listener) error {
	err := e.poll(ctx, "envoy to be ready", func() (bool, error) {
		if e.admin == "" {
			text, err := os.ReadFile(e.adminFile())
			if e.admin = strings.TrimSpace(string(text)); err != nil || e.admin == "" {
				return false, nil
			}
		}
		body, err := e.AdminGet(ctx, "/ready")
		return err == nil && strings.HasPrefix(body, "LIVE"), nil
	})
	if err != nil {
		return err
	}
	if e.addresses, err = e.Listeners(ctx); err != nil {
		return err
	}
	for _, l := range listeners {
		if e.addresses[l.Name] == "" {
			return fmt.Errorf("envoy is ready without its listener %s", l.Name)
		}
	}
	return nil
}

// Listeners asks for the addresses of all listeners that Envoy has now, by name.
func (e *Envoy) Listeners(ctx context.Context) (map[string]string, error) {
	body, err := e.AdminGet(ctx, "/listeners?format=json")
	if err != nil {
		return nil, err
	}
	var reply struct {
		Statuses []struct {
			Name    string `json:"name"`
			Address struct {
				Socket struct {
					Address string `json:"address"`
					Port    int    `json:"port_value"`
				} `json:"socket_address"`
			} `json:"local_address"`
		} `json:"listener_statuses"`
	}
	if err := json.Unmarshal([]byte(body), &reply); err != nil {
		return nil, fmt.Errorf("envoy's /listeners: %w", err)
	}
	addresses := map[string]string{}
	for _, s := range reply.Statuses {
		addresses[s.Name] = net.JoinHostPort(s.Address.Socket.Address, strconv.Itoa(s.Address.Socket.Port))
	}
	return addresses, nil
}

// AdminGet gives the body of the admin interface's answer to GET path.
func (e *Envoy) AdminGet(ctx context.Context, path string) (string, error) {
	return e.adminCall(ctx, http.MethodGet, path)
}

// AdminPost gives the body of the admin interface's answer to an empty POST to path.
func (e *Envoy) AdminPost(ctx context.Context, path string) (string, error) {
	return e.adminCall(ctx, http.MethodPost, path)
}

func (e *Envoy) adminCall(ctx context.Context, method, path string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, method, "http://"+e.admin+path, nil)
	if err != nil {
		return "", err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("envoy's admin %s: %s: %s", path, resp.Status, bytes.TrimSpace(body))
	}
	return string(body), err
}

// Stats gives the counters and gauges whose names match Envoy's filter, a regular expression.
func (e *Envoy) Stats(ctx context.Context, filter string) (map[string]int, error) {
	body, err := e.AdminGet(ctx, "/stats?type=All&filter="+strings.ReplaceAll(filter, "+", "%2B"))
	if err != nil {
		return nil, err
	}
	stats := map[string]int{}
	for line := range strings.Lines(body) {
		name, text, _ := strings.Cut(strings.TrimSpace(line), ": ")
		if value, err := strconv.Atoi(text); err == nil { // histograms and texts are not numbers
			stats[name] = value
		}
	}
	return stats, nil
}

// WaitStat returns when the counter or gauge has that value.
func (e *Envoy) WaitStat(ctx context.Context, name string, value int) error {
	return e.poll(ctx, fmt.Sprintf("%s to be %d", name, value), func() (bool, error) {
		stats, err := e.Stats(ctx, "^"+name+"$")
		return stats[name] == value, err
	})
}

// WaitIdle returns when the listener has no stream. Then all that the filter says about earlier streams is in the log:
// Envoy counts a stream as active until its log phase is over.
func (e *Envoy) WaitIdle(ctx context.Context, listener string) error {
	return e.WaitStat(ctx, "http."+listener+".downstream_rq_active", 0)
}

// poll calls done until it is true or fails, ctx ends or Envoy exits.
func (e *Envoy) poll(ctx context.Context, what string, done func() (bool, error)) error {
	tick := time.NewTicker(pollInterval)
	defer tick.Stop()
	for {
		ok, err := done()
		if ok {
			return nil
		}
		if err != nil && ctx.Err() == nil {
			select {
			case <-e.exited:
			default:
				return fmt.Errorf("waiting for %s: %w", what, err)
			}
		}
		select {
		case <-e.exited:
			return e.exitError()
		case <-ctx.Done():
			return errors.Join(fmt.Errorf("waiting for %s: %w", what, context.Cause(ctx)), e.lastWords())
		case <-tick.C:
		}
	}
}
