"""Readiness: one check for each part that an answer needs; it raises what is wrong."""
