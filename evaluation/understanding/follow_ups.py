"""Multi-turn evaluation: whether the running assistant answers dialogues as it should."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from evaluation.understanding.metrics import Metric, Mistake
from evaluation.understanding.sets import Dialogue, Turn
from guide.formats import or_list
from guide.text import LANGUAGES, Language, Text, bilingual

Answers = list[dict[str, Any]]
Say = Callable[[str], Answers]

_SILENT = bilingual("no answer", "aucune réponse")
_NOT_SAID = bilingual("doesn't say {texts}", "ne dit pas {texts}")
_SAID = bilingual("says {texts}", "dit {texts}")
_QUOTED = bilingual("“{text}”", "« {text} »")


def plain(text: str) -> str:
    """Text without its line breaks, Markdown signs and case."""
    return " ".join(text.replace("*", "").replace("_", "").lower().split())


def complaint(turn: Turn, answers: Answers) -> Text | None:
    """What is wrong with the answer to a turn; None if nothing is."""
    said = plain(" ".join(answer.get("text") or "" for answer in answers))
    if not said:
        return _SILENT
    missing = [texts for texts in turn.says if not any(plain(text) in said for text in texts)]
    unwanted = [(text,) for text in turn.never if plain(text) in said]
    return _sentence([(_NOT_SAID, missing), (_SAID, unwanted)]) if missing or unwanted else None


def _expected(turn: Turn) -> Text:
    if turn.says:
        return _sentence([(_SAID, turn.says)])
    return _sentence([(_NOT_SAID, [(text,) for text in turn.never])])


def _sentence(parts: Iterable[tuple[Text, Iterable[Sequence[str]]]]) -> Text:
    """Wordings, each with what is said or isn't: any of some texts."""
    said = [(wording, texts) for wording, each in parts for texts in each]
    return bilingual(
        *(
            "; ".join(
                wording.in_language(language).format(texts=_any_of(texts, language))
                for wording, texts in said
            )
            for language in LANGUAGES
        )
    )


def _any_of(texts: Sequence[str], language: Language) -> str:
    quote = _QUOTED.in_language(language)
    return or_list([quote.format(text=text) for text in texts], language)


def measure_dialogues(
    dialogues: Sequence[Dialogue], start_conversation: Callable[[], Say]
) -> dict[str, Metric]:
    """Talks through dialogues.

    Args:
        dialogues: At least one.
        start_conversation: Starts a conversation of a new person; what it returns sends a message
            and gives the answer's messages.

    Returns:
        The shares of turns and of whole dialogues that were answered right.
    """
    wrong: list[Mistake] = []
    spoilt = 0
    for dialogue in dialogues:
        say = start_conversation()
        before = len(wrong)
        for number, turn in enumerate(dialogue.turns, start=1):
            answers = say(turn.user)
            found = complaint(turn, answers)
            if found:
                answer = " ".join(answer.get("text") or "" for answer in answers)
                wrong.append(
                    Mistake(
                        dialogue.place,
                        f"turn {number}: {turn.user}",
                        _expected(turn),
                        bilingual(f"{found.en}: {answer[:200]}", f"{found.fr} : {answer[:200]}"),
                    )
                )
        spoilt += len(wrong) > before
    turns = sum(len(dialogue.turns) for dialogue in dialogues)
    return {
        "turns_right": Metric(1 - len(wrong) / turns, turns, tuple(wrong)),
        "dialogues_right": Metric(1 - spoilt / len(dialogues), len(dialogues), tuple(wrong)),
    }
