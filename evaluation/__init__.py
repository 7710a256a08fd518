"""How well the assistant understands: held-out sets, figures, gates, a report; and tidy data."""
