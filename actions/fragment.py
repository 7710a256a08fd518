"""Whether a message leans on the one before: "3-4 years?", "what do they do?"."""

from __future__ import annotations

import re

from rasa_sdk import Tracker

from actions.focus import read_focus
from actions.memory import last_target
from components.reading import Reading
from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.follow_up import continued, topic_of_gap, topic_of_name
from guide.reply import Reply

# Words that add nothing to what they stand around.
_FILLERS = frozenset(
    "a about also an and any are as at be but can do does exp experience for from given got have"
    " how i if in is it its just me mean meant my no not of ok okay on one ones only or out please"
    " pls so sorry take takes than that the them then there these they this those though tho to u"
    " was well what whats with yeah you"
    " et a au avec d'expérience d'experience de des du en et la le les ou pour que quoi sur un"
    " une".split()
)
_REFERENCE = re.compile(
    r"\b(?:they|them|their|those|these|(?<!is )(?<!are )(?<!was )there)\b|\bthat\W*$",
    re.IGNORECASE,
)


def refers_back(reading: Reading) -> bool:
    """Whether a message names what it asks about by a pronoun: "what do they do?"."""
    return bool(_REFERENCE.search(reading.text))


def is_fragment(reading: Reading) -> bool:
    """Whether a message says nothing but entities, apart from filler words.

    Such a message means what the conversation makes of it, even if one intent fits it well:
    "how many months" asks about the programme that was just answered, if one was.
    """
    if not reading.entities:
        return False
    text = list(reading.text)
    for entity in reading.entities:
        text[entity.start : entity.end] = " " * (entity.end - entity.start)
    words = re.findall(r"[\w']+", "".join(text).lower())
    return all(word in _FILLERS for word in words)


def answer_fragment(
    composer: Composer, tracker: Tracker, reading: Reading, *, gaps: bool = True
) -> Reply | None:
    """The answer to a fragment that was refused or not understood by itself.

    It goes by the last answer; else by what it names.

    Args:
        composer: Of the reply.
        tracker: The conversation.
        reading: The message's.
        gaps: Whether it may also name what a single topic says it doesn't know: "Shopify?".

    Returns:
        ``None`` if the message is no fragment, or none of this helps.
    """
    if not is_fragment(reading):
        return None
    guide, last, said = composer.guide, last_target(tracker), read_focus(reading)
    target = continued(guide, last, said) or topic_of_name(guide, said)
    if target is None and gaps:
        target = topic_of_gap(guide, said)
    return None if target is None else answer(composer, target, last)
