"""A wish for another language: the last answer once more, in it."""

from __future__ import annotations

from actions.choose_language import ActionChooseLanguage
from actions.topics import TOPIC_ACTIONS

from .conftest import Run


def test_the_last_answer_is_said_again_in_that_language(run: Run) -> None:
    skills = run(TOPIC_ACTIONS["skills"]())

    turn = run(ActionChooseLanguage(), slots=skills.slots | {"language": "fr"})

    assert turn.text.startswith("Bien sûr, en français à partir de maintenant. Un salaire")
    assert turn.slots["last_topic"] == "skills"


def test_before_any_answer_it_offers_questions(run: Run) -> None:
    turn = run(ActionChooseLanguage(), slots={"language": "en"})

    assert turn.text == "Of course, in English from now on."
    assert turn.buttons[0] == "How do I become an ML engineer?"
