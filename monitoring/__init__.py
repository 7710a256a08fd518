"""How the servers do: logs, metrics, health and readiness."""
