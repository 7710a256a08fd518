"""The shell's loop: a line, then its answer or the result of its command."""

from __future__ import annotations

from collections.abc import AsyncIterator

from channels.message_request import BadMessageRequest
from server.shell.commands import PREFIX, Commands, Stop
from server.shell.output import Output


async def run(commands: Commands, lines: AsyncIterator[str], output: Output) -> bool:
    """Goes on until there are no more lines, or one of them is ``/stop``.

    Args:
        commands: with the conversation to talk in.
        lines: what is typed; blank ones are passed over.
        output: where answers go.

    Returns:
        Whether every question was answered.
    """
    all_answered = True
    async for line in lines:
        try:
            if line.startswith(PREFIX):
                output.result(line, await commands.run(line))
            elif line:
                turn = await commands.conversation.ask(line)
                output.answer(line, turn, explains=commands.explains)
                all_answered = all_answered and not turn.failed
        except BadMessageRequest as error:
            output.refusal(line, str(error))
            all_answered = False
        except Stop:
            break
    return all_answered
