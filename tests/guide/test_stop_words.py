import importlib
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from guide.stop_words import stop_words


@pytest.mark.parametrize("language", ["en", "fr"])
def test_they_are_spacys(language: str) -> None:
    spacys = importlib.import_module(f"spacy.lang.{language}.stop_words")
    assert stop_words(language) == spacys.STOP_WORDS


def test_no_tokenizer_is_imported_for_them() -> None:
    """Neither by the actions nor by the pipeline: it would be a third of a server's start."""
    config = yaml.safe_load(Path("config.yml").read_text(encoding="utf-8"))
    parts = [each["name"] for each in config["pipeline"] + config["policies"]]
    components = {each.rpartition(".")[0] for each in parts if each.startswith("components.")}
    modules = ", ".join(["sys", "actions.follow_up", *sorted(components)])
    ask = f"import {modules}; sys.exit('spacy.lang.fr' in sys.modules)"
    subprocess.run([sys.executable, "-c", ask], check=True)


def test_a_language_that_spacy_lacks() -> None:
    with pytest.raises(OSError, match="xx-none"):
        stop_words("xx-none")
