"""Whether a degree is needed."""

from __future__ import annotations

from guide import model
from guide.answers.compose import Composer
from guide.reply import Reply


def answer_degree_necessity(
    composer: Composer, topic: model.DegreeNecessityTopic, focus: model.Focus
) -> Reply:
    """What the guide says about the level of education that the person named, or in general."""
    for necessity in topic.levels:
        if necessity.level == focus.degree_level:
            return composer.reply(topic, focus, composer.say(necessity.text))
    return composer.reply(topic, focus, composer.say(topic.answer))
