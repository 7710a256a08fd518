"""A burst of questions is acknowledged within Slack's three seconds, and answered."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

from tests.channels.slack.asking import SKILLS
from tests.channels.slack.stand_in import SlackStandIn
from tests.channels.slack.test_channel import JSON

QUESTIONS = 80


def test_eighty_questions_at_once(http: SlackStandIn) -> None:
    bodies = [
        json.dumps(body)
        for number in range(QUESTIONS)
        for body in http.events(f"U0{number}", f"D0BURST{number}", SKILLS, http.next_ts())
    ]
    with ThreadPoolExecutor(QUESTIONS) as pool:
        statuses = list(pool.map(lambda body: http.post(body, JSON).status_code, bodies))
    assert statuses == [200] * QUESTIONS
    answers = http.wait_for(QUESTIONS)
    assert {answer.channel for answer in answers} == {f"D0BURST{n}" for n in range(QUESTIONS)}
