from __future__ import annotations

from evaluation.answers.readable import readable


def test_an_answer_as_people_see_it() -> None:
    markdown = (
        "**Pay**\n\nIn Canada they earn:\n\n- **1 to 3 years**: CAD 83,000\n- more\n\n"
        "_Source: [a guide](https://site.localhost/page), Salary outlook_"
    )
    assert readable(markdown) == (
        "Pay\n\nIn Canada they earn:\n\n• 1 to 3 years: CAD 83,000\n• more\n\n"
        "Source: a guide, Salary outlook"
    )


def test_nothing_that_is_said_is_lost() -> None:
    assert readable("one\ntwo `three` <b>four</b>") == "one\ntwo three <b>four</b>"
    assert readable("") == ""
