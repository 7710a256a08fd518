"""Set-up and start: what the Makefile and the Procfile call."""
