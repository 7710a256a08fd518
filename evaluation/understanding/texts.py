"""The understanding report's own texts (UI strings), in English and French."""

from __future__ import annotations

from guide.text import bilingual

TEXTS = {
    "title": bilingual(
        "How well the assistant understands", "Dans quelle mesure l'assistant comprend"
    ),
    "scope": bilingual(
        "{messages} held-out messages that it was never taught, measured on {time}.",
        "{messages} messages qui ne lui ont jamais été enseignés, mesurés le {time}.",
    ),
    "missed_gates": bilingual(
        "{missed} of {gates} gates missed", "Seuils manqués : {missed} sur {gates}"
    ),
    "passed_gates": bilingual("All {gates} gates passed", "Les {gates} seuils sont atteints"),
    "sets": bilingual("Sets", "Ensembles"),
    "wrong": bilingual("{number}&nbsp;wrong", "erreurs : {number}"),
    "glance": bilingual("At a glance", "En un coup d'œil"),
    "metrics_of_sets": bilingual("Metrics of every set", "Mesures de chaque ensemble"),
    "about_change": bilingual(
        "In percent. “Change” is against the committed baseline, "
        "<code>tests/nlu/baseline.json</code>.",
        "En pour cent. L'écart est calculé par rapport à la référence enregistrée, "
        "<code>tests/nlu/baseline.json</code>.",
    ),
    "metric": bilingual("Metric", "Mesure"),
    "now": bilingual("Now", "Maintenant"),
    "change": bilingual("Change", "Écart"),
    "gate": bilingual("Gate", "Seuil"),
    "messages": bilingual("Messages", "Nombre"),
    "passed": bilingual("passed", "atteint"),
    "missed": bilingual("missed", "manqué"),
    "no_gate": bilingual("none", "aucun"),
    "about_risk": bilingual(
        "What answering more would cost: every threshold on being in scope; the model's own is "
        "{threshold}. All sets together, out-of-scope messages included.",
        "Ce que coûterait répondre davantage, pour chaque seuil d'appartenance au domaine; celui "
        "du modèle est de {threshold}. Tous les ensembles réunis, messages hors du guide compris.",
    ),
    "about_confidences": bilingual(
        "How sure it was when it was right, and when it was wrong. All sets together.",
        "Sa confiance quand il avait raison, et quand il avait tort. Tous les ensembles réunis.",
    ),
    "all_right": bilingual("{set}; none went wrong.", "{set}; aucune erreur."),
    "went_wrong": bilingual("{set}; {wrong} went wrong.", "{set}; erreurs : {wrong}."),
    "went_wrong_anew": bilingual(
        "{set}; {wrong} went wrong, {new} of them since the baseline was committed.",
        "{set}; erreurs : {wrong}, dont {new} depuis que la référence a été enregistrée.",
    ),
    "each_intent": bilingual("Each intent", "Chaque intention"),
    "metrics_of_intents": bilingual("Metrics of each intent", "Mesures de chaque intention"),
    "intent": bilingual("Intent", "Intention"),
    "precision": bilingual("Precision", "Précision"),
    "recall": bilingual("Recall", "Rappel"),
    "confusions": bilingual("What was taken for what", "Ce qui a été pris pour quoi"),
    "matrix": bilingual("Confusion matrix", "Matrice de confusion"),
    "about_matrix": bilingual(
        "Rows: what the messages are. Columns: what they were taken for.",
        "En ligne, ce que sont les messages; en colonne, ce pour quoi ils ont été pris.",
    ),
    "confidences": bilingual("How sure it was", "Sa confiance"),
    "mistakes": bilingual("Every mistake ({number})", "Toutes les erreurs ({number})"),
    "new": bilingual("new", "nouveau"),
    "mistaken": bilingual(
        'Is <b>{expected}</b>, taken for <b class="bad">{found}</b>',
        "Sujet : <b>{expected}</b>; pris pour : <b class='bad'>{found}</b>",
    ),
    "confidence": bilingual("with confidence {confidence}", "avec une confiance de {confidence}"),
    "found": bilingual(
        'Expected: <b>{expected}</b>. Found: <b class="bad">{found}</b>',
        "Attendu : <b>{expected}</b>. Trouvé : <b class='bad'>{found}</b>",
    ),
    "nearest": bilingual("Nearest training examples", "Exemples d'entraînement les plus proches"),
    "likeness": bilingual(
        "{likeness} % like {intent}: “{example}”",
        "Ressemblance de {likeness} % avec « {example} » ({intent})",
    ),
}

SETS = {
    "questions": bilingual("Questions", "Questions en anglais"),
    "boundaries": bilingual("Boundaries", "Questions ordinaires"),
    "french": bilingual("French", "Questions en français"),
    "noisy": bilingual("Noisy", "Fautes et abréviations"),
    "rambling": bilingual("Rambling", "Longs messages"),
    "out_of_scope": bilingual("Out of scope", "Hors du guide"),
    "out_of_scope_hard": bilingual("Out of scope hard", "Hors du guide, difficiles"),
    "several": bilingual("Several", "Plusieurs questions"),
    "entities": bilingual("Entities", "Entités"),
    "follow_ups": bilingual("Follow ups", "Dialogues"),
    "together": bilingual("All sets together", "Tous les ensembles"),
}
"""The titles of the project's own sets."""

DIALOGUES = bilingual(
    "Conversations with the running assistant: {number} dialogues",
    "Conversations avec l'assistant en marche : {number} dialogues",
)
SET = bilingual("{about}: {number} messages", "{about} : {number} messages")

CHOSEN_THRESHOLD = bilingual("chosen threshold", "seuil choisi")
COVERAGE = bilingual("questions answered, %", "questions avec réponse, %")
RISK = bilingual("wrong among the answers, %", "erreurs parmi les réponses, %")
RISK_ALT = bilingual(
    "Coverage and risk: at the chosen threshold {coverage}% of the questions are answered, and "
    "{risk}% of the answers are wrong.",
    "Couverture et risque : au seuil choisi, {coverage} % des questions reçoivent une réponse, et "
    "{risk} % des réponses sont fausses.",
)
RIGHT, WRONG = bilingual("right", "justes"), bilingual("wrong", "fausses")
CONFIDENCE = bilingual("confidence", "confiance")
CONFIDENCES_ALT = bilingual(
    "Confidence of {right} right decisions (median {median_right}) and of {wrong} wrong ones "
    "(median {median_wrong}).",
    "Confiance de {right} décisions justes (médiane {median_right}) et de {wrong} fausses "
    "(médiane {median_wrong}).",
)
NO_MEDIAN = bilingual("none", "aucune")
