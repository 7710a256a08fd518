/*
 * What the launcher says, and how the chat begins; the rest is in chat/texts.js.
 *
 * @typedef {typeof EN} Texts
 */

const EN = {
  title: "ML careers in Canada",
  greeting:
    "Hello! I can help you find your way to a machine learning engineering career in Canada. " +
    "What would you like to know?",
  questions: [
    "How do I become an ML engineer?",
    "How much do ML engineers earn?",
    "What skills do I need?",
    "Do I need a degree at all?",
  ],
  open: (title) => `Open the chat: ${title}`,
  newAnswer: "There is a new answer.",
  notLoaded: "The chat couldn't be loaded. Please check your connection and try again.",
};

/** @type {Texts} */
const FR = {
  title: "Carrières en ML au Canada",
  greeting:
    "Bonjour! Je peux vous aider à trouver votre chemin vers une carrière d’ingénieure ou " +
    "d’ingénieur en apprentissage automatique au Canada. Que voulez-vous savoir?",
  questions: [
    "Comment devenir ingénieure ou ingénieur ML?",
    "Combien gagne-t-on dans ce métier?",
    "Quelles compétences faut-il?",
    "Faut-il vraiment un diplôme?",
  ],
  open: (title) => `Ouvrir le clavardage : ${title}`,
  newAnswer: "Il y a une nouvelle réponse.",
  notLoaded: "Le clavardage n’a pas pu être chargé. Vérifiez votre connexion, puis réessayez.",
};

/**
 * @param {"en"|"fr"} language
 * @returns {Texts}
 */
export function textsIn(language) {
  return language === "fr" ? FR : EN;
}
