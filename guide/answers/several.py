"""One reply to several questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from guide.answers.compose import MOST_SUGGESTIONS, Composer
from guide.formats import and_list
from guide.model import Aspect
from guide.reply import Bullet, Reply, Suggestion
from guide.said import Said

# From so many answers on, lists give names without explanations: a phone shows about ten lines.
_MANY_ANSWERS = 3
# What is asked of a list, which is told where the guide doesn't choose from it either.
_OF_A_LIST: frozenset[Aspect | None] = frozenset({None, "what", "best", "compare", "order"})
_SENTENCE_END = re.compile(r"(?<=[.!?]) ")


@dataclass(frozen=True)
class Section:
    """The answer to one of the questions, under its heading.

    Attributes:
        heading: what it is about; empty of what is said of all of them.
        reply: what is said of it.
        aside: whether what the question leans on stays the subject of those after it.
    """

    heading: str
    reply: Reply
    aside: bool = False


def heading_of(composer: Composer, reply: Reply) -> str:
    """The label of the topic that a reply answered; that it isn't in the guide, if it did not."""
    if reply.target is None:
        return composer.say(composer.guide.phrases.not_in_guide)
    label = composer.say(composer.guide.topic(reply.target.topic).label)
    return label[0].upper() + label[1:]


def answer_several(
    composer: Composer, sections: Sequence[Section], left_out: Sequence[Suggestion] = ()
) -> Reply:
    """Puts answers one below the other: headings, one source line, suggestions once.

    Args:
        composer: the guide and the language to answer in.
        sections: the answers, in the order of the questions; at least one.
        left_out: questions that were asked too, named and offered instead of answered.

    Returns:
        The reply. Its target is that of the last answer from the guide, its chart the first one.
    """
    if len(sections) > 1:
        sections = [_beside_others(composer, section) for section in sections]
    replies = [section.reply for section in sections]
    short = len(sections) >= _MANY_ANSWERS
    paragraphs: list[str] = []
    one = len({section.heading for section in sections}) == 1  # which needs no heading
    above: list[Reply] = []
    for heading in dict.fromkeys(section.heading for section in sections):
        together = [section for section in sections if section.heading == heading]
        fresh = [
            left for reply in _distinct(together) if (left := _not_told(reply, above)) is not None
        ]
        above += fresh
        if bodies := dict.fromkeys(_body(reply, short) for reply in fresh):
            paragraphs += [*([] if one or not heading else [f"**{heading}**"]), *bodies]
    if left_out:
        topics = dict.fromkeys(_label(composer, suggestion) for suggestion in left_out)
        named = and_list(list(topics), composer.language)
        paragraphs.append(composer.say(composer.guide.phrases.left_out, topics=named))
    answered = [reply.target for reply in replies if reply.target is not None]
    topics_answered = {target.topic for target in answered}
    suggestions = list(left_out)
    for suggestion in _in_turn(replies):
        new = suggestion.target.topic not in topics_answered and suggestion not in suggestions
        if new and len(suggestions) < MOST_SUGGESTIONS:
            suggestions.append(suggestion)
    reply = Reply(
        lead=Said.of("\n\n".join(paragraphs), [reply.said for reply in replies]),
        suggestions=tuple(suggestions),
        target=answered[-1] if answered else None,
        shows=tuple(sorted(frozenset[str]().union(*(reply.shown_items for reply in replies)))),
        chart=next((reply.chart for reply in replies if reply.chart), None),
    )
    return composer.sourced(reply)


def _beside_others(composer: Composer, section: Section) -> Section:
    """An answer as it is given beside others: without what nobody asked for.

    That is a list behind a point that the guide is silent on, unless it is which of it that is
    asked, and a limit that is told of the topic alone.
    """
    reply = section.reply
    if reply.target is None:
        return section
    topic, focus = composer.guide.topic(reply.target.topic), reply.target.focus
    told = topic.told(focus)
    silent = topic.is_silent(focus) or (told is not None and not told.text.based_on)
    if silent and focus.aspect not in _OF_A_LIST:
        reply = _without_list(reply)
    return replace(section, reply=replace(reply, limit=None) if topic.limit_alone else reply)


def _distinct(sections: Iterable[Section]) -> list[Reply]:
    """The answers about one topic: what stands in one of them already isn't said again.

    That something is missing is said once: the limit of an answer goes where another one follows,
    unless it states something.
    """
    replies: list[Reply] = []
    for section in sections:
        reply = section.reply
        replies = [
            replace(each, limit=None) if each.limit == reply.limit else _without_silence(each)
            for each in replies
        ]
        if any(reply.bullets == each.bullets for each in replies):
            reply = _without_list(reply)
        if (fresh := _not_told(reply, replies)) is not None:
            replies.append(fresh)
    return replies


def _without_repetition(reply: Reply, before: Sequence[Said]) -> Reply:
    """A reply without the sentences that stand above already; as it is, if those are all."""
    said = {sentence for lead in before for sentence in _SENTENCE_END.split(lead)}
    new = [sentence for sentence in _SENTENCE_END.split(reply.lead) if sentence not in said]
    return replace(reply, lead=Said.of(" ".join(new), [reply.lead])) if new else reply


def _not_told(reply: Reply, told: Sequence[Reply]) -> Reply | None:
    """A reply without what sections above have said; ``None`` if that is all of it."""
    leads = [each.lead for each in told]
    limits = [each.limit for each in told if each.limit is not None]
    before = {line for part in (*leads, *limits) for line in _SENTENCE_END.split(part)}
    if reply.limit is not None and before.issuperset(_SENTENCE_END.split(reply.limit)):
        reply = replace(reply, limit=None)
    listed = {bullet.text for each in told for bullet in each.bullets}
    new_list = any(bullet.text not in listed for bullet in reply.bullets)
    if not new_list and before.issuperset(_SENTENCE_END.split(reply.lead)):
        return None
    return _without_repetition(reply, [*leads, *limits])


def _without_list(reply: Reply) -> Reply:
    """A reply whose list stands above already, without it and the sentence that leads up to it."""
    *told, leads_on = _SENTENCE_END.split(reply.lead)
    if not told or not leads_on.endswith(":"):
        return reply
    return replace(reply, lead=Said.of(" ".join(told), [reply.lead]), bullets=())


def _without_silence(reply: Reply) -> Reply:
    return reply if reply.limit and reply.limit.based_on else replace(reply, limit=None)


def _body(reply: Reply, short: bool) -> str:
    bullets = tuple(_shortened(bullet) for bullet in reply.bullets) if short else reply.bullets
    return replace(reply, bullets=bullets, source=None).text


def _shortened(bullet: Bullet) -> Bullet:
    return replace(bullet, text=bullet.short) if bullet.short else bullet


def _label(composer: Composer, suggestion: Suggestion) -> str:
    return composer.say(composer.guide.topic(suggestion.target.topic).label)


def _in_turn(replies: Sequence[Reply]) -> Iterator[Suggestion]:
    """The first suggestion of each reply, then the second of each, and so on."""
    for row in zip_longest(*(reply.suggestions for reply in replies)):
        yield from (suggestion for suggestion in row if suggestion is not None)
