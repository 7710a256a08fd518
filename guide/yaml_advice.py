"""Explains YAML syntax errors in plain words, with what to do about them."""

from __future__ import annotations

import re
from datetime import date

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

_QUOTES = 'put the text in quotes ("…")'
# What ruamel.yaml says (its problem, after its context), and what that means to somebody who edits
# wording. {opened} is the line where the thing began that went wrong. The first match counts.
_ADVICE = (
    (r"character '\\t'", "there is a tab here; use spaces"),
    (
        r"character '(?P<sign>.)' that cannot start",
        f"a text can't begin with {{sign}} by itself; {_QUOTES}",
    ),
    (r"undefined alias", f"a text can't begin with * by itself; {_QUOTES}"),
    (r"scanning an anchor", f"a text can't begin with & by itself; {_QUOTES}"),
    (
        r"quoted scalar.*end of stream",
        "the quotation mark opened in line {opened} is never closed; close it",
    ),
    (
        r"unknown escape character",
        "a backslash in double quotes means something else; double it, or use single quotes",
    ),
    (
        r"scanning a block scalar",
        "after > or | the text begins on the next line, indented; move it there",
    ),
    (
        r"flow mapping",
        "the { of line {opened} doesn't come to an end as it should; close it with }, and put a "
        'text inside it that has a comma, colon, bracket or quotation mark in quotes ("…")',
    ),
    (
        r"flow sequence",
        "the [ of line {opened} doesn't come to an end as it should; close it with ], and put an "
        'entry that has a comma, colon, bracket or quotation mark in quotes ("…")',
    ),
    (
        r"duplicate key \"(?P<sign>[^\"]*)\"",
        "the field {sign} stands there twice; keep one",
    ),
    (
        r"found '(?:<scalar>|\}|\])'",
        "something follows a closing quotation mark or bracket; quotes in a quoted text need to be "
        'of the other kind (“ or \' inside "…"), and a text with brackets needs quotes',
    ),
    (
        r"<block mapping start>|<block sequence start>|'[-?]'",
        "this line isn't indented like those it belongs to; use as many spaces as they do",
    ),
    (
        r"mapping values are not allowed",
        'there is a colon where none can be; put a text that has one in quotes ("…"), and give a '
        "field its own line, indented like those beside it, with a space after its colon",
    ),
    (
        r"could not find expected ':'",
        'a line before this one lacks its colon ("field: …") or the space after its dash ("- …")',
    ),
    (r"mapping keys are not allowed", f"a text can't begin with ? by itself; {_QUOTES}"),
    (r"another document", "--- begins a second document; remove it"),
)


_DAY = re.compile(r":\s*(\d{4})-(\d\d?)-(\d\d?)\b")


def line_of_impossible_day(text: str) -> int | None:
    """The 1-based line of a YAML text with the first date that no calendar has."""
    for number, line in enumerate(text.splitlines(), start=1):
        for match in _DAY.finditer(line):
            try:
                date(*map(int, match.groups()))
            except ValueError:
                return number
    return None


def explain(error: YAMLError) -> tuple[int | None, str]:
    """What is wrong with a YAML file.

    Returns:
        The 1-based line, if it is known, and a sentence without a full stop.
    """
    if isinstance(error, ReaderError):
        return None, f"it has a character that can't be shown (code {error.character}); remove it"
    if not isinstance(error, MarkedYAMLError):
        return None, str(error)
    line = error.problem_mark.line + 1 if error.problem_mark else None
    opened = error.context_mark.line + 1 if error.context_mark else line
    said = f"{error.context or ''} {error.problem or ''}"
    for pattern, advice in _ADVICE:
        found = re.search(pattern, said)
        if found:
            advice = advice.replace("{opened}", str(opened))
            return line, advice.replace("{sign}", found.groupdict().get("sign") or "")
    return line, str(error.problem)
