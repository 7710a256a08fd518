"""Actions that go by the conversation: follow-ups, yes, no, and what wasn't understood."""

from __future__ import annotations

import pytest
from rasa_sdk import Action

from actions import GUIDE
from actions.affirm import ActionAffirm
from actions.clarify import ActionClarify
from actions.deny import ActionDeny
from actions.follow_up import ActionFollowUp
from actions.out_of_scope import ActionOutOfScope
from actions.topics import TOPIC_ACTIONS
from tests.pay import pay_at

from .conftest import Run


def ranking(*intents: str) -> list[dict[str, object]]:
    """An intent ranking as the classifier gives it."""
    return [{"name": name, "confidence": 0.4} for name in intents]


def test_follow_ups_about_pay_build_on_each_other(run: Run) -> None:
    turn = run(TOPIC_ACTIONS["salary"]())
    turn = run(ActionFollowUp(), {"experience_years": "8"}, turn.slots)
    assert pay_at(8) in turn.text
    turn = run(ActionFollowUp(), {"level": "entry"}, turn.slots)
    assert "entry level" in turn.text and pay_at(1) in turn.text
    turn = run(ActionFollowUp(), {"city": "vancouver"}, turn.slots)
    assert "nothing on Vancouver" in turn.text and pay_at(1) in turn.text


def test_the_third_one_is_the_third_step(run: Run) -> None:
    steps = run(TOPIC_ACTIONS["how_to_become"]())

    assert "Kaggle" in run(ActionFollowUp(), {"ordinal": "3"}, steps.slots).text


def test_places_go_on_meaning_the_same_list(run: Run) -> None:
    steps = run(TOPIC_ACTIONS["how_to_become"]())
    third = run(ActionFollowUp(), {"ordinal": "3"}, steps.slots)

    assert "AI meetups" in run(ActionFollowUp(), {"ordinal": "5"}, third.slots).text


def test_a_place_beyond_the_list_asks_which(run: Run) -> None:
    skills = run(TOPIC_ACTIONS["skills"]())

    assert run(ActionFollowUp(), {"ordinal": "5"}, skills.slots).text.startswith("Which one")


def test_a_follow_up_with_nothing_before_asks_for_a_question(run: Run) -> None:
    assert "not sure what that refers to" in run(ActionFollowUp()).text


def test_what_was_just_said_is_not_repeated_with_a_gap(run: Run) -> None:
    networking = run(TOPIC_ACTIONS["networking"]())
    events = run(ActionFollowUp(), {"detail": "event_names"}, networking.slots)

    assert events.text.startswith("The guide names no particular events or dates.")
    assert "meetups" not in events.text


def test_a_gap_without_the_answer_before_comes_with_it(run: Run) -> None:
    turn = run(TOPIC_ACTIONS["networking"](), {"detail": "event_names"})

    assert turn.text.startswith("The guide names no particular events or dates.")
    assert "meetups" in turn.text


def test_tell_me_more_says_that_this_was_all(run: Run) -> None:
    skills = run(TOPIC_ACTIONS["skills"]())
    turn = run(ActionFollowUp(), slots=skills.slots)

    assert turn.text.startswith("I have nothing to add to this:")
    assert "Soft skills" in turn.text


def test_tell_me_more_of_an_answer_without_a_list(run: Run) -> None:
    pay = run(TOPIC_ACTIONS["salary"](), {"experience_years": "8"})
    turn = run(ActionFollowUp(), slots=pay.slots)

    assert turn.text.startswith("I have nothing to add to this. At 8 years")


def test_yes_answers_what_was_offered_first(run: Run) -> None:
    skills = run(TOPIC_ACTIONS["skills"]())

    yes = run(ActionAffirm(), slots=skills.slots)

    assert skills.buttons[0] == "What are the core technical skills?"
    assert yes.text.startswith("These are the core technical skills:")


@pytest.mark.parametrize("text", ["ok", "Hmm, I see", "got it", "👍"])
def test_an_acknowledgement_shows_what_could_come_next(run: Run, text: str) -> None:
    skills = run(TOPIC_ACTIONS["skills"]())

    turn = run(ActionAffirm(), slots=skills.slots, text=text)

    assert turn.text == "Good. These could come next:"
    assert turn.buttons == skills.buttons


def test_yes_to_nothing_asks_what_next(run: Run) -> None:
    assert run(ActionAffirm()).text == "What would you like to know?"


def test_no_drops_the_offer_but_not_the_topic(run: Run) -> None:
    skills = run(TOPIC_ACTIONS["skills"]())
    turn = run(ActionDeny(), slots=skills.slots)

    assert turn.text == "What would you like to know?"
    assert turn.slots["last_topic"] == "skills"


def test_what_was_not_understood_is_asked_back_in_plain_words(run: Run) -> None:
    intents = ranking("nlu_fallback", "ask_salary", "greet", "ask_career_path")
    turn = run(ActionClarify(), intent_ranking=intents)

    assert "Did you mean" in turn.text
    assert turn.buttons == [
        "How much do ML engineers earn?",
        "What does the career path look like?",
    ]


def test_picking_what_was_meant_labels_what_was_said(run: Run) -> None:
    intents = ranking("nlu_fallback", "ask_salary", "ask_career_path")
    asked = run(ActionClarify(), intent_ranking=intents, text="what is there for me")

    picked = run(TOPIC_ACTIONS["salary"](), slots=asked.slots, text=asked.buttons[0])

    assert picked.slots["labelled_example"] == {
        "text": "what is there for me",
        "intent": "ask_salary",
    }


def test_a_question_of_ones_own_labels_nothing(run: Run) -> None:
    asked = run(ActionClarify(), intent_ranking=ranking("nlu_fallback", "ask_salary"))

    answered = run(TOPIC_ACTIONS["salary"](), slots=asked.slots, text="how much is it then")

    assert "labelled_example" not in answered.slots


def test_a_pronoun_means_what_the_last_answer_was_about(run: Run) -> None:
    seniors = run(TOPIC_ACTIONS["career_path"](), {"level": "senior"})

    pay = run(TOPIC_ACTIONS["salary"](), slots=seniors.slots, text="how much do they make")
    work = run(TOPIC_ACTIONS["responsibilities"](), slots=seniors.slots, text="what do they do")

    assert "no figure for that level" in pay.text
    assert work.text.startswith(
        "The guide describes the work of ML engineers in general, not role by role."
    )


def test_a_full_question_means_what_it_says(run: Run) -> None:
    seniors = run(TOPIC_ACTIONS["career_path"](), {"level": "senior"})

    pay = run(TOPIC_ACTIONS["salary"](), slots=seniors.slots, text="how much is the pay")

    assert "on average" in pay.text


def test_a_pick_counts_once(run: Run) -> None:
    asked = run(ActionClarify(), intent_ranking=ranking("nlu_fallback", "ask_salary"))
    picked = run(TOPIC_ACTIONS["salary"](), slots=asked.slots, text=asked.buttons[0])

    again = run(
        TOPIC_ACTIONS["salary"](),
        slots=picked.slots | {"labelled_example": None},
        text=asked.buttons[0],
    )

    assert again.slots["labelled_example"] is None


def test_unlikely_candidates_get_no_button(run: Run) -> None:
    intents = [*ranking("ask_salary"), {"name": "ask_skills", "confidence": 0.01}]

    assert run(ActionClarify(), intent_ranking=intents).buttons == [
        "How much do ML engineers earn?"
    ]


def test_the_second_time_it_says_what_can_be_asked(run: Run) -> None:
    first = run(ActionClarify(), intent_ranking=ranking("ask_salary"))
    second = run(ActionClarify(), slots=first.slots, intent_ranking=ranking("ask_salary"))

    assert second.text.startswith("I still don't follow")
    assert len(second.buttons) == 3


def test_an_answer_in_between_starts_the_count_again(run: Run) -> None:
    slots = run(ActionClarify(), intent_ranking=ranking("ask_salary")).slots
    slots = run(TOPIC_ACTIONS["salary"](), slots=slots).slots

    assert slots["misunderstood"] is None


def test_near_misses_get_their_own_honest_answer(run: Run) -> None:
    for miss in GUIDE.near_misses:
        assert run(ActionOutOfScope(), kind=miss.id).text == miss.text.en


def test_an_unknown_kind_gets_the_general_answer(run: Run) -> None:
    for kind in (None, "no such kind"):
        assert "isn't in the career guide" in run(ActionOutOfScope(), kind=kind).text


def test_an_out_of_scope_turn_keeps_the_topic(run: Run) -> None:
    salary = run(TOPIC_ACTIONS["salary"]())
    weather = run(ActionOutOfScope(), slots=salary.slots, kind="off_topic")

    assert pay_at(8) in run(ActionFollowUp(), {"experience_years": "8"}, weather.slots).text


def test_what_was_repeated_is_not_repeated_again(run: Run) -> None:
    skills = run(TOPIC_ACTIONS["skills"]())
    once = run(ActionFollowUp(), slots=skills.slots)
    twice = run(ActionFollowUp(), slots=once.slots)

    assert twice.text == "I have nothing more on that. I can answer these:"
    assert twice.buttons == skills.buttons
    assert run(ActionFollowUp(), {"skill_group": "soft"}, twice.slots).text.startswith("These are")


def fragment(entity: str, value: str, text: str) -> dict[str, object]:
    """A message that says nothing but one entity."""
    whole = {"entity": entity, "value": value, "start": 0, "end": len(text)}
    return {"text": text, "entities": [whole]}


def test_a_few_words_that_were_not_understood_go_by_the_last_answer(run: Run) -> None:
    pay = run(TOPIC_ACTIONS["salary"]())
    turn = run(ActionClarify(), slots=pay.slots, **fragment("detail", "hourly", "per hour"))

    assert turn.text.startswith("The guide gives pay by the year only")


@pytest.mark.parametrize(
    ("before", "words", "kind", "says"),
    [
        pytest.param(
            TOPIC_ACTIONS["salary"](),
            fragment("role", "ai_product_manager", "product manager"),
            "other_job",
            "no figure for AI Product Manager",
            id="it concerns the last answer",
        ),
        pytest.param(
            TOPIC_ACTIONS["degree_necessity"](),
            fragment("degree_field", "psychology", "psychology"),
            "other_job",
            "doesn't name psychology",
            id="it names a topic",
        ),
        pytest.param(
            TOPIC_ACTIONS["how_to_become"](),
            fragment("detail", "after_that", "after that"),
            "gibberish",
            "couldn't make sense of that",
            id="it concerns nothing",
        ),
        pytest.param(
            TOPIC_ACTIONS["salary"](),
            fragment("detail", "former_job", "nurse"),
            "other_job",
            "not about other jobs",
            id="another job stays one, whatever a topic says of it",
        ),
        pytest.param(
            TOPIC_ACTIONS["skills"](),
            fragment("skill", "nlp", "nlp"),
            "concepts",
            "can't explain technical concepts",
            id="a concept stays one after skills",
        ),
    ],
)
def test_a_few_words_that_were_refused(
    run: Run, before: Action, words: dict[str, object], kind: str, says: str
) -> None:
    last = run(before)

    assert says in run(ActionOutOfScope(), slots=last.slots, kind=kind, **words).text


def test_a_few_words_that_were_refused_keep_the_topic_they_concern(run: Run) -> None:
    pay = run(TOPIC_ACTIONS["salary"]())
    words = fragment("role", "ai_product_manager", "product manager")
    turn = run(ActionOutOfScope(), slots=pay.slots, kind="other_job", **words)

    assert turn.slots["last_topic"] == "salary"


def test_a_few_words_that_were_refused_may_name_what_one_topic_does_not_know(run: Run) -> None:
    words = fragment("detail", "employers", "shopify")
    turn = run(ActionOutOfScope(), kind="off_topic", **words)

    assert turn.text.startswith("The guide names no employers:")
