#!/usr/bin/env bash
# spaCy 3.8.7, importing the stop words of a language: `from spacy.lang.fr.stop_words import STOP_WORDS`.
#
# Most people expect a set of words, for next to nothing, as in English, German, Dutch or Hungarian (some
# milliseconds). Python imports the package around the module first, and with it French has its tokenizer
# set up: one regular expression of 1.4 million characters is compiled, which takes some seconds of
# processor time and 10 MB or more in every process, whether a French pipeline is ever made or not. No
# other of these languages has a tenth of it. Reading the file by itself (`runpy.run_path`) gives the
# same words at once.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3.10}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  "spacy==3.8.7" "numpy==2.2.6" "typer==0.15.4" "click==8.1.8"
"$folder/venv/bin/python" - <<'PYTHON'
import importlib
import runpy
import sys
import time
from pathlib import Path

import spacy

took = {}
for language in ("en", "de", "nl", "hu", "fr"):
    start = time.process_time()
    importlib.import_module(f"spacy.lang.{language}.stop_words")
    took[language] = time.process_time() - start
    print(f"{language}: {took[language]:.3f} s of processor time")
pattern = importlib.import_module("spacy.lang.fr").French.Defaults.token_match.__self__.pattern
print(f"the French tokenizer's expression: {len(pattern):,} characters")
file = Path(spacy.__file__).parent / "lang" / "fr" / "stop_words.py"
start = time.process_time()
words = runpy.run_path(str(file))["STOP_WORDS"]
alone = time.process_time() - start
print(f"the file by itself: {len(words)} words, {alone:.3f} s")
others = max(each for language, each in took.items() if language != "fr")
unchanged = (
    words == sys.modules["spacy.lang.fr.stop_words"].STOP_WORDS
    and len(pattern) > 1_000_000
    and took["fr"] > 10 * max(others, alone)
)
print("spaCy", spacy.__version__, "as described" if unchanged else "has changed")
sys.exit(not unchanged)
PYTHON
