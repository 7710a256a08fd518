"""Whether a degree is needed."""

from __future__ import annotations

from guide import model
from guide.answers.compose import Composer
from guide.reply import Reply
from guide.said import Said


def answer_degree_necessity(
    composer: Composer, topic: model.DegreeNecessityTopic, focus: model.Focus
) -> Reply:
    """What the guide says about the levels of education that the person named, or in general."""
    levels = focus.all_of("degree_level")
    named = [necessity for necessity in topic.levels if necessity.level in levels]
    texts = [named[0].text, *(each.besides for each in named[1:])] if named else [topic.answer]
    return composer.reply(topic, focus, Said.sentences(composer.say(text) for text in texts))
