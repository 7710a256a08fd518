"""The ways people reach the assistant: each channel turns requests into Rasa messages."""

from channels import faster_rasa

faster_rasa.apply()
