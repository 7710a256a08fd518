"""What people asked, what went unanswered, and what they thought of the answers."""
