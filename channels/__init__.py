"""The ways people reach the assistant: each channel turns requests into Rasa messages."""

from server import rasa_3_6_21, remote_action, tracker_store_errors

remote_action.apply()
rasa_3_6_21.apply()
tracker_store_errors.apply()
