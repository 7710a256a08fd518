"""Charts in Slack: image blocks from a public address, files otherwise."""

from __future__ import annotations

import requests

from tests.channels.slack.asking import MENTION, nothing_more_comes
from tests.channels.slack.stand_in import SlackStandIn
from tests.pay import AVERAGE


def test_it_is_an_image_block_if_the_server_has_a_public_address(socket: SlackStandIn) -> None:
    socket.write("U0ANN", "D0CHART", "How much do ML engineers earn?")
    [answer] = socket.wait_for(1)
    [image] = [block for block in answer.blocks if block["type"] == "image"]
    assert "Chart of pay by years of experience" in image["alt_text"]
    picture = requests.get(image["image_url"], timeout=10)
    assert picture.headers["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")


def test_it_is_a_file_in_the_thread_otherwise(http: SlackStandIn) -> None:
    thread = http.write("U0ANN", "C0GENERAL", f"{MENTION} How much do ML engineers earn?")
    answer, chart = http.wait_for(2)
    assert all(block["type"] != "image" for block in answer.blocks)
    assert (chart.channel, chart.thread_ts) == ("C0GENERAL", thread)
    assert chart.file is not None
    assert chart.file.startswith(b"\x89PNG")
    assert chart.alt is not None
    assert "Chart of pay by years of experience" in chart.alt


def test_an_answer_that_only_one_person_sees_does_without(http: SlackStandIn) -> None:
    http.command("U0ANN", "C0NOTIN", "How much do ML engineers earn?")
    assert AVERAGE in http.wait_for(1)[0].everything
    assert nothing_more_comes(http)


def test_the_answer_stands_if_the_file_is_not_taken(http: SlackStandIn) -> None:
    http._scopes.remove("files:write")
    http.write("U0ANN", "D0CHART", "How much do ML engineers earn?")
    http.wait_for(1)
    assert nothing_more_comes(http)
    http._scopes.add("files:write")
