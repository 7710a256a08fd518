"""The ways people reach the assistant: each channel turns requests into Rasa messages."""
