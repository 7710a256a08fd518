#!/usr/bin/env bash
# spaCy 3.8.7, a token pattern {"LOWER": {"FUZZY": ...}} for a short word.
#
# Most people expect a fuzzy pattern to allow for misspellings in proportion to the word: a pattern for
# "ml" would find "mll" or "mk". At least two edits are allowed however short the word is, so that a
# pattern of two letters matches every word of two letters, each single letter and many of three and four.
# {"FUZZY1": ...} allows one, which still makes "ml" match "mr" and "m". With three letters and FUZZY, "gpa"
# matches "pay" and "a". Patterns for abbreviations need a limit of their own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3.10}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  "spacy==3.8.7" "numpy==1.26.4" "typer==0.15.4" "click==8.1.8"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import spacy
from spacy.matcher import Matcher

english = spacy.blank("en")
sentence = english("an ox is so big that ai of mr a or m may not pay for it in gpa points")


def matched(condition: dict[str, str]) -> list[str]:
    matcher = Matcher(english.vocab)
    matcher.add("pattern", [[{"LOWER": condition}]])
    return [sentence[start:end].text for _, start, end in matcher(sentence)]


seen = {name: matched({operator: word}) for name, operator, word in (
    ("ml, FUZZY", "FUZZY", "ml"), ("ml, FUZZY1", "FUZZY1", "ml"), ("gpa, FUZZY", "FUZZY", "gpa"),
)}
for name, words in seen.items():
    print(f"{name}: {words}")
unchanged = (
    {"an", "ox", "is", "so", "ai", "of", "or", "it", "in"} <= set(seen["ml, FUZZY"])
    and seen["ml, FUZZY1"] == ["mr", "m"]
    and {"pay", "a"} <= set(seen["gpa, FUZZY"])
)
print("spaCy", spacy.__version__, "as described" if unchanged else "has changed")
sys.exit(not unchanged)
PYTHON
