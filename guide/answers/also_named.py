"""What a question names and another list has as well: data management, a skill and a duty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guide import model
from guide.answers.compose import Composer
from guide.follow_up import OF_NEED
from guide.said import Said


def also_named(composer: Composer, topic: model.Topic, focus: model.Focus) -> list[Said]:
    """The other lists that what is asked about is on, where a question asks whether it is on one.

    And the field of a degree of which it is asked whether it will do: "is my MSc in statistics
    from Egypt enough".

    Args:
        composer: the guide and the language to answer in.
        topic: the one that answers the question; of topics without a name for their list, nothing.
        focus: what the question names, also what doesn't concern that topic.
    """
    if focus.aspect == "counts" and topic.among is not None:
        others = composer.guide.topics
    elif focus.aspect in OF_NEED | {None, "counts"} and topic.which is not None:
        others = (composer.guide.topic(topic.which),)
    else:
        return []
    phrases, said = composer.guide.phrases, []
    for other in others:
        items = tuple(_items(other, focus)) if other.topic != topic.topic else ()
        if other.also and other.among is not None and items:
            group = _group(composer, other, items) or composer.say(other.among)
            names = composer.say(phrases.also_named, group=group, items=composer.both(items))
            texts = [item.text for item in items if item.text is not None]
            said.append(Said.of(names, [names, *(Said("", text.based_on) for text in texts)]))
    return said


def _group(composer: Composer, topic: model.Topic, items: Sequence[model.Named]) -> Said | None:
    """The only group of skills that they are in: the soft skills; ``None`` if there is none."""
    groups = topic.groups if isinstance(topic, model.SkillsTopic) else ()
    of_items = [group for group in groups if any(item in group.skills for item in items)]
    if len(of_items) != 1 or not all(item in of_items[0].skills for item in items):
        return None
    return composer.of_group(of_items[0])


def _items(topic: model.Topic, focus: model.Focus) -> Iterator[model.Named]:
    """What a question names of a topic's list, by the whole name and not by an example of it."""
    if isinstance(topic, model.ResponsibilitiesTopic):
        yield from topic.areas(focus)
        return
    named: set[str] = set()
    if isinstance(topic, model.SkillsTopic) and not focus.skill_part:
        named.update(focus.all_of("skill"))
        # Software engineering is needed, too, and in no group.
        yield from (each for each in topic.others if each.id in named and _is_stated(each))
    elif isinstance(topic, model.ChoiceTopic):
        named.update(focus.all_of(topic.named_by))
    yield from (item for item in topic.all_items() if item.id in named)


def _is_stated(named: model.Named) -> bool:
    return named.text is not None and bool(named.text.based_on)
