from __future__ import annotations

import pytest

from components.normalize import normalize


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("  what   is\tthe\nsalary ", "what is the salary"),
        ("WHAT SKILLS DO I NEED", "what skills do i need"),
        ("what’s the pay", "what's the pay"),
        ("“responsible ai”", '"responsible ai"'),
        ("3–5 years", "3-5 years"),
        ("sal\u200bary\u2060", "salary"),
        ("\ufeffhello", "hello"),
        ("ｓａｌａｒｙ", "salary"),
        ("pleaseeee helllp", "please help"),
        ("100000 or 1000", "100000 or 1000"),
        ("do i need a committee", "do i need a committee"),
        ("roadmap??", "roadmap"),
        ("ok...", "ok"),
        ("is it 3.5 years?", "is it 3.5 years"),
        ("jobs w/o a degree, or w/ one", "jobs without a degree, or with one"),
        ("24/7 or A/B tests w/oil", "24/7 or a/b tests w/oil"),
        ("/greet", "/greet"),
        ("Combien ça paie à Montréal ?", "combien ça paie à montréal"),
        ("Combien c\u0327a paie", "combien ça paie"),
        ("???", ""),
        ("", ""),
    ],
)
def test_a_message_is_brought_into_its_plain_form(typed: str, plain: str) -> None:
    assert normalize(typed) == plain


@pytest.mark.parametrize("typed", ["  HEYYYY!!! ", "what’s\u200b the  pay?", "À bientôt…"])
def test_the_plain_form_is_stable(typed: str) -> None:
    assert normalize(normalize(typed)) == normalize(typed)
