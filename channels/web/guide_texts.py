"""The guide page's own texts (UI strings), in English and French."""

from __future__ import annotations

from guide.text import bilingual

TEXTS = {
    "name": bilingual("English", "Français"),
    "title": bilingual(
        "Becoming a machine learning engineer in Canada: all the answers",
        "Devenir ingénieure ou ingénieur en apprentissage automatique au Canada : toutes les "
        "réponses",
    ),
    "description": bilingual(
        "Steps, degrees, skills, pay by years of experience, career path and cities: everything "
        "that the assistant knows from one career guide, with the source of each answer.",
        "Étapes, diplômes, compétences, salaire selon l'expérience, cheminement de carrière et "
        "villes : tout ce que l'assistant tire d'un seul guide de carrière, avec la source de "
        "chaque réponse.",
    ),
    "introduction": bilingual(
        "These are the assistant's answers, word for word. All of them come from one article, "
        "{guide}. It is published by {publisher}, and the programs it names are offered via "
        "{publisher} too.",
        "Voici les réponses de l'assistant, mot pour mot. Toutes viennent d'un seul article, "
        "{guide}. Il est publié par la société {publisher}, par l'entremise de laquelle sont aussi "
        "offerts les programmes qu'il nomme.",
    ),
    "chat": bilingual("Ask the assistant", "Poser une question à l'assistant"),
    "contents": bilingual("Topics", "Sujets"),
    "languages": bilingual("Languages", "Langues"),
    "ask": bilingual("Ask about this", "Poser cette question"),
    "more": bilingual("Also said", "Le guide dit aussi"),
    "silent": bilingual("What the guide doesn't say", "Ce que le guide ne dit pas"),
    "sections": bilingual("Sections of the published guide", "Sections du guide publié"),
    "unused": bilingual("No answer needs it.", "Aucune réponse n'en a besoin."),
}
