"""What is asked of two things together: "are both online?"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from guide.answers.answer import answer, told_in_words
from guide.answers.compose import Composer
from guide.model import PARTICULARS
from guide.reply import Reply, Target
from guide.said import Said


def answer_both(composer: Composer, target: Target, last: Target | None) -> Reply:
    """The answer to a question about two things, and that it goes for both if it doesn't name them.

    Args:
        composer: the guide and the language to answer in.
        target: what is asked, with the two.
        last: what the last answer was about.
    """
    reply = answer(composer, target, last)
    named = {value for each in PARTICULARS for value in target.focus.all_of(each)}
    items = [each for each in composer.guide.topic(target.topic).all_items() if each.id in named]
    unnamed = all(composer.name(each).lower() not in reply.text.lower() for each in items)
    if len(items) != 2 or not unnamed:
        return reply
    goes = composer.say(composer.guide.phrases.of_both, items=composer.both(items))
    return composer.sourced(replace(reply, lead=Said.sentences([reply.lead, goes])))


def answer_of_each(composer: Composer, targets: Sequence[Target]) -> Reply | None:
    """What is said of one point of several topics; ``None`` where one of them doesn't tell it.

    Args:
        composer: the guide and the language to answer in.
        targets: what is asked of each topic; the reply is about the last.
    """
    said = []
    for target in targets:
        topic = composer.guide.topic(target.topic)
        told = topic.told(target.focus)
        if told is None:
            return None
        said.append(told_in_words(composer, topic, told))
    reply = answer(composer, targets[-1])
    lead = Said.sentences([*dict.fromkeys(said)])
    whole = replace(reply, lead=lead, bullets=(), limit=None, shows=(), chart=None)
    return composer.sourced(whole)
