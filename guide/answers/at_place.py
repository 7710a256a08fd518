"""What stands at a place in a list: "how many are there, and which is number 3?"."""

from __future__ import annotations

from guide.answers.compose import Composer
from guide.reply import Target
from guide.said import Said


def at_place(composer: Composer, answered: Target, ordinal: int) -> Said | None:
    """What the list of an answer has at a place.

    Args:
        composer: the guide and the language to answer in.
        answered: what the answer was about.
        ordinal: the place, from 1; -1 is the last.

    Returns:
        ``None`` if the answer has no list of its own, or a shorter one.
    """
    listed = composer.guide.topic(answered.topic).listed(answered.focus)
    if len(listed) < max(abs(ordinal), 2):
        return None
    item = composer.name(listed[ordinal - 1 if ordinal > 0 else ordinal])
    phrases = composer.guide.phrases
    if ordinal < 0:
        return composer.say(phrases.at_end, item=item)
    return composer.say(phrases.at_place, place=str(ordinal), item=item)
