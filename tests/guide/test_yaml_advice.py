"""Slips that editors of YAML make, each explained at its line with what to do."""

from __future__ import annotations

import re

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from guide.yaml_advice import explain


@pytest.mark.parametrize(
    ("text", "line", "advice"),
    [
        ("text: The guide says: nothing\n", 1, "put a text that has one in quotes"),
        ("a:\n  - 1\n  b: 2\n", 3, "use as many spaces as they do"),
        ("a: 1\n  b: 2\n", 2, "indented like those beside it"),
        ("a:1\nb: 2\n", 2, "with a space after its colon"),
        ("text: {en: The guide says: nothing}\n", 1, "a text inside it that has a comma, colon"),
        ("a: {en: hello\nb: 1\n", 2, "the { of line 1 .* close it with }"),
        ("a: [x, y\nb: 1\n", 2, r"the \[ of line 1 .* close it with \]"),
        ("a: {en: hello # now}\n", 2, "the { of line 1"),
        ("a:\n\tb: 1\n", 2, "there is a tab here; use spaces"),
        ('a: "hello\nb: 1\n', 3, "the quotation mark opened in line 1 is never closed"),
        ('a: "say "hi" now"\n', 1, "quotes in a quoted text need to be of the other kind"),
        ("a: 'don't'\n", 1, "quotes in a quoted text need to be of the other kind"),
        ("a: {average} a year\n", 1, "a text with brackets needs quotes"),
        ("a: {en: hello}}\n", 1, "follows a closing quotation mark or bracket"),
        ("a:\n  - id: x\n   name: y\n", 3, "isn't indented like those it belongs to"),
        ("a: *hello there\n", 1, r"can't begin with \* by itself; put the text in quotes"),
        ("a: & hello\n", 1, "can't begin with & by itself"),
        ("a: @hello\n", 1, "can't begin with @ by itself"),
        ("a: %hello\n", 1, "can't begin with % by itself"),
        ("a: `hello`\n", 1, "can't begin with ` by itself"),
        ("a: ? hello\n", 1, r"can't begin with \? by itself"),
        ("a: > hello\n", 1, "the text begins on the next line"),
        ("a: 1\nb: 2\na: 3\n", 3, "the field a stands there twice; keep one"),
        ("a:\n  - x\n  -y\n", 4, "the space after its dash"),
        ('a: "C:\\d"\n', 1, "a backslash in double quotes"),
        ("a: 1\n---\nb: 2\n", 2, "--- begins a second document; remove it"),
        ("a: \x07\n", None, r"a character that can't be shown \(code 7\); remove it"),
    ],
)
def test_a_slip_is_explained(text: str, line: int | None, advice: str) -> None:
    with pytest.raises(YAMLError) as caught:
        YAML(typ="rt").load(text)

    place, reason = explain(caught.value)

    assert place == line
    assert re.search(advice, reason), reason
