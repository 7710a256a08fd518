"""Rasa's command line with a ``rasa shell`` that can be left at any prompt.

In Rasa 3.6, Ctrl-C while choosing a button, and Ctrl-D at any prompt, raise an exception in the
task that talks to the person; the shell then hangs. Here both end it, as Ctrl-C at the text prompt
does.
"""

import sys
from collections.abc import Awaitable, Callable
from typing import Any

from server.light_rasa import defer_tensorflow, stop_if_model_is_missing

stop_if_model_is_missing(sys.argv[1:])
defer_tensorflow()

import rasa.__main__  # noqa: E402
import rasa.cli.utils  # noqa: E402
from rasa.core.channels import console  # noqa: E402

Input = Callable[[dict[str, Any] | None], Awaitable[str | None]]
read_input: Input = console._get_user_input


async def button_payload(question: Any) -> str | None:
    """Asks which button to press.

    Args:
        question: Rasa's (questionary's) list of buttons, each written as ``1: title (payload)``.

    Returns:
        The button's payload, Rasa's marker for typing a text instead, or None if cancelled.
    """
    answer: str | None = await question.ask_async()
    if answer is None or answer == rasa.cli.utils.FREE_TEXT_INPUT_PROMPT:
        return answer
    return answer[answer.rfind("(") + 1 : answer.rfind(")")]


async def user_input(previous_response: dict[str, Any] | None) -> str | None:
    """Shows the last reply and reads what the person says to it; None ends the shell."""
    try:
        return await read_input(previous_response)
    except EOFError:
        return None


if __name__ == "__main__":
    rasa.cli.utils.payload_from_button_question = button_payload
    console._get_user_input = user_input
    rasa.__main__.main()
