"""Custom actions: each answers one topic from the guide.

The server that runs them imports this package first; on a guide or setting that is wrong, it
doesn't start. Who uses ``GUIDE`` looks it up here each time: an edited one takes its place.
"""

import sys

from guide import GuideError, load_guide
from guide.version import version_of
from stores.retention_days import RetentionError, retention_days

try:
    GUIDE_VERSION = version_of()
    GUIDE = load_guide()
except GuideError as error:
    sys.exit(f"The guide is not valid.\n  {error}")

# Asked about privacy, the assistant says for how long conversations are kept.
try:
    RETENTION_DAYS = retention_days()
except RetentionError as error:
    sys.exit(str(error))


def reload_guide() -> None:
    """Answers from the guide as it is now. New topics need a new model and a new start.

    Raises:
        GuideError: if it is not valid; the guide in use stays.
    """
    global GUIDE, GUIDE_VERSION
    version = version_of()
    GUIDE, GUIDE_VERSION = load_guide(), version
