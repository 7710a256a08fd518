import { element } from "../launcher/elements.js";

const LONGEST_MESSAGE = 2000; // characters; the server refuses more
const SAY_HOW_MANY_ARE_LEFT = 200;

/** The line above the input: why a question isn't sent, and what can be done about it. */
export class Notices {
  #place;
  #texts;
  #length = "";
  #news;

  /**
   * @param {HTMLElement} place
   * @param {import("./texts.js").ChatTexts} texts
   */
  constructor(place, texts) {
    this.#place = place;
    this.#texts = texts;
  }

  /** Whether the text is short enough. */
  static fits(text) {
    return charactersLeft(text) >= 0;
  }

  /**
   * Shows news until there are others, or none.
   *
   * @param {string} [text]
   * @param {Record<string, () => void>} [actions] By the words on their buttons.
   */
  show(text, actions = {}) {
    this.#news = text && { text, actions };
    this.#draw();
  }

  /**
   * Says when what is typed comes near the longest that can be sent, or is longer.
   *
   * @param {string} typed
   */
  showLength(typed) {
    const left = charactersLeft(typed);
    let line = "";
    if (left < 0) {
      line = this.#texts.tooLong(-left);
    } else if (left <= SAY_HOW_MANY_ARE_LEFT) {
      line = this.#texts.lengthLeft(left);
    }
    if (line !== this.#length) {
      this.#length = line;
      this.#draw();
    }
  }

  #draw() {
    const { text, actions = {} } = this.#news ?? { text: this.#length };
    const buttons = Object.entries(actions).map(([label, act]) => {
      const button = element("button.plain", { type: "button" }, label);
      button.addEventListener("click", act);
      return button;
    });
    const line = text && element("p", {}, text);
    this.#place.replaceChildren(...[line, ...buttons].filter(Boolean));
  }
}

function charactersLeft(text) {
  return LONGEST_MESSAGE - [...text].length; // as the server counts: an emoji is one
}
