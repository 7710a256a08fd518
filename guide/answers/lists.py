"""Topics that are an answer and a list, with or without an item that the person named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from guide import model
from guide.answers.compose import Composer
from guide.formats import count_in_words
from guide.reply import Reply, Target
from guide.said import Said


def answer_list(composer: Composer, topic: model.ListTopic, focus: model.Focus) -> Reply:
    """The topic's answer and its items."""
    return composer.reply(
        topic,
        focus,
        composer.say(topic.answer),
        composer.bullets(topic.items),
        limit=composer.limit(topic),
    )


def answer_steps(composer: Composer, topic: model.StepsTopic, focus: model.Focus) -> Reply:
    """The topic's answer and its steps; "the third one" leads to the third step's topic."""
    topics = {step.id: step.topic for step in topic.items}
    reply = composer.reply(
        topic,
        focus,
        composer.say(topic.answer, count=count_in_words(len(topic.items), composer.language)),
        composer.bullets(topic.items, lambda item: Target(topics[item.id])),
        limit=composer.limit(topic),
    )
    return replace(reply, numbered=True)


def answer_choice(composer: Composer, topic: model.ChoiceTopic, focus: model.Focus) -> Reply:
    """Which of the items that the person named the guide has, and which items it has."""
    named = focus.all_of(topic.named_by)
    lead = Said.sentences(each.with_capital() for each in _on_named(composer, topic, focus))
    limit = composer.limit(topic)
    if any(other.id in named for other in topic.others):
        limit = None  # what the guide lacks has been said
    if topic.answer_names_items:
        shows = tuple(item.id for item in topic.items)
        return composer.reply(topic, focus, lead, limit=limit, shows=shows)
    left_out = focus.leaves_out(topic.named_by)
    if left_out and topic.further is not None:
        limit = composer.say(topic.further)
    bullets = composer.bullets(
        [item for item in topic.items if item.id not in left_out] or topic.items,
        lambda item: Target(topic.topic, model.Focus.parse_obj({topic.named_by: item.id})),
    )
    return composer.reply(topic, focus, lead, bullets, limit=limit)


def _on_named(composer: Composer, topic: model.ChoiceTopic, focus: model.Focus) -> Sequence[Said]:
    """What is said before the list, of the things named."""
    wording, named = topic.wording, focus.all_of(topic.named_by)
    values = {"items": composer.either(topic.items), "all_items": composer.both(topic.items)}
    known = [item for item in topic.items if item.id in named]
    described = [other for other in topic.others if other.id in named and other.text]
    unknown = [other for other in topic.others if other.id in named and not other.text]
    sentences = []
    if unknown and topic.answer_names_items:
        # What isn't among them is told with all that are.
        sentences = [composer.say(wording.unknown, item=composer.either(unknown), **values)]
        if known and wording.known_beside is not None:
            sentences.append(composer.say(wording.known_beside, item=composer.both(known)))
        return sentences
    if unknown and (known or described):
        name = composer.either(unknown)
        sentences.append(composer.say(composer.guide.phrases.nothing_on, name=name))
    if described:  # the list has those that are known
        *first, last = [composer.say(other.text) for other in described if other.text]
        # Only the last leads on to the list.
        sentences += [*(Said.of(each.rstrip(": \u00a0") + ".", [each]) for each in first), last]
    elif known:
        text = wording.known if len(known) == 1 else wording.known_several
        sentences.append(composer.say(text, item=composer.both(known), **values))
    elif unknown:
        sentences.append(composer.say(wording.unknown, item=composer.either(unknown), **values))
    else:
        sentences.append(composer.say(topic.answer, **values))
    return sentences
