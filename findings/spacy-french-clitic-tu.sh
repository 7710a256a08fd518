#!/usr/bin/env bash
# spaCy 3.7.5, the blank French pipeline, cutting subject pronouns off their verb.
#
# Most people expect that all pronouns behind a hyphen are cut alike: "a-t-il" gives "a", "-t", "-il", the
# pronoun with its hyphen, and so do -elle, -on, -nous, -vous and -moi. "-tu" doesn't: the hyphen becomes
# a token of its own. A token pattern written for "-il" never matches the question particle of Québec
# French in "c'est-tu".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3.10}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  "spacy==3.7.5" "numpy==1.26.4" "typer==0.15.4" "click==8.1.8"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import spacy

french = spacy.blank("fr")
seen = {text: [token.text for token in french(text)] for text in (
    "a-t-il", "est-ce", "pouvez-vous", "penses-tu", "c'est-tu"
)}
for text, tokens in seen.items():
    print(f"{text}: {tokens}")
unchanged = seen == {
    "a-t-il": ["a", "-t", "-il"],
    "est-ce": ["est", "-ce"],
    "pouvez-vous": ["pouvez", "-vous"],
    "penses-tu": ["penses", "-", "tu"],
    "c'est-tu": ["c'", "est", "-", "tu"],
}
print("spaCy", spacy.__version__, "as described" if unchanged else "has changed")
sys.exit(not unchanged)
PYTHON
