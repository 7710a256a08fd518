"""Custom actions: each answers one topic from the guide.

The action server imports this package first; on a guide or setting that is wrong, it doesn't start.
"""

import sys

from guide import GuideError, load_guide
from stores.retention_days import RetentionError, retention_days

try:
    GUIDE = load_guide()
except GuideError as error:
    sys.exit(f"The guide is not valid.\n  {error}")

# Asked about privacy, the assistant says for how long conversations are kept.
try:
    RETENTION_DAYS = retention_days()
except RetentionError as error:
    sys.exit(str(error))
