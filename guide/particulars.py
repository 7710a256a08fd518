"""The values that a question's particulars may have: ids of things in the guide."""

from __future__ import annotations

from guide import model


def ids_of_particulars(guide: model.Guide) -> dict[str, tuple[str, ...]]:
    """Every id that each particular may have, in the guide's order.

    Years of experience and parts of skills are no ids, and left out.
    """
    ids = {"country": _ids(guide.countries)}
    for topic in guide.topics:
        if isinstance(topic, model.ChoiceTopic):
            ids[topic.named_by] = _ids((*topic.items, *topic.others))
        if isinstance(topic, model.SkillsTopic):
            ids["skill_group"] = _ids(topic.groups)
            ids["skill"] = _ids((*topic.all_items(), *topic.others))
        if isinstance(topic, model.CareerPathTopic):
            ids["level"] = _ids(topic.levels)
            ids["role"] = _ids((*topic.all_items(), *topic.others))
        if isinstance(topic, model.DegreeNecessityTopic):
            ids["degree_level"] = tuple(necessity.level for necessity in topic.levels)
        if isinstance(topic, model.ProgramsTopic):
            ids["program"] = ids["school"] = _ids(topic.items)
    return ids


def _ids(things: tuple[model.Named | model.SkillGroup | model.CareerLevel, ...]) -> tuple[str, ...]:
    return tuple(thing.id for thing in things)
