// Package observability holds examples/observability: the rules as Prometheus evaluates them, the dashboard as Grafana's types have it, and the
// collectors' configurations on lines of a log. It is a module of its own, so that these systems' code is no dependency of errormask.
package observability
