"""Custom actions: each answers one topic from the guide.

The action server imports this package first, and doesn't start on a guide that is wrong.
"""

import sys

from guide import GuideError, load_guide

try:
    GUIDE = load_guide()
except GuideError as error:
    sys.exit(f"The guide is not valid.\n  {error}")
