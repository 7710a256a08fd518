"""Topics that are an answer and a list, with or without an item that the person named."""

from __future__ import annotations

from guide import model
from guide.answers.compose import Composer
from guide.formats import count_in_words
from guide.reply import Reply, Target


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
    return composer.reply(
        topic,
        focus,
        composer.say(topic.answer, count=count_in_words(len(topic.items), composer.language)),
        composer.bullets(topic.items, lambda item: Target(topics[item.id])),
        limit=composer.limit(topic),
    )


def answer_choice(composer: Composer, topic: model.ChoiceTopic, focus: model.Focus) -> Reply:
    """Whether the guide has the item that the person named, and which items it has."""
    named = getattr(focus, topic.named_by)
    known = {item.id: item for item in topic.items}
    others = {other.id: other for other in topic.others}
    values = {"items": composer.either(topic.items), "all_items": composer.both(topic.items)}
    limit = composer.limit(topic)
    if named in known:
        item = composer.name(known[named])
        lead = composer.say(topic.wording.known, item=item, **values)
    elif named in others:
        other = others[named]
        limit = None
        if other.text:
            lead = composer.say(other.text)
        else:
            lead = composer.say(topic.wording.unknown, item=composer.name(other), **values)
    else:
        lead = composer.say(topic.answer, **values)
    lead = lead.with_capital()
    if topic.answer_names_items:
        shows = tuple(item.id for item in topic.items)
        return composer.reply(topic, focus, lead, limit=limit, shows=shows)
    bullets = composer.bullets(
        topic.items,
        lambda item: Target(topic.topic, model.Focus.parse_obj({topic.named_by: item.id})),
    )
    return composer.reply(topic, focus, lead, bullets, limit=limit)
