"""How a message was read, in two or three lines."""

from __future__ import annotations

import io

from rich.console import Console, RenderableType

from components.reading import BACKGROUND, SHORTER, Aspect, Candidate, Entity, Reading
from server.shell.turn import Turn
from server.shell.why import NOTHING_STORED, slot_lines, why

SHARES = {"a": 0.7, "b": 0.2, "c": 0.06, "d": 0.04}
RANKING = tuple(Candidate(f"ask_{name}", share) for name, share in SHARES.items())
PAY = Reading(
    "pay with 5 yeers [bold]",
    "ask_a",
    0.7,
    RANKING,
    entities=(Entity("experience_years", "5", 9, 16),),
    aspects=(Aspect("what", 0.8), Aspect("worth", 0.1), Aspect("time", 0.06), Aspect("who", 0.04)),
    corrections=(("yeers", "years"),),
)
PYTHON = Entity("skill", "languages", 0, 6, part="Python")
SKILLS = Reading("Python?", "ask_skills", 0.9, entities=(PYTHON,))


def lines(shown: RenderableType, width: int = 400) -> list[str]:
    file = io.StringIO()
    Console(file=file, width=width).print(shown)
    return [" ".join(line.split()) for line in file.getvalue().splitlines()]


def test_a_question_that_was_answered() -> None:
    slots = {"last_topic": "a", "city": None, "listed": [1, 2], "offer": {"topic": "b"}}
    turn = Turn("?", (), 41, "fr", PAY, ("action_answer_a",), slots)
    read, found, did = lines(why(turn))

    assert read.split(" · ") == [
        "read ask_a 0.70, ask_b 0.20, ask_c 0.06",
        "aspect what 0.80, worth 0.10, time 0.06",
        "language fr",
    ]
    assert found == "found experience_years = 5 from “5 yeers” · spelling “yeers” as “years”"
    changes = "last_topic = a, city = none, listed = 2 items, offer = b"
    assert did == f"did action_answer_a in 41 ms · {changes}"


def test_a_message_of_which_little_is_known() -> None:
    reading = Reading("lol", "out_of_scope", 1.0, kind="off_topic", aspects=(Aspect("what", 0.1),))
    read, did = lines(why(Turn("?", (), 7, None, reading)))

    assert read.split(" · ") == [
        "read out_of_scope 1.00",
        "no plain aspect (what 0.10)",
        "kind off_topic",
        "language not set",
    ]
    assert did == "did no action in 7 ms"


def test_what_the_asker_is_and_what_a_follow_up_does() -> None:
    nurse = Entity("job", "nurse", 5, 10, role=BACKGROUND)
    reading = Reading("as a nurse, shorter", "follow_up", 0.9, entities=(nurse,), act=SHORTER)
    read, found, _ = lines(why(Turn("?", (), reading=reading)))

    assert "act shorter" in read.split(" · ")
    assert found == "found job = nurse (background) from “nurse”"


def test_several_questions_are_told_one_by_one() -> None:
    reading = Reading("both", "ask_several", 0.7, questions=(PAY, SKILLS))
    read, found, _ = lines(why(Turn("?", (), reading=reading)))

    assert "“pay with 5 yeers [bold]” as ask_a 0.70, what · “Python?” as ask_skills 0.90" in read
    assert "skill = languages (Python) from “Python”" in found


def test_what_is_erased_can_not_be_explained() -> None:
    assert lines(why(Turn("yes", ()))) == [NOTHING_STORED]


def test_slots_are_shown_whole() -> None:
    assert lines(slot_lines({"b": [{"topic": "x"}], "a": 1})) == ["a 1", 'b [{"topic": "x"}]']
    assert lines(slot_lines({})) == ["No slot has a value."]
