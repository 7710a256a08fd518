"""Measures understanding on held-out questions (`make evaluate`)."""
