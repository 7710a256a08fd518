"""Status, title and prompts beside the answers: shown to people, waited for by nobody."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

import pytest

from channels.slack.agent_sessions import AgentSessions
from channels.slack.client import SlackClient, new_session
from channels.slack.message import Button
from tests.channels.slack.asking import SKILLS
from tests.channels.slack.stand_in import BOT_TOKEN, SlackStandIn, refusal, too_soon

PROMPTS = [Button(f"Question {number}", f"Question {number}?") for number in range(6)]
STATUS, PROMPTS_METHOD = "agents.sessions.setStatus", "assistant.threads.setSuggestedPrompts"


def show(slack: SlackStandIn, what: Callable[[AgentSessions], Awaitable[None]]) -> None:
    """Runs sessions against a Slack until they have shown everything."""

    async def run() -> None:
        async with new_session() as session:
            sessions = AgentSessions(SlackClient(BOT_TOKEN, f"{slack.url}/api/", session, []))
            await what(sessions)
            while sessions._tasks:
                await asyncio.gather(*sessions._tasks)

    asyncio.run(run())


async def one_answer(sessions: AgentSessions) -> None:
    begun = sessions.begin("D0ANN", "1.5", SKILLS)
    await asyncio.sleep(0)
    sessions.end("D0ANN", "1.5", begun, PROMPTS, "en", SKILLS)


class TestAgent:
    def test_it_is_at_work_then_waits_and_offers_four_questions(self) -> None:
        with SlackStandIn() as slack:
            show(slack, one_answer)
        assert [arguments["status"] for name, arguments, _ in slack.calls if name == STATUS] == [
            "processing",
            "active",
        ]
        assert slack.sessions == {("D0ANN", "1.5"): ("active", SKILLS)}
        assert slack.prompts["D0ANN"][0] == {"title": "Question 0", "message": "Question 0?"}
        assert len(slack.prompts["D0ANN"]) == 4

    def test_a_title_that_is_too_long_is_cut(self) -> None:
        async def ask(sessions: AgentSessions) -> None:
            sessions.begin("D0ANN", "1.5", "why " * 200)

        with SlackStandIn() as slack:
            show(slack, ask)
        assert slack.problems == []
        assert slack.sessions

    @pytest.mark.parametrize("times", [1, 3])
    def test_what_slack_refuses_in_passing_makes_no_older_app_of_it(self, times: int) -> None:
        async def twice(sessions: AgentSessions) -> None:
            for _ in range(2 * times):
                await one_answer(sessions)
                while sessions._tasks:
                    await asyncio.gather(*sessions._tasks)

        with SlackStandIn() as slack:
            slack.refusals[STATUS] = [too_soon(1), refusal("internal_error")] * times
            show(slack, twice)
        assert {name for name, _, _ in slack.calls} == {STATUS, PROMPTS_METHOD}


class TestOlderManifest:
    def test_it_gets_the_methods_of_its_time_and_is_told_once(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        async def twice(sessions: AgentSessions) -> None:
            await one_answer(sessions)
            while sessions._tasks:
                await asyncio.gather(*sessions._tasks)
            begun = sessions.begin("D0ANN", "1.5", "and then?")
            sessions.end("D0ANN", "1.5", begun, PROMPTS, "en", None)

        with SlackStandIn() as slack:
            slack.is_agent = False
            show(slack, twice)
        assert [name for name, _, _ in slack.calls] == [
            STATUS,
            "assistant.threads.setStatus",
            "assistant.threads.setTitle",
            "assistant.threads.setStatus",
        ]
        assert slack.last_call("assistant.threads.setTitle")["title"] == SKILLS
        [line] = [each for each in caplog.messages if "Slack" in each]
        assert "works on, and docs/slack.md tells how to move it" in line


class TestNothingWaitsForIt:
    @pytest.mark.parametrize("method", [STATUS, PROMPTS_METHOD])
    def test_where_it_hangs_or_comes_too_soon(self, http: SlackStandIn, method: str) -> None:
        http.write("U0ANN", "D0COSMETIC", SKILLS)
        http.wait_for(1)
        http.refusals[method] = [too_soon(20)] * 2
        http.hanging = {method} if method == STATUS else set()
        start = time.monotonic()
        http.write("U0ANN", "D0COSMETIC", SKILLS)
        http.wait_for(1, after=1)
        posted = next(at for name, _, at in reversed(http.calls) if name == "chat.postMessage")
        status = next(at for name, _, at in reversed(http.calls) if name == STATUS)
        http.hanging = set()
        http.refusals.clear()
        assert status - start < 1, "it isn't shown before the answer"
        assert posted - start < 2.5

    def test_an_answer_stands_while_its_status_hangs(self, http: SlackStandIn) -> None:
        http.hanging = {STATUS}
        thread = http.write("U0ANN", "D0HANG", SKILLS)
        answer = http.wait_for(1)[0]
        http.hanging = set()
        assert answer.thread_ts == thread
        assert http.sessions == {}
