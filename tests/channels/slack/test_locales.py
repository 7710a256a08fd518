"""The locale of a person in Slack, and what is said in its language."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from channels.slack import locales, phrases
from channels.slack.client import SlackClient, new_session
from channels.slack.locales import Locales
from tests.channels.slack.asking import MENTION, SKILLS, ask_in_channel
from tests.channels.slack.stand_in import BOT_TOKEN, SlackStandIn, page, refusal


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlackStandIn]:
    """A Slack without a server, which isn't taken for a slow one on a busy machine."""
    monkeypatch.setattr(locales, "PATIENCE_SECONDS", 60)
    with SlackStandIn() as slack:
        slack.locales["U0LEA"] = "fr-FR"
        yield slack


@pytest.fixture
def french(http: SlackStandIn) -> Iterator[SlackStandIn]:
    """A Slack whose people with these ids have set it to French; Léa has been here before."""
    http.locales = dict.fromkeys(("U0LEA", "U0LOU", "U0LUC"), "fr-FR")
    # The first time, a busy machine may be slower than the server waits for.
    http.command("U0LEA", "C0GENERAL", "")
    http.wait_for(1)
    http.forget()
    yield http
    http.locales = {}


def find(slack: SlackStandIn, *people: tuple[str, str]) -> list[str | None]:
    """Looks people up, one after the other."""

    async def look_up() -> list[str | None]:
        async with new_session() as session:
            known = Locales(SlackClient(BOT_TOKEN, f"{slack.url}/api/", session, []))
            return [await known.find(*person) for person in people]

    return asyncio.run(look_up())


def top(slack: SlackStandIn) -> str:
    """The first thing on the home tab."""
    text: str = slack.last_call("views.publish")["view"]["blocks"][0]["text"]["text"]
    return text


class TestLocales:
    def test_slack_is_asked_once_about_each_person(self, alone: SlackStandIn) -> None:
        lea, ann = ("T0TEAM", "U0LEA"), ("T0TEAM", "U0ANN")
        assert find(alone, lea, ann, lea, ann) == ["fr-FR", "en-US", "fr-FR", "en-US"]
        assert len(alone.calls) == 2

    def test_people_of_different_workspaces_are_different(self, alone: SlackStandIn) -> None:
        find(alone, ("T0TEAM", "U0LEA"), ("T1TEAM", "U0LEA"))
        assert len(alone.calls) == 2

    def test_it_expires(self, alone: SlackStandIn, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(locales, "KEPT_SECONDS", -1)
        find(alone, *2 * [("T0TEAM", "U0LEA")])
        assert len(alone.calls) == 2

    def test_without_the_scope_there_is_none(self, alone: SlackStandIn) -> None:
        alone.scopes.remove("users:read")
        assert find(alone, *2 * [("T0TEAM", "U0LEA")]) == [None, None]
        assert len(alone.calls) == 1

    @pytest.mark.parametrize(
        "failure",
        [refusal("user_not_visible"), refusal("ratelimited", 429), page(502, "text/html")],
    )
    def test_no_failure_is_an_error(self, alone: SlackStandIn, failure: object) -> None:
        alone.refusals["users.info"] = [failure]  # type: ignore[list-item]
        assert find(alone, ("T0TEAM", "U0LEA")) == [None]

    def test_a_slow_slack_is_not_waited_for_a_second_time(
        self, alone: SlackStandIn, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(locales, "PATIENCE_SECONDS", 0.05)
        alone.hanging.add("users.info")
        assert find(alone, *2 * [("T0TEAM", "U0LEA")]) == [None, None]
        assert len(alone.calls) == 1


class TestLanguage:
    def test_it_is_the_first_prior_of_an_answer(self, french: SlackStandIn) -> None:
        french.write("U0LEA", "D0LEA", "Python?")
        french.write("U0ANN", "D0ANN", "Python?")
        answers = {each.channel: each for each in french.wait_for(2)}
        for channel, label in (
            ("D0LEA", phrases.NOT_HELPFUL.fr),
            ("D0ANN", phrases.NOT_HELPFUL.en),
        ):
            assert answers[channel].buttons[-1]["accessibility_label"] == label

    def test_a_question_in_the_other_language_is_answered_in_that(
        self, french: SlackStandIn
    ) -> None:
        french.write("U0LOU", "D0LOU", SKILLS)
        assert french.wait_for(1)[0].text.startswith("You need the right skills")

    def test_a_slack_that_hangs_keeps_no_answer_back(self, french: SlackStandIn) -> None:
        french.hanging.add("users.info")
        french.write("U0LUC", "D0LUC", SKILLS)
        assert french.wait_for(1)[0].text.startswith("You need the right skills")
        french.hanging.clear()

    def test_prompts(self, french: SlackStandIn) -> None:
        french.open_messages_tab("U0LEA", "D0LEA")
        offered = french.wait_for_call("assistant.threads.setSuggestedPrompts", channel_id="D0LEA")
        assert offered["title"] == phrases.PROMPTS_TITLE.fr
        assert "compétences" in str(french.prompts["D0LEA"])

    def test_the_home_tab_and_its_buttons(self, french: SlackStandIn) -> None:
        event = {"type": "app_home_opened", "user": "U0LEA", "channel": "D0LEA", "tab": "home"}
        french.deliver("events_api", french.envelope(event | {"event_ts": french.next_ts()}))
        shown = french.wait_for_call("views.publish", user_id="U0LEA")["view"]["blocks"]
        assert shown[0]["text"]["text"] == phrases.HOME_TITLE.fr
        for count, (title, said) in enumerate(
            ((phrases.WHAT_IS_STORED.fr, "30 jours"), (phrases.DELETE_MY_DATA.fr, "effacer"))
        ):
            french.press_home("U0LEA", title)
            assert said in french.wait_for(1, after=count)[0].everything.replace("\u00a0", " ")
            notice = phrases.ANSWERED_IN_MESSAGES.fr.format(question=title)
            french.wait_until(lambda notice=notice: top(french) == notice)  # type: ignore[misc]

    def test_the_help(self, french: SlackStandIn) -> None:
        french.command("U0LEA", "C0GENERAL", "")
        assert phrases.FOR_EXAMPLE.fr in french.wait_for(1)[0].asides()

    def test_what_has_no_text(self, french: SlackStandIn) -> None:
        french.ask_about("U0LEA", "C0GENERAL", {"text": "", "files": [{"mimetype": "image/png"}]})
        assert french.wait_for(1)[0].text == phrases.ONLY_TEXT.fr

    def test_the_end_of_a_thread(self, french: SlackStandIn) -> None:
        thread = ask_in_channel(french, "U0LEA", "quelles compétences faut-il?")
        french.write("U0LEA", "C0GENERAL", f"{MENTION} stop", thread, "U0LEA")
        assert french.wait_for(1, after=1)[0].text == phrases.STOPPED.fr
