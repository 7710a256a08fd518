#!/usr/bin/env bash
# Rasa 3.6.21, WhitespaceTokenizer, which the pipeline of `rasa init` begins with.
#
# Most people expect it to split at white space and nothing else, as its name says, or at least to treat
# names alike. It drops marks at the edges of a word, some of them: "C++" becomes "C", so that "do I need
# C++" and "do I need C" are the same message to every featurizer behind it, whatever the training data
# say; "C#" keeps its mark. "3+ years" is "3 years", "100k$" loses its currency but "$100k" keeps it, ".NET"
# is a net, and the full stop of "A.I." goes while its first one stays.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3.10}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  "rasa==3.6.21" "setuptools==80.9.0"
"$folder/venv/bin/python" - 2>/dev/null <<'PYTHON'
import sys

import rasa
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.nlu.training_data.message import Message

tokenizer = WhitespaceTokenizer(WhitespaceTokenizer.get_default_config())
seen = {text: [token.text for token in tokenizer.tokenize(Message.build(text), "text")] for text in (
    "do I need C++", "do I need C", "do I need C#", "3+ years", "100k$", "$100k", ".NET", "A.I."
)}
for text, tokens in seen.items():
    print(f"{text}: {tokens}")
unchanged = (
    seen["do I need C++"] == seen["do I need C"] == ["do", "I", "need", "C"]
    and seen["do I need C#"] == ["do", "I", "need", "C#"]
    and seen["3+ years"] == ["3", "years"]
    and seen["100k$"] == ["100k"]
    and seen["$100k"] == ["$100k"]
    and seen[".NET"] == ["NET"]
    and seen["A.I."] == ["A.I"]
)
print("Rasa", rasa.__version__, "as described" if unchanged else "has changed")
sys.exit(not unchanged)
PYTHON
