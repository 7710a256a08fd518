import importlib
import subprocess
import sys

import pytest

from guide.stop_words import stop_words


@pytest.mark.parametrize("language", ["en", "fr"])
def test_they_are_spacys(language: str) -> None:
    spacys = importlib.import_module(f"spacy.lang.{language}.stop_words")
    assert stop_words(language) == spacys.STOP_WORDS


def test_no_tokenizer_is_imported_for_them() -> None:
    ask = "import sys, actions.follow_up; sys.exit('spacy.lang.fr' in sys.modules)"
    subprocess.run([sys.executable, "-c", ask], check=True)


def test_a_language_that_spacy_lacks() -> None:
    with pytest.raises(OSError, match="xx-none"):
        stop_words("xx-none")
