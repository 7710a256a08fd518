"""Erases conversations: at a person's wish, and when they have become old."""
