"""Custom actions: each answers one topic from the guide.

The server that runs them imports this package first; on a guide or setting that is wrong, it
doesn't start.
"""

import sys

from guide.edition import current_edition
from stores.retention_days import RetentionError, retention_days

current_edition()

# Asked about privacy, the assistant says for how long conversations are kept.
try:
    RETENTION_DAYS = retention_days()
except RetentionError as error:
    sys.exit(str(error))
