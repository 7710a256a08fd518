"""Every reply of the guide, composed once for all tests that look at each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from guide.answers.compose import Composer
from guide.edition import current_edition
from guide.every_reply import every_reply
from guide.reply import Reply
from guide.text import Language

RETENTION_DAYS = 30


@cache
def replies_in(language: Language) -> Sequence[Reply]:
    """All of them, of an assistant that keeps conversations for so many days."""
    composer = Composer(current_edition().guide, language, RETENTION_DAYS)
    return [reply for _, reply in every_reply(composer)]
