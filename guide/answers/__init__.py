"""Answers from the guide: a topic and what about it in, a channel-neutral reply out."""
