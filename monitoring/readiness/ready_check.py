"""The conversation that readiness checks are made in."""

READY_CHECK = "ready-check"
"""The conversation that checks are made in, where one is needed. Nothing of it is kept."""
