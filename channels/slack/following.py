"""Threads that the app follows: what is answered there without a mention, and how it ends.

That following has ended is kept as Rasa's event for that, ``pause``, in a conversation that the app
has with itself in the thread.
"""

from __future__ import annotations

from dataclasses import replace

from rasa.core.agent import Agent
from rasa.shared.core.events import ConversationPaused, ConversationResumed

from channels.slack.conversation import SlackConversation
from channels.slack.questions import has_asked
from components.clauses import Form
from components.reading import CLAUSES, ERASE_MY_DATA, FOLLOW_UP, Reading, topic_of
from stores.conversations import tracker_store

SURE = 0.8
"""From this confidence on, words that mention nobody are taken for a question to the app.

Of 416 held-out questions (tests/nlu), somebody who has asked before gets 78 in 100 answered without
a mention, of 271 messages about other things 3 in 100. From 0 on it is 90 and 5, from 0.9 on 74 and
2. A mention is always answered.
"""
STOP = frozenset({"stop", "stop following", "please stop", "arrête", "arrêtez"})
"""What ends following, in any case and with any marks around it."""


def is_stop(text: str) -> bool:
    """Whether somebody wants the app to follow the thread no longer."""
    return text.casefold().strip(" .!,") in STOP


async def is_followed(
    agent: Agent, conversation: SlackConversation, starter: str | None, bot_user: str | None
) -> bool:
    """Whether the app follows a thread as far as one person is concerned.

    It does where the person has asked it something there, or the thread began with a question to
    it, unless somebody has ended it.

    Args:
        agent: whose tracker store has the conversations.
        conversation: the person's.
        starter: id of who began the thread, if Slack says.
        bot_user: the app's own user id.
    """
    if conversation.thread is None or await _is_paused(agent, conversation, bot_user):
        return False
    if await has_asked(agent, conversation) or starter == bot_user:
        return True
    return starter is not None and await has_asked(agent, replace(conversation, user=starter))


async def is_meant(agent: Agent, conversation: SlackConversation, text: str) -> bool:
    """Whether words in a followed thread are a question to the app; they aren't stored.

    Of whoever has asked before, also what only goes on from that ("and with 8 years?"). Small talk,
    thanks and what is told to the others are not.
    """
    parsed = await agent.parse_message(text)
    intent, confidence = str(parsed["intent"]["name"]), float(parsed["intent"]["confidence"])
    if confidence < SURE:
        return False
    questions = Reading.from_message(parsed).questions
    if questions and not any(topic_of(each.intent) for each in questions):
        return False  # "brb, lunch"
    forms = parsed.get(CLAUSES, ())
    asks, tells = Form.QUESTION.name in forms, Form.STATEMENT.name in forms
    if await has_asked(agent, conversation):
        is_ours = topic_of(intent) is not None or intent in (FOLLOW_UP, ERASE_MY_DATA)
        return is_ours and (asks or not tells)
    return topic_of(intent) is not None and asks


async def stop_following(
    agent: Agent, conversation: SlackConversation, bot_user: str | None
) -> bool:
    """Ends following a thread, for everybody in it; whether it was followed until now."""
    own = _own(conversation, bot_user)
    async with agent.lock_store.lock(own):
        store = tracker_store(agent)
        tracker = await store.get_or_create_tracker(own, append_action_listen=False)
        if tracker.is_paused():
            return False
        tracker.update(ConversationPaused(), agent.domain)
        await store.save(tracker)
        return True


async def follow_again(agent: Agent, conversation: SlackConversation, bot_user: str | None) -> None:
    """Follows a thread again in which somebody mentions the app."""
    if not await _is_paused(agent, conversation, bot_user):
        return
    own = _own(conversation, bot_user)
    async with agent.lock_store.lock(own):
        store = tracker_store(agent)
        tracker = await store.get_or_create_tracker(own, append_action_listen=False)
        tracker.update(ConversationResumed(), agent.domain)
        await store.save(tracker)


async def _is_paused(agent: Agent, conversation: SlackConversation, bot_user: str | None) -> bool:
    tracker = await tracker_store(agent).retrieve(_own(conversation, bot_user))
    return tracker is not None and tracker.is_paused()


def _own(conversation: SlackConversation, bot_user: str | None) -> str:
    return replace(conversation, user=str(bot_user)).id
