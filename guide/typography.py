"""Typography: how each language sets apostrophes, quotation marks and the spaces around marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

NO_BREAK_SPACE = "\u00a0"

# As in Canada, where question and exclamation marks and semicolons have no space before them.
_FRENCH_SPACES = re.compile(r"(?<=«) | (?=[»:%$])")


def _french(text: str) -> str:
    return _FRENCH_SPACES.sub(NO_BREAK_SPACE, text.replace("'", "’"))


_TYPESET: Mapping[str, Callable[[str], str]] = {"fr": _french}


def typeset(text: str, language: str) -> str:
    """Sets what an editor typed on an ordinary keyboard.

    In French, apostrophes become curly, and the spaces within guillemets and before colons, per
    cent and dollar signs no longer break. Other languages stay as they are.
    """
    return _TYPESET.get(language, str)(text)
