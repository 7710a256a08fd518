"""What is stored and erased: conversations, events, locks."""
