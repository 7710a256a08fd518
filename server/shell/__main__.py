"""Shell mode: ``python -m server.shell`` talks to a tester, or answers questions of a file or pipe.

The model is loaded into this program, which listens nowhere: it runs beside servers that run
already. Conversations are stored as elsewhere (``endpoints.yml``).
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
from pathlib import Path

from server import rasa_3_6_21
from server.model_file import MODEL, stop_if_missing
from server.shell.screen import Screen, progress

WELCOME = "Ask a question, or type the number of a suggestion. /help lists the commands."
INTERRUPTED = 130
"""The exit status of a program that Ctrl-C ended, as shells have it."""


def main() -> int:
    """Runs until the questions are over, or the tester leaves.

    Returns:
        The exit status: 0, or 1 if a question of a file or pipe could not be answered.

    Raises:
        SystemExit: if something is missing or doesn't start; the message names it.
    """
    told = read_arguments()
    # A closed terminal window, or a kill, lets the stores be closed.
    for signal_number in (signal.SIGHUP, signal.SIGTERM):
        signal.signal(signal_number, lambda *_: sys.exit(1))
    try:
        return asyncio.run(talk(told))
    except KeyboardInterrupt:
        return 0 if is_typed(told) else INTERRUPTED
    except BrokenPipeError:  # `make shell … | head` has seen enough, and what is left goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def read_arguments() -> argparse.Namespace:
    """Reads the command line.

    Raises:
        SystemExit: if the model or the file of questions isn't there.
    """
    parser = argparse.ArgumentParser(prog="python -m server.shell", description="Shell mode.")
    parser.add_argument("--why", action="store_true", help="say how each message was read")
    parser.add_argument("--file", type=Path, help="take the questions from a file, one a line")
    parser.add_argument("--json", action="store_true", help="print one JSON object a turn")
    told = parser.parse_args()
    stop_if_missing(MODEL)
    if told.file is not None and not told.file.is_file():
        sys.exit(f"There is no file {told.file}.")
    return told


def is_typed(told: argparse.Namespace) -> bool:
    """Whether a person types the questions and sees the answers."""
    return told.file is None and not told.json and sys.stdin.isatty() and sys.stdout.isatty()


async def talk(told: argparse.Namespace) -> int:
    """Loads the model and answers; returns the exit status."""
    typed = is_typed(told)
    with progress("Starting the assistant…") as starting:

        def leave(*_: object) -> None:
            starting.stop()
            os._exit(0 if typed else INTERRUPTED)

        # In the middle of an import, an exception may be lost; and nothing is to be saved yet.
        signal.signal(signal.SIGINT, leave)
        rasa_3_6_21.defer_unused_imports()  # before anything of Rasa is imported
        from monitoring.logs import configure_rasa_logging
        from server.shell.agent import loaded_agent
        from server.shell.commands import Commands
        from server.shell.conversation import Conversation
        from server.shell.lines import read_lines, typed_lines
        from server.shell.output import JsonOutput, TextOutput
        from server.shell.run import run

        configure_rasa_logging()
        rasa_3_6_21.speed_up_messages()
        async with loaded_agent() as agent:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            starting.stop()
            screen = Screen(sys.stderr if told.json else sys.stdout, plain=not typed)
            text = TextOutput(screen, echoes=not typed)
            output = JsonOutput(sys.stdout, screen) if told.json else text
            if typed:
                screen.show(WELCOME)
            commands = Commands(Conversation(agent), explains=told.why)
            lines = typed_lines() if typed else read_lines(told.file)
            all_answered = await run(commands, lines, output)
    return 0 if all_answered or typed else 1


if __name__ == "__main__":
    sys.exit(main())
