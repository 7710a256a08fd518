"""The shell's commands: what begins with a slash is no question."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import get_args

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from guide.text import Language
from server.shell.conversation import LANGUAGE_SLOT, Conversation
from server.shell.screen import ACCENT
from server.shell.stories import StoryError, save_story
from server.shell.why import slot_lines, why

PREFIX = "/"
LANGUAGES: tuple[Language, ...] = get_args(Language)


class Stop(Exception):  # noqa: N818 (what it says, not how it failed)
    """The tester leaves."""


@dataclass
class Commands:
    """Does what a command says to a conversation.

    Attributes:
        conversation: which.
        explains: whether each answer is followed by why it came.
    """

    conversation: Conversation
    explains: bool = False

    async def run(self, line: str) -> RenderableType:
        """Runs a command.

        Args:
            line: as it was typed, with its argument.

        Returns:
            What to show.

        Raises:
            Stop: if it ends the shell.
        """
        name, _, argument = line.removeprefix(PREFIX).partition(" ")
        if name not in COMMANDS:
            return Text(f"There is no command {PREFIX}{name}; {PREFIX}help lists them.")
        return await COMMANDS[name].run(self, argument.strip())

    async def help(self, _: str) -> RenderableType:
        """Lists the commands."""
        table = Table.grid(padding=(0, 2))
        for name, command in COMMANDS.items():
            usage = f"{PREFIX}{name} {command.argument}".rstrip()
            table.add_row(Text(usage, style=ACCENT, no_wrap=True), Text(command.does))
        return table

    async def why(self, _: str) -> RenderableType:
        """Turns the reading of each message on or off; once on, shows that of the last."""
        self.explains = not self.explains
        if not self.explains:
            return Text("Answers are no longer explained.")
        if self.conversation.last is None:
            return Text("Each answer will be followed by how its message was read.")
        return why(self.conversation.last)

    async def slots(self, _: str) -> RenderableType:
        """Shows what the conversation remembers."""
        return slot_lines(await self.conversation.slots())

    async def language(self, language: str) -> RenderableType:
        """Shows or sets the language of answers."""
        if language in LANGUAGES:
            await self.conversation.set_language(language)
        elif language:
            return Text(f"There is no language {language}; choose {' or '.join(LANGUAGES)}.")
        now = (await self.conversation.slots()).get(LANGUAGE_SLOT, "not set")
        return Text(f"Language: {now}.")

    async def restart(self, _: str) -> RenderableType:
        """Begins a new conversation."""
        self.conversation.restart()
        return Text("A new conversation; nothing is remembered.")

    async def save(self, name: str) -> RenderableType:
        """Saves the conversation as a test story."""
        tracker = await self.conversation.tracker()
        if tracker is None or self.conversation.last is None:
            return Text("Nothing has been said yet.")
        try:
            return Text(f"Saved as {save_story(name, tracker)}; `rasa test` runs it.")
        except StoryError as error:
            return Text(str(error))

    async def stop(self, _: str) -> RenderableType:
        """Leaves the shell."""
        raise Stop


@dataclass(frozen=True)
class _Command:
    argument: str
    does: str
    run: Callable[[Commands, str], Awaitable[RenderableType]]


COMMANDS = {
    "why": _Command(
        "", "say after each answer how the message was read, or no longer", Commands.why
    ),
    "slots": _Command("", "what the conversation remembers", Commands.slots),
    "language": _Command("[en|fr]", "show or set the language of answers", Commands.language),
    "restart": _Command("", "begin a new conversation", Commands.restart),
    "save": _Command("NAME", "save the conversation as tests/test_NAME.yml", Commands.save),
    "help": _Command("", "list the commands", Commands.help),
    "stop": _Command("", "leave (or Ctrl-D, Ctrl-C)", Commands.stop),
}
