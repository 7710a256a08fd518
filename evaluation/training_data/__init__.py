"""Checks the training questions (`make validate`)."""
