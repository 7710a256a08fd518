"""Display names of intents, topics and kinds of questions, for people who read reports."""

from __future__ import annotations

from collections.abc import Mapping

from guide.edition import current_edition
from guide.text import DEFAULT_LANGUAGE, Language, Text, bilingual

# What is no topic of the guide, which has labels of its own.
NAMES: Mapping[str, Text] = {
    "greet": bilingual("greet", "salutation"),
    "goodbye": bilingual("goodbye", "au revoir"),
    "thank": bilingual("thank", "remerciement"),
    "affirm": bilingual("affirm", "oui"),
    "deny": bilingual("deny", "non"),
    "bot_challenge": bilingual("bot challenge", "robot ou humain"),
    "erase_my_data": bilingual("erase my data", "effacement des données"),
    "choose_language": bilingual("choose language", "choix de la langue"),
    "follow_up": bilingual("follow up", "suite d'une question"),
    "several": bilingual("several", "plusieurs questions"),
    "out_of_scope": bilingual("out of scope", "hors du guide"),
    "nlu_fallback": bilingual("asked back", "demande de précision"),
    "immigration": bilingual("immigration", "immigration"),
    "other_country": bilingual("other country", "autre pays"),
    "other_job": bilingual("other job", "autre métier"),
    "study_admin": bilingual("study admin", "admission et frais"),
    "living": bilingual("living", "vie au Canada"),
    "abbreviations": bilingual("abbreviations", "abréviations"),
    "language_requirements": bilingual("language requirements", "langues exigées"),
    "advice": bilingual("personal advice", "conseils personnels"),
    "equipment": bilingual("equipment", "équipement"),
    "insult": bilingual("insult", "insulte"),
    "concepts": bilingual("concepts", "notions techniques"),
    "terms": bilingual("terms", "termes"),
    "personal_request": bilingual("personal request", "demande personnelle"),
    "injection": bilingual("injection", "tentative de détournement"),
    "off_topic": bilingual("off topic", "autre sujet"),
    "gibberish": bilingual("gibberish", "texte sans queue ni tête"),
    "none": bilingual("none", "aucune"),
    "no topic": bilingual("no topic", "aucun sujet"),
}


def name_of(id_: str, language: Language) -> str:
    """The name of an intent, a topic or a kind of question; of several, joined by ``" + "``.

    English ids are words already. French takes the label of the guide's topic; an id that nobody
    knows any more is shown as it is.
    """
    return " + ".join(_name_of(each, language) for each in id_.split(" + "))


def _name_of(id_: str, language: Language) -> str:
    plain = id_.replace("ask_", "")
    if plain in NAMES:
        return NAMES[plain].in_language(language)
    if language != DEFAULT_LANGUAGE:
        for topic in current_edition().guide.topics:
            if topic.topic == plain:
                return topic.label.in_language(language)
    return plain.replace("_", " ")
