#!/usr/bin/env bash
# ruamel.yaml 0.19.1 with and without ruamel.yaml.clib 0.2.15: questions in a flow mapping.
#
# ruamel.yaml speaks YAML 1.2, in which `{en: Is it far?, fr: Est-ce loin}` is a mapping of two texts.
# Its compiled half is a package of its own, which this version doesn't require: another dependency may
# or may not bring it along. Most people expect that to make YAML(typ="safe") faster and nothing else.
# It is libyaml, a parser of YAML 1.1: with it installed, the same call on the same text raises a
# ParserError. YAML(typ="safe", pure=True) and YAML(typ="rt") read it either way.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3.10}" -m venv "$folder/venv"

install() {
  "$folder/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps "$1" 2>/dev/null
}

read_it() {
  "$folder/venv/bin/python" - "$1" <<'PYTHON'
import sys

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

WAYS = {"safe": {"typ": "safe"}, "safe, pure": {"typ": "safe", "pure": True}, "rt": {"typ": "rt"}}
read = {}
for name, settings in WAYS.items():
    try:
        read[name] = dict(YAML(**settings).load("{en: Is it far?, fr: Est-ce loin}"))
    except YAMLError as error:
        read[name] = type(error).__name__
    print(f"{sys.argv[1]} clib, {name}: {read[name]}")
texts = {"en": "Is it far?", "fr": "Est-ce loin"}
expected = "ParserError" if sys.argv[1] == "with" else texts
sys.exit(read != {"safe": expected, "safe, pure": texts, "rt": texts})
PYTHON
}

install "ruamel.yaml==0.19.1"
read_it without
install "ruamel.yaml.clib==0.2.15"
read_it with
