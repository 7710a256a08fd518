"""What the report counts, from events in Rasa's own event store."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from rasa.shared.core.events import SlotSet

from .conftest import Store


def test_questions_by_intent_channel_and_day(store: Store) -> None:
    store.ask("What does it pay?", "ask_salary", days_ago=2)
    store.ask("pay?", "ask_salary", conversation="ben", channel="slack")
    store.ask("Which skills?", "ask_skills")
    counts = store.counts()

    assert (counts.conversations, counts.messages, counts.questions) == (2, 3, 3)
    assert counts.intents == [("ask_salary", 2), ("ask_skills", 1)]
    assert counts.channels == [("web", 2), ("slack", 1)]
    today = datetime.now(timezone.utc).date()
    assert counts.days == [
        (today - timedelta(days=2), 1),
        (today - timedelta(days=1), 0),
        (today, 2),
    ]


def test_what_was_not_answered_comes_most_frequent_first(store: Store) -> None:
    store.ask("Best pizza?", "out_of_scope", "action_out_of_scope", kind="off_topic")
    for text in ("Can I get a visa", "can i get a  visa??", "Can I get a visa!"):
        store.ask(text, "out_of_scope", "action_out_of_scope", kind="immigration")
    store.ask("hm hm", "nlu_fallback", "action_clarify")
    store.ask("skills?", "ask_skills", "utter_answer_unavailable")
    store.ask("Which skills?", "ask_skills")
    counts = store.counts()

    first, *others = counts.not_answered
    assert (first.text, first.times) == ("Can I get a visa", 3)
    assert (first.outcome, first.kind) == ("not in the guide", "immigration")
    assert {(asked.text, asked.outcome) for asked in others} == {
        ("Best pizza?", "not in the guide"),
        ("hm hm", "asked back"),
        ("skills?", "out of order"),
    }
    assert (counts.unanswered, counts.questions) == (6, 7)


def test_each_of_several_questions_counts(store: Store) -> None:
    parts = [
        {"text": "what does it pay", "intent": {"name": "ask_salary"}, "entities": []},
        {"text": "can I get a visa", "intent": {"name": "out_of_scope"}, "entities": []},
    ]
    text = "what does it pay and can I get a visa"
    store.ask(text, "ask_several", "action_answer_several", questions=parts)
    counts = store.counts()

    assert (counts.messages, counts.questions, counts.unanswered) == (1, 2, 1)
    assert dict(counts.intents) == {"ask_salary": 1, "out_of_scope": 1}
    assert [asked.text for asked in counts.not_answered] == ["can I get a visa"]


def test_gaps_of_the_guide_that_people_ran_into(store: Store) -> None:
    gap = {"entity": "detail", "value": "after_tax", "start": 0, "end": 9}
    for text in ("net pay?", "pay after tax?"):
        store.ask(text, "ask_salary", entities=[gap])

    assert store.counts().details == [("after_tax", 2)]


def test_the_last_word_on_an_answer_counts(store: Store) -> None:
    store.ask("Which skills?", "ask_skills", topic="skills")
    store.rate("a", "down", "No!")
    store.rate("b", "down", "Too long.")
    store.rate("c", "up")
    store.rate("a", "up")
    store.rate("d", "down")
    store.rate("d", None)
    (skills,) = store.counts().feedback

    assert (skills.topic, skills.up, skills.down) == ("skills", 2, 1)
    assert skills.comments == [("Which skills?", "Too long.")]


def test_what_people_picked_when_asked_what_they_meant(store: Store) -> None:
    for _ in range(2):
        value = {"text": "dough?", "intent": "ask_salary"}
        store.publish("ann", SlotSet("labelled_example", value))
    store.publish("ann", SlotSet("labelled_example", None))

    assert store.counts().meanings == [("dough?", "ask_salary", 2)]


def test_nothing_tells_who_somebody_is(store: Store) -> None:
    texts = ["write to ann.lee+jobs@mail.example.ca", "call +1 (416) 555-0199 now", "id 1234567"]
    for text in texts:
        store.ask(text, "out_of_scope", "action_out_of_scope", conversation="secret-id")
    store.ask("I have 10 years, 100,000 a year", "out_of_scope", "action_out_of_scope")
    counts = store.counts()

    assert {asked.text for asked in counts.not_answered} == {
        "write to •••", "call ••• now", "id •••", "I have 10 years, 100,000 a year",
    }  # fmt: skip
    assert "secret-id" not in repr(counts)


def test_what_was_typed_after_a_slash_is_shown_as_typed(store: Store) -> None:
    store.ask("\u2060/restart", "out_of_scope", "action_out_of_scope")

    assert [asked.text for asked in store.counts().not_answered] == ["/restart"]
