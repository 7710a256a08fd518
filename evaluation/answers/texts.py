"""The grading page's own texts (UI strings), in English and French."""

from __future__ import annotations

from guide.text import bilingual

TEXTS = {
    "title": bilingual("Answers to grade", "Réponses à noter"),
    "grades": bilingual("Grades", "Notes"),
    "to_grade": bilingual("to grade", "à noter"),
    "undo": bilingual("Undo", "Annuler"),
    "load": bilingual("Load grades", "Charger des notes"),
    "save": bilingual("Save grades", "Enregistrer les notes"),
    "press": bilingual("For each answer press", "Pour chaque réponse, appuyez sur"),
    "keys": bilingual(
        "<kbd>↑</kbd> <kbd>↓</kbd> to move, <kbd>U</kbd> to undo, <kbd>N</kbd> to write a note "
        "(<kbd>Esc</kbd> leaves it). A dialogue gets one grade, for where it leaves the person.",
        "<kbd>↑</kbd> <kbd>↓</kbd> pour vous déplacer, <kbd>U</kbd> pour annuler, <kbd>N</kbd> "
        "pour écrire une remarque (<kbd>Échap</kbd> en sort). Un dialogue reçoit une seule note, "
        "selon le point où il laisse la personne.",
    ),
    "now": bilingual("Now", "Maintenant"),
    "buttons": bilingual("Buttons: {labels}", "Boutons : {labels}"),
    "grade_of": bilingual("Grade of answer {number}", "Note de la réponse {number}"),
    "note_on": bilingual("Note on answer {number}", "Remarque sur la réponse {number}"),
    "note": bilingual("Note", "Remarque"),
}

SCRIPT_TEXTS = {
    "keepsNothing": bilingual(
        "This browser keeps nothing: save the grades before you close the page.",
        "Ce navigateur ne garde rien : enregistrez les notes avant de fermer la page.",
    ),
    "former": bilingual("Before", "Avant"),
    "formerGrade": bilingual("Before: {grade} {meaning}", "Avant : {grade} {meaning}"),
    "note": bilingual("Note: {note}", "Remarque : {note}"),
    "now": bilingual("now", "maintenant"),
    "before": bilingual("before", "avant"),
    "graded": bilingual(
        "{number}: {grade}. {left} to grade.", "{number} : {grade}. {left} à noter."
    ),
    "allGraded": bilingual(
        "{number}: {grade}. All are graded: save them.",
        "{number} : {grade}. Toutes sont notées : enregistrez-les.",
    ),
    "nothingToUndo": bilingual("There is nothing to undo.", "Il n'y a rien à annuler."),
    "undone": bilingual("{number}: {grade} again.", "{number} : de nouveau {grade}."),
    "ungraded": bilingual("{number}: no grade again.", "{number} : de nouveau sans note."),
    "noGrades": bilingual(
        "{file}:{line}: is not a line of saved grades. Nothing was loaded.",
        "Ligne {line} de {file} : ce n'est pas une ligne de notes enregistrées. Rien n'a été "
        "chargé.",
    ),
    "loaded": bilingual(
        "Grades taken over: {taken}. Answers that have changed since: {changed}.",
        "Notes reprises : {taken}. Réponses qui ont changé depuis : {changed}.",
    ),
    "saved": bilingual(
        "Saved to grades.jsonl: {saved} of {all}.",
        "Enregistré dans grades.jsonl : {saved} sur {all}.",
    ),
}
"""What ``page.js`` says."""
