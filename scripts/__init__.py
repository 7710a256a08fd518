"""Set-up: what the Makefile calls."""
