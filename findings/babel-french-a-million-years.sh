#!/usr/bin/env bash
# Babel 2.18.0, format_unit in French from a million on.
#
# Most people expect "1 000 000 d'années" or "1 000 000 ans". French has a plural category of its own for round
# millions, "many", and Babel finds no pattern for it: the raw key of the unit is printed instead
# ("duration-year"). Spanish, which has the same category, is right, and so is French below a million.
# Babel 2.19.0 is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3.10}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "babel==2.18.0"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import babel
from babel.units import format_unit

said = {
    (number, locale): " ".join(format_unit(number, "duration-year", locale=locale).split())
    for number in (999_999, 1_000_000)
    for locale in ("fr", "fr_CA", "es")
}
for (number, locale), text in said.items():
    print(f"{number} {locale}: {text}")
unchanged = (
    all(said[1_000_000, locale].endswith("duration-year") for locale in ("fr", "fr_CA"))
    and said[999_999, "fr"].endswith("ans")
    and said[1_000_000, "es"].endswith("años")
)
print("Babel", babel.__version__, "as described" if unchanged else "has changed")
sys.exit(not unchanged)
PYTHON
