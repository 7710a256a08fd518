"""The guide page's own texts (UI strings), in English and French."""

from __future__ import annotations

from guide.text import Text, Wording


def _text(en: str, fr: str) -> Text:
    return Text(en=Wording(en), fr=Wording(fr))


TEXTS = {
    "name": _text("English", "Français"),
    "title": _text(
        "Becoming a machine learning engineer in Canada: all the answers",
        "Devenir ingénieure ou ingénieur en apprentissage automatique au Canada : toutes les "
        "réponses",
    ),
    "description": _text(
        "Steps, degrees, skills, pay by years of experience, career path and cities: everything "
        "that the assistant knows from one career guide, with the source of each answer.",
        "Étapes, diplômes, compétences, salaire selon l'expérience, cheminement de carrière et "
        "villes : tout ce que l'assistant tire d'un seul guide de carrière, avec la source de "
        "chaque réponse.",
    ),
    "introduction": _text(
        "These are the assistant's answers, word for word. All of them come from one article, "
        "{guide}. It is published by {publisher}, and the programs it names are offered via "
        "{publisher} too.",
        "Voici les réponses de l'assistant, mot pour mot. Toutes viennent d'un seul article, "
        "{guide}. Il est publié par {publisher}, et les programmes qu'il nomme sont offerts par "
        "l'entremise de {publisher} aussi.",
    ),
    "chat": _text("Ask the assistant", "Poser une question à l'assistant"),
    "contents": _text("Topics", "Sujets"),
    "languages": _text("Languages", "Langues"),
    "ask": _text("Ask about this", "Poser cette question"),
    "more": _text("Also said", "Le guide dit aussi"),
    "silent": _text("What the guide doesn't say", "Ce que le guide ne dit pas"),
    "sections": _text("Sections of the published guide", "Sections du guide publié"),
    "unused": _text("No answer needs it.", "Aucune réponse n'en a besoin."),
}
