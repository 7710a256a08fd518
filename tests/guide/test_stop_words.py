import subprocess
import sys

import pytest
from spacy.lang.en.stop_words import STOP_WORDS as ENGLISH
from spacy.lang.fr.stop_words import STOP_WORDS as FRENCH

from guide.stop_words import stop_words


@pytest.mark.parametrize(("language", "words"), [("en", ENGLISH), ("fr", FRENCH)])
def test_they_are_spacys(language: str, words: set[str]) -> None:
    assert stop_words(language) == words


def test_no_tokenizer_is_imported_for_them() -> None:
    ask = "import sys, actions.follow_up; sys.exit('spacy.lang.fr' in sys.modules)"
    subprocess.run([sys.executable, "-c", ask], check=True)


def test_a_language_that_spacy_lacks() -> None:
    with pytest.raises(OSError, match="xx-none"):
        stop_words("xx-none")
