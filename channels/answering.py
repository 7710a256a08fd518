"""Nobody is left without an answer."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.lock_store import LockError

logger = logging.getLogger(__name__)

APOLOGY = "Sorry, something went wrong and I couldn't answer. Please try again in a moment."

_QUOTED = re.compile("'.*?'")

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]


async def answer(
    on_new_message: OnNewMessage, message: UserMessage, has_answered: Callable[[], bool]
) -> None:
    """Lets the assistant handle ``message`` and apologises on its output channel if that fails.

    Rasa's own channels send an empty list when handling raised an error (the tracker store or
    the lock is unreachable) and also when an action failed (the action server is down): the
    person sees nothing at all. The error itself goes to the log, without the person's words.

    Args:
        on_new_message: Rasa's handler.
        message: what the person wrote, with the output channel for the answer.
        has_answered: tells whether anything was sent on that output channel.
    """
    output: OutputChannel = message.output_channel
    try:
        await on_new_message(message)
    except LockError as error:
        logger.error("%s: %s", message.input_channel, without_names(error))
        failed = True
    except (Exception, SystemExit):
        logger.exception("Handling a message from the channel '%s' failed.", message.input_channel)
        failed = True
    else:
        failed = not has_answered()
        if failed:
            logger.error("A message from '%s' was left unanswered.", message.input_channel)
    if failed:
        await output.send_response(message.sender_id, {"text": APOLOGY})


def without_names(error: LockError) -> str:
    """What a lock store's error says, without the conversation's id that Rasa puts into quotes."""
    return _QUOTED.sub("'…'", str(error))
