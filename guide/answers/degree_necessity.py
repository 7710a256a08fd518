"""Whether a degree is needed."""

from __future__ import annotations

from guide import model
from guide.answers.compose import Composer
from guide.answers.lists import answer_choice
from guide.reply import Reply
from guide.said import Said

# Levels that a question about a field of study may name without asking for more than the field.
_PLAIN = (None, "bachelor")


def answer_degree_necessity(
    composer: Composer, topic: model.DegreeNecessityTopic, focus: model.Focus
) -> Reply:
    """What the guide says about the levels of education that the person named, or in general.

    Where a field of study was named ("my degree is in music, do I need another?"), it is the fields
    that tell.
    """
    fields = composer.guide.topic(topic.which) if topic.which else None
    plain = focus.degree_field and focus.degree_level in _PLAIN
    if plain and isinstance(fields, model.ChoiceTopic):
        return answer_choice(composer, fields, focus)
    levels = focus.all_of("degree_level")
    named = [necessity for necessity in topic.levels if necessity.level in levels]
    texts = [named[0].text, *(each.besides for each in named[1:])] if named else [topic.answer]
    return composer.reply(topic, focus, Said.sentences(composer.say(text) for text in texts))
