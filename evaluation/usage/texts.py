"""The usage report's own texts (UI strings), in English and French."""

from __future__ import annotations

from collections.abc import Mapping

from guide.formats import days_in_words
from guide.text import Language, Text, bilingual
from stores.turn_outcome import Outcome

TEXTS = {
    "title": bilingual("What people asked", "Ce que les gens ont demandé"),
    "scope": bilingual(
        "Everything asked {period}, as of {time}.",
        "Tout ce qui a été demandé {period}, en date du {time}.",
    ),
    "anonymous": bilingual(
        "It doesn't say who; e-mail addresses and long numbers are left out.",
        "Le rapport ne dit pas par qui; les adresses de courriel et les longs numéros sont omis.",
    ),
    "empty": bilingual(
        "Nothing to report yet: nobody has asked anything {period}.",
        "Rien à signaler pour l'instant : personne n'a rien demandé {period}.",
    ),
    "conversations": bilingual("conversations", "conversations"),
    "questions": bilingual("questions", "questions"),
    "unanswered": bilingual("not answered ({share})", "sans réponse ({share})"),
    "up": bilingual("found helpful", "jugées utiles"),
    "down": bilingual("found unhelpful", "jugées inutiles"),
    "times": bilingual("Times", "Fois"),
    "not_answered": bilingual("Not answered", "Sans réponse"),
    "about_not_answered": bilingual(
        "Outside the guide, or not understood; the most frequent first. What comes up often may be "
        "worth a place in <code>data/guide</code> or more examples in <code>data/nlu</code>.",
        "Hors du guide, ou pas compris; le plus fréquent d'abord. Ce qui revient souvent mérite "
        "peut-être une place dans <code>data/guide</code> ou d'autres exemples dans "
        "<code>data/nlu</code>.",
    ),
    "question": bilingual("Question", "Question"),
    "outcome": bilingual("What happened", "Ce qui s'est passé"),
    "all_answered": bilingual(
        "Every question was answered.", "Toutes les questions ont reçu une réponse."
    ),
    "details": bilingual(
        "Asked within a topic, but not in the guide",
        "Demandé à propos d'un sujet, mais absent du guide",
    ),
    "about_details": bilingual(
        "The <code>gaps</code> of <code>data/guide</code> that people ran into.",
        "Les lacunes (<code>gaps</code>) de <code>data/guide</code> que les gens ont rencontrées.",
    ),
    "detail": bilingual("What", "Quoi"),
    "meanings": bilingual("What was meant", "Ce qui était voulu"),
    "about_meanings": bilingual(
        "Where the assistant asked “Did you mean …?”, what people picked: examples for "
        "<code>data/nlu</code>, once somebody has looked at them.",
        "Ce que les gens ont choisi quand l'assistant a demandé ce qu'ils voulaient dire : des "
        "exemples pour <code>data/nlu</code>, une fois que quelqu'un les a relus.",
    ),
    "message": bilingual("Message", "Message"),
    "meant": bilingual("Meant", "Sens voulu"),
    "feedback": bilingual("Feedback", "Avis"),
    "topic": bilingual("Topic", "Sujet"),
    "helpful": bilingual("Helpful", "Utile"),
    "unhelpful": bilingual("Not", "Inutile"),
    "comment_on": bilingual("on “{question}”", "sur « {question} »"),
    "no_feedback": bilingual("Nobody has rated an answer.", "Personne n'a évalué de réponse."),
    "intents": bilingual("What it was about", "De quoi il était question"),
    "intent": bilingual("Intent", "Intention"),
    "channels": bilingual("Where", "Où"),
    "channel": bilingual("Channel", "Canal"),
    "days": bilingual("When", "Quand"),
    "day": bilingual("Day (UTC)", "Jour (UTC)"),
}

OUTCOMES: Mapping[Outcome, Text] = {
    "answered": bilingual("answered", "réponse donnée"),
    "not in the guide": bilingual("not in the guide", "hors du guide"),
    "asked back": bilingual("asked back", "demande de précision"),
    "out of order": bilingual("out of order", "en panne"),
    "unanswered": bilingual("unanswered", "sans réponse"),
}

_ALL = bilingual("since the beginning", "depuis le début")
_ONE_DAY = bilingual("in the last 24 hours", "au cours des 24 dernières heures")
_DAYS = bilingual("in the last {days}", "au cours des {days} précédents")


def period(days: int | None, language: Language) -> str:
    """How far the report looks back, in words; ``None`` is everything."""
    if days is None:
        return _ALL.in_language(language)
    if days == 1:
        return _ONE_DAY.in_language(language)
    return _DAYS.in_language(language).format(days=days_in_words(days, language))
