"""Charts in Slack: drawn by Slack, or as pictures from a public address."""

from __future__ import annotations

import requests

from tests.channels.slack.asking import MENTION, nothing_more_comes
from tests.channels.slack.stand_in import SlackStandIn, refusal
from tests.pay import AVERAGE, BANDS

PAY = "How much do ML engineers earn?"
LADDER = "What does the career path look like?"


def test_slack_draws_pay_by_years(slack: SlackStandIn) -> None:
    thread = slack.write("U0ANN", "C0GENERAL", f"{MENTION} {PAY}")
    [answer] = slack.wait_for(1)
    assert (answer.channel, answer.thread_ts) == ("C0GENERAL", thread)
    [chart] = answer.charts
    lowest, highest = chart["chart"]["series"]
    assert [point["value"] for point in lowest["data"]] == [band.pay.low for band in BANDS]
    assert [point["value"] for point in highest["data"]] == [band.pay.high for band in BANDS]
    assert nothing_more_comes(slack)


def test_also_in_the_answer_of_the_slash_command(http: SlackStandIn) -> None:
    http.command("U0ANN", "C0NOTIN", PAY)
    [answer] = http.wait_for(1)
    assert len(answer.charts) == 1
    assert AVERAGE in answer.everything


def test_where_slack_refuses_it_the_picture_takes_its_place(socket: SlackStandIn) -> None:
    socket.refusals["chat.postMessage"] = [refusal("invalid_blocks")]
    socket.write("U0ANN", "D0CHART", PAY)
    [answer] = socket.wait_for(1)
    assert answer.charts == []
    [image] = [block for block in answer.blocks if block["type"] == "image"]
    assert "Chart of pay by years of experience" in image["alt_text"]
    picture = requests.get(image["image_url"], timeout=10)
    assert picture.headers["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")


def test_without_a_public_address_the_text_says_the_same(http: SlackStandIn) -> None:
    http.refusals["chat.postMessage"] = [refusal("invalid_blocks")]
    http.write("U0ANN", "D0CHART", PAY)
    [answer] = http.wait_for(1)
    assert answer.blocks
    assert all(block["type"] not in ("image", "data_visualization") for block in answer.blocks)
    assert AVERAGE in answer.everything


def test_what_is_no_figure_is_a_picture(socket: SlackStandIn) -> None:
    socket.write("U0ANN", "D0LADDER", LADDER)
    [answer] = socket.wait_for(1)
    [image] = [block for block in answer.blocks if block["type"] == "image"]
    assert image["alt_text"].startswith("The career ladder")
