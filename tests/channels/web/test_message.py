"""What the page is told of a conversation."""

from __future__ import annotations

from rasa.shared.core.events import BotUttered, UserUttered

from channels.ask import APOLOGY
from channels.web.message import answers_of, apology, bot_message, history
from stores.conversations import Conversation, Turn

QUESTION = UserUttered("what pay", timestamp=1_800_000_000.25)
QUESTION.message_id = "q1"


def said(text: str, **answer: object) -> BotUttered:
    return BotUttered(text, metadata={"answer": answer} if answer else {}, timestamp=1_800_000_001)


def test_an_answer_has_the_id_of_its_action_and_can_be_rated() -> None:
    message = bot_message(said("CAD 100,000", id="a1", topic="salary").message(), "q1.0")

    assert message == {
        "id": "a1",
        "time": "2027-01-15T08:00:01.000Z",
        "text": "CAD 100,000",
        "rateable": True,
    }


def test_a_source_line_links_to_the_guides_page() -> None:
    told = {"topic": "salary", "sections": "Perspectives salariales", "language": "fr"}
    text = "100 000 $ CA\n\n_Source : le guide, Perspectives salariales_"

    message = bot_message(said(text, **told).message(), "q1.0")

    link = "[Perspectives salariales](/guide/fr#salary)"
    assert message["text"] == f"100 000 $ CA\n\n_Source : le guide, {link}_"


def test_small_talk_is_numbered_by_its_question() -> None:
    turn = Turn(QUESTION, (said("Hi!"), said("Anything else?")))

    assert [message["id"] for message in answers_of(turn)] == ["q1.0", "q1.1"]


def test_a_question_without_an_answer_has_the_apology() -> None:
    turn = Turn(QUESTION, ())

    assert answers_of(turn) == [apology("q1", QUESTION.timestamp)]
    assert answers_of(turn)[0]["text"] == APOLOGY


def test_the_history_has_questions_answers_and_ratings_in_order() -> None:
    answer = said("CAD 100,000", id="a1", topic="salary")
    entries = history(Conversation((Turn(QUESTION, (answer,)),), {"a1": "up"}))

    assert [(entry["from"], entry["text"]) for entry in entries] == [
        ("user", "what pay"),
        ("bot", "CAD 100,000"),
    ]
    assert entries[0]["time"] == "2027-01-15T08:00:00.250Z"
    assert entries[1]["rating"] == "up"


def test_what_nobody_typed_is_left_out_and_a_typed_slash_is_shown_as_typed() -> None:
    command, typed = UserUttered("/session_start"), UserUttered("\u2060/restart")

    entries = history(Conversation((Turn(command, ()), Turn(typed, ())), {}))

    assert [entry["text"] for entry in entries if entry["from"] == "user"] == ["/restart"]
