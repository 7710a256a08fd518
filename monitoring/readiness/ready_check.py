"""One check for each kind of part; each raises an exception that says what is wrong."""

READY_CHECK = "ready-check"
"""The conversation that checks are made in, where one is needed. Nothing of it is kept."""
