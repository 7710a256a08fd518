"""Custom actions: each answers one topic from the guide.

The action server imports this package first, and doesn't start on a guide that is wrong.
"""

import sys

from rasa_sdk.plugin import plugin_manager

from guide import GuideError, load_guide
from server import actions as action_server

try:
    GUIDE = load_guide()
except GuideError as error:
    sys.exit(f"The guide is not valid.\n  {error}")

if not plugin_manager().is_registered(action_server):
    plugin_manager().register(action_server)
