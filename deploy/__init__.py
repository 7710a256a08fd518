"""The assistant on more than one machine, or as if it were."""
