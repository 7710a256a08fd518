"""The REST channel for programs."""
