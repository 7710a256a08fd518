"""The ways people reach the assistant: each channel turns requests into Rasa messages."""

from channels import action_server, faster_rasa, stores_that_fail

action_server.apply()
faster_rasa.apply()
stores_that_fail.apply()
