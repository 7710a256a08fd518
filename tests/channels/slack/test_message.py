"""A message of Rasa's, as Slack's blocks are made from it."""

from __future__ import annotations

from channels.slack.message import Button, ChartReference, Message


def test_an_answer_from_the_guide() -> None:
    message = Message.from_rasa(
        {
            "text": "CAD 100,000",
            "buttons": [{"title": "And then?", "payload": "And then?"}, {"title": "Why?"}],
            "answer": {
                "id": "a1",
                "topic": "salary",
                "chart": "salary",
                "chart_alt": "Pay by years.",
                "chart_language": "fr",
            },
        }
    )

    assert message == Message(
        "CAD 100,000",
        (Button("And then?", "And then?"), Button("Why?", "Why?")),
        "a1",
        ChartReference("salary", "Pay by years.", "fr"),
    )


def test_small_talk_can_t_be_rated_and_has_no_chart() -> None:
    assert Message.from_rasa({"text": "Hi!", "answer": {"id": "a1", "topic": None}}) == Message(
        "Hi!"
    )
    assert Message.from_rasa({"text": None}) == Message("")


def test_its_source_line_links_to_the_guides_page_if_that_has_a_public_address() -> None:
    message = Message.from_rasa(
        {
            "text": "CAD 100,000\n\n_Source: the guide, Salary outlook_",
            "answer": {
                "id": "a1",
                "topic": "salary",
                "sections": "Salary outlook",
                "language": "en",
            },
        }
    )

    linked = message.linked("https://bot.example.com")

    link = "[Salary outlook](https://bot.example.com/guide#salary)"
    assert linked.text == f"CAD 100,000\n\n_Source: the guide, {link}_"
    assert message.linked("") == message
    assert Message("Hi!").linked("https://bot.example.com") == Message("Hi!")
