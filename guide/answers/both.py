"""What is asked of two things together: "are both online?"."""

from __future__ import annotations

from dataclasses import replace

from guide.answers.answer import answer
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
