"""Every refusal of ``chat.postMessage`` that Slack documents, and what becomes of the answer."""

from __future__ import annotations

import pytest

from channels.slack.phrases import NOT_SENT
from channels.slack.retries import MOST_RETRIES
from evaluation.assistant import Assistant
from tests.channels.slack.asking import MENTION, SKILLS, nothing_more_comes
from tests.channels.slack.stand_in import SlackStandIn, page, refusal

# https://docs.slack.dev/reference/methods/chat.postMessage#errors, read on 28 November 2026.
PASSING = """
    fatal_error internal_error message_limit_exceeded rate_limited ratelimited request_timeout
    service_unavailable team_added_to_org
""".split()
CONTENT = """
    attachment_payload_limit_exceeded invalid_arguments invalid_blocks invalid_blocks_format
    markdown_text_conflict msg_blocks_too_long msg_too_long no_text too_many_attachments
    too_many_contact_cards
""".split()
PLACE = """
    cannot_reply_to_message channel_not_found duplicate_channel_not_found
    duplicate_message_not_found ekm_access_denied is_archived no_permission not_in_channel
    restricted_action restricted_action_non_threadable_channel restricted_action_read_only_channel
    restricted_action_thread_locked restricted_action_thread_only_channel
""".split()
# Whatever were tried next, Slack would refuse it too: the token, the app or the call is wrong.
FOR_GOOD = """
    access_denied accesslimited account_inactive as_user_not_supported deprecated_endpoint
    enterprise_is_restricted invalid_arg_name invalid_array_arg invalid_auth invalid_charset
    invalid_form_data invalid_metadata_format invalid_metadata_schema invalid_post_type
    messages_tab_disabled metadata_must_be_sent_from_app metadata_too_large method_deprecated
    missing_file_data missing_post_type missing_scope not_allowed_token_type not_authed
    org_login_required slack_connect_canvas_sharing_blocked
    slack_connect_file_link_sharing_blocked slack_connect_lists_sharing_blocked
    team_access_not_granted team_not_found token_expired token_revoked two_factor_setup_required
""".split()


@pytest.mark.parametrize("code", PASSING)
def test_one_that_passes_delays_the_answer(http: SlackStandIn, code: str) -> None:
    http.refusals["chat.postMessage"] = [refusal(code)]
    thread = http.write("U0ANN", "C0GENERAL", f"{MENTION} {SKILLS}")
    [answer] = http.wait_for(1)
    assert (answer.channel, answer.thread_ts) == ("C0GENERAL", thread)
    assert answer.blocks


@pytest.mark.parametrize("code", CONTENT)
def test_one_of_the_content_leaves_the_plain_text(http: SlackStandIn, code: str) -> None:
    http.refusals["chat.postMessage"] = [refusal(code)]
    thread = http.write("U0ANN", "C0GENERAL", f"{MENTION} {SKILLS}")
    [answer] = http.wait_for(1)
    assert (answer.channel, answer.thread_ts, answer.blocks) == ("C0GENERAL", thread, [])
    assert answer.text.startswith("You need the right skills")


@pytest.mark.parametrize("code", PLACE)
def test_one_of_the_place_sends_it_to_the_person_alone(http: SlackStandIn, code: str) -> None:
    http.refusals["chat.postMessage"] = [refusal(code)]
    http.write("U0ANN", "C0GENERAL", f"{MENTION} {SKILLS}")
    [answer] = http.wait_for(1)
    assert answer.channel == "D0ANN"
    assert answer.asides()[0].startswith("I may not write in <#C0GENERAL>, so I answer here.")
    assert SKILLS in answer.asides()[0]
    assert "*Core technical skills*" in answer.everything


@pytest.mark.parametrize("code", FOR_GOOD)
def test_one_for_good_is_told_in_the_log(http: SlackStandIn, server: Assistant, code: str) -> None:
    logged = len(server.log("server"))
    http.refusals["chat.postMessage"] = [refusal(code)]
    http.write("U0ANN", "C0GENERAL", f"{MENTION} {SKILLS}")
    http.wait_for_call("chat.postMessage")
    assert nothing_more_comes(http)
    told = server.log("server")[logged:].splitlines()
    assert [line for line in told if "could not be sent to Slack" in line and code in line]


class TestNoAnswerIsLost:
    def test_the_person_is_told_and_slacks_retry_brings_the_answer(
        self, http: SlackStandIn, server: Assistant
    ) -> None:
        http.refusals["chat.postMessage"] = [
            page(502, "text/html") for _ in range(MOST_RETRIES + 1)
        ]
        [body] = http.events("U0ANN", "D0LOST", SKILLS, http.next_ts())
        http.deliver("events_api", body)
        [told] = http.wait_for(1)
        assert told.text == NOT_SENT.in_language("en")
        self.wait_until_it_is_kept(http)
        http.deliver("events_api", body, retry=1)
        [answer] = http.wait_for(1, after=1)
        assert "*Core technical skills*" in answer.everything
        self.wait_until_it_is_kept(http)
        http.deliver("events_api", body, retry=2)
        assert nothing_more_comes(http)

    def wait_until_it_is_kept(self, http: SlackStandIn) -> None:
        """Another question of the conversation waits for the lock, behind what is kept."""
        before = len(http.sent)
        http.write("U0ANN", "D0LOST", "thanks")
        http.wait_for(1, after=before)
        http.sent.pop()

    def test_a_retry_while_the_answer_is_on_its_way_brings_no_second_one(
        self, http: SlackStandIn
    ) -> None:
        http.refusals["chat.postMessage"] = [refusal("internal_error")] * 2
        [body] = http.events("U0ANN", "D0WAY", SKILLS, http.next_ts())
        http.deliver("events_api", body)
        http.wait_for_call("chat.postMessage")
        http.deliver("events_api", body, retry=1)
        http.wait_for(1)
        assert nothing_more_comes(http)

    def test_what_one_person_sees_is_tried_again_too(self, http: SlackStandIn) -> None:
        http.refusals["response_url"] = [page(502, "text/html"), page(503, "text/plain")]
        http.command("U0ANN", "C0NOTIN", SKILLS)
        [answer] = http.wait_for(1)
        assert answer.only_for == "U0ANN"
