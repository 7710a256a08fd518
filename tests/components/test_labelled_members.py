"""The labelled questions of the member reader, and what a line of them must look like."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.labelled_members import LABEL, read_labelled_members


def test_each_question_has_one_member_that_stands_in_it() -> None:
    for text, labelled in read_labelled_members():
        [member] = labelled
        assert member.form == LABEL
        assert text[member.start : member.end].strip(), text


def test_questions_lend_their_members_within_a_language(tmp_path: Path) -> None:
    path = tmp_path / "members.yml"
    path.write_text(
        "en: |\n  - is [chess](member) listed\n  - are [drones](member) in there\n"
        "fr: |\n  - le [dessin](member) est-il nommé\n",
        encoding="utf-8",
    )

    texts = {text for text, _ in read_labelled_members(path)}

    assert texts == {
        "is chess listed",
        "is drones listed",
        "are drones in there",
        "are chess in there",
        "le dessin est-il nommé",
    }


def test_a_line_without_a_member_is_named(tmp_path: Path) -> None:
    path = tmp_path / "members.yml"
    path.write_text("en: |\n  - is chess listed\n", encoding="utf-8")

    with pytest.raises(ValueError, match="should be labelled"):
        read_labelled_members(path)
