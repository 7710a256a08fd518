"""Links to the guide's own pages: deep links from an answer's source line to its topic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guide.text import DEFAULT_LANGUAGE, Language

GUIDE_PAGE = "/guide"


def guide_path(language: Language, anchor: str = "") -> str:
    """The path of the guide's page in a language, perhaps of something on it."""
    page = GUIDE_PAGE if language == DEFAULT_LANGUAGE else f"{GUIDE_PAGE}/{language}"
    return f"{page}#{anchor}" if anchor else page


@dataclass(frozen=True)
class GuideReference:
    """What an answer rests on, and where the guide's page has it.

    Attributes:
        sections: the part of the source line that names the published guide's sections.
        topic: the topic that was answered.
        language: of the answer.
    """

    sections: str
    topic: str
    language: Language

    @classmethod
    def of(cls, answer: Mapping[str, Any]) -> GuideReference | None:
        """Reads what the action says of its answer (``actions.respond.say``)."""
        if not answer.get("sections"):
            return None
        return cls(answer["sections"], answer.get("topic") or "", answer["language"])

    def linked(self, text: str, server: str = "") -> str:
        """The answer with a link on the sections that its source line names.

        Args:
            text: Markdown; the source line is its last paragraph.
            server: the server's public address, without a slash at its end; empty: the link is a
                path.
        """
        before, paragraph, source = text.rpartition("\n\n")
        address = server + guide_path(self.language, self.topic)
        start, found, rest = source.rpartition(self.sections)
        link = f"[{found}]({address})" if found else ""
        return f"{before}{paragraph}{start}{link}{rest}"
