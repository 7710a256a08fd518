"""Stop words of a language: spaCy's lists, read without its tokenizers.

An import of ``spacy.lang.fr`` compiles the rules of the French tokenizer first, for some 3 s.
"""

from __future__ import annotations

import runpy
from functools import cache
from importlib.util import find_spec
from pathlib import Path


@cache
def stop_words(language: str) -> frozenset[str]:
    """Words of a language that say nothing by themselves, such as "the".

    Args:
        language: its code, such as ``fr``.

    Raises:
        OSError: spaCy isn't installed, or has no such language.
    """
    spacy = find_spec("spacy")
    [folder] = (spacy and spacy.submodule_search_locations) or [""]
    words = runpy.run_path(str(Path(folder, "lang", language, "stop_words.py")))
    return frozenset(words["STOP_WORDS"])
