from __future__ import annotations

import pytest

from components.clauses import Form
from tests.components.splitter import clauses_of


def texts(message: str) -> list[str]:
    return [clause.text for clause in clauses_of(message)]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("which skills? what pay?", ["which skills", "what pay"]),
        ("which skills, and also what pay", ["which skills", "what pay"]),
        ("which skills & what pay", ["which skills", "what pay"]),
        ("how do i start what does it pay", ["how do i start", "what does it pay"]),
        ("do i need kaggle do i need python", ["do i need kaggle", "do i need python"]),
        ("1. pay?\n2. skills", ["pay", "skills"]),
        ("1) pay 2) skills", ["pay", "skills"]),
        ("pay\nskills", ["pay", "skills"]),
        ("quel salaire et aussi quelles villes", ["quel salaire", "quelles villes"]),
        ("quel salaire puis quelles villes", ["quel salaire", "quelles villes"]),
        ("which courses.how much", ["which courses", "how much"]),
    ],
)
def test_boundaries(message: str, expected: list[str]) -> None:
    assert texts(message) == expected


@pytest.mark.parametrize(
    "message",
    [
        "which skills do I need",
        "tell me how it works",
        "a master's or a certificate?",
        "is it in demand, or is it over",
        "the difference between an engineer and a scientist",
        "do co-ops count",
        "puis-je commencer sans diplôme",
        "people who know what they do",
        "C++",
        "where on linkedin.com do ml people hang out",
        "le cours d'openclassrooms.com vaut-il la peine",
        "would all of theodinproject.com be enough",
        "is an M.Sc. required",
        "how much after 3.5 years",
    ],
)
def test_no_boundary(message: str) -> None:
    assert len(texts(message)) == 1


@pytest.mark.parametrize("message", ["", "  ", "?!", "...", "and", ", ,"])
def test_nothing_to_cut(message: str) -> None:
    assert texts(message) == []


@pytest.mark.parametrize(
    ("message", "form"),
    [
        ("what degree do I need", Form.QUESTION),
        ("so how much", Form.QUESTION),
        ("tell me about pay", Form.QUESTION),
        ("i want to know how much they earn", Form.QUESTION),
        ("i need a degree?", Form.QUESTION),
        ("est-ce que ça paie", Form.QUESTION),
        ("y a-t-il de la demande", Form.QUESTION),
        ("faut-il une maîtrise", Form.QUESTION),
        ("salary in canada", Form.TOPIC),
        ("compétences", Form.TOPIC),
        ("i have a degree in math", Form.STATEMENT),
        ("my cousin works at a bank", Form.STATEMENT),
        ("every posting says 3 years", Form.STATEMENT),
        ("did two years of teaching", Form.STATEMENT),
        ("j'ai un bac en math", Form.STATEMENT),
    ],
)
def test_form(message: str, form: Form) -> None:
    assert [clause.form for clause in clauses_of(message)] == [form]


def test_a_clause_says_where_it_stands() -> None:
    message = "Pay? And what about skills"
    for clause in clauses_of(message):
        assert message[clause.start : clause.end] == clause.text
    assert [clause.sentence for clause in clauses_of(message)] == [0, 1]


def test_what_leans_on_the_clause_before() -> None:
    _, experience = clauses_of("how do i get hired with a degree and no experience")
    _, skills = clauses_of("what salary and skills")

    assert experience.form is Form.STATEMENT or experience.leans
    assert not skills.leans
