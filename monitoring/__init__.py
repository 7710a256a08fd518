"""Monitoring: logs, request ids, metrics, health checks and readiness probes."""
