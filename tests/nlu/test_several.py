"""What the trained model makes of a message with several questions."""

from __future__ import annotations

from .conftest import Parse


def test_each_question_keeps_its_own_words_and_entities(parse: Parse) -> None:
    parsed = parse("which degree is best, and what would I earn after 5 years?")

    assert parsed["intent"]["name"] == "ask_several"
    degree, salary = parsed["questions"]
    assert degree["intent"]["name"] == "ask_degree_requirements"
    assert degree["text"] == "which degree is best"
    assert degree["entities"] == []
    assert salary["intent"]["name"] == "ask_salary"
    years = [e["value"] for e in salary["entities"] if e["entity"] == "experience_years"]
    assert years == ["5"]


def test_a_message_of_one_clause_is_read_as_ever(parse: Parse) -> None:
    parsed = parse("which skills do I need")

    assert parsed["intent"]["name"] == "ask_skills"
    assert "questions" not in parsed
