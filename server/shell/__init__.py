"""Shell mode: the assistant in a terminal, for testing (``make shell``)."""

CHANNEL = "terminal"
"""The channel's name in conversations, which keeps them out of the usage report."""
