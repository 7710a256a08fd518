"""What an action's message says about erasing, beside its text."""

ERASURE = "erasure"
"""The key; a message without it has nothing to do with erasing."""

ASKED = "asked"
"""The assistant asks whether it really shall."""

CONFIRMED = "confirmed"
"""The person has said yes: with this message the conversation is erased."""
