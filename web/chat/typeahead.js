import { element } from "../launcher/elements.js";

const SHORTEST = 2; // characters
const LONGEST = 200; // the server takes no more, and the guide has no question that long
const PAUSE = 5; // seconds without suggestions after a failure

/**
 * Type-ahead: questions of the guide that match what is being typed, in a list box above it.
 *
 * This is ARIA's combobox pattern with the focus on the input. A text area can't have that role
 * (ARIA in HTML), but as a text box it takes the properties which say the same; only that the list
 * has opened is announced instead of being `aria-expanded`.
 */
export class TypeAhead {
  /** Called with the question that someone picks. */
  onPick = (_question) => {};

  /** @type {HTMLElement} */
  element;
  #input;
  #texts;
  #suggest;
  #announce;
  #active = -1;
  #isAsking = false;
  #pausedUntil = 0;

  /**
   * @param {HTMLTextAreaElement} input
   * @param {import("./texts.js").ChatTexts} texts
   * @param {(text: string) => Promise<string[]>} suggest Asks the server.
   * @param {(text: string) => void} announce
   */
  constructor(input, texts, suggest, announce) {
    this.#input = input;
    this.#texts = texts;
    this.#suggest = suggest;
    this.#announce = announce;
    this.element = element("div.typeahead", {
      id: "typeahead",
      role: "listbox",
      "aria-label": texts.suggestions,
      hidden: true,
    });
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-haspopup", "listbox");
    input.setAttribute("aria-controls", this.element.id);
    input.addEventListener("input", () => this.#update());
    // Before the input's own keys: Enter takes the question that is marked, if one is.
    input.addEventListener("keydown", (event) => this.#takeKey(event), { capture: true });
    input.addEventListener("blur", () => this.close());
    // Whoever presses a question stays in the input, with their keyboard on a phone.
    this.element.addEventListener("mousedown", (event) => event.preventDefault());
    this.element.addEventListener("click", ({ target }) => {
      const option = target.closest("[role=option]");
      if (option) {
        this.#pick(option);
      }
    });
  }

  /** Takes the list away. */
  close() {
    this.element.hidden = true;
    this.element.replaceChildren();
    this.#mark(-1);
  }

  get #options() {
    return [...this.element.children];
  }

  get #isTyping() {
    const length = this.#input.value.trim().length;
    const isOneLine = !this.#input.value.includes("\n");
    return length >= SHORTEST && length <= LONGEST && isOneLine;
  }

  /** Asks for what is typed now; while one request is on its way, there is no second. */
  async #update() {
    if (!this.#isTyping || Date.now() < this.#pausedUntil) {
      this.close();
      return;
    }
    if (this.#isAsking) {
      return; // what is typed by then is asked for when the answer has come
    }
    this.#isAsking = true;
    const typed = this.#input.value;
    let questions = [];
    try {
      questions = await this.#suggest(typed.trim());
    } catch (error) {
      this.#pausedUntil = Date.now() + 1000 * (error.seconds ?? PAUSE);
    }
    this.#isAsking = false;
    if (this.#input.value === typed) {
      this.#show(questions);
    } else {
      this.#update();
    }
  }

  #show(questions) {
    const wasClosed = this.element.hidden;
    this.close();
    if (questions.length === 0 || !this.#input.matches(":focus")) {
      return;
    }
    const options = questions.map((question, place) =>
      element(
        "div.option",
        { id: `typeahead-${place}`, role: "option", "aria-selected": "false", dir: "auto" },
        question,
      ),
    );
    this.element.replaceChildren(...options);
    this.element.hidden = false;
    if (wasClosed) {
      this.#announce(this.#texts.suggested(questions.length));
    }
  }

  #takeKey(event) {
    if (this.element.hidden || event.isComposing || event.shiftKey) {
      return;
    }
    const count = this.#options.length;
    const acts = {
      ArrowDown: () => this.#mark(this.#active + 1 < count ? this.#active + 1 : -1),
      ArrowUp: () => this.#mark(this.#active === -1 ? count - 1 : this.#active - 1),
      Escape: () => this.close(),
      ...(this.#active >= 0 && { Enter: () => this.#pick(this.#options[this.#active]) }),
    };
    if (acts[event.key]) {
      event.preventDefault();
      event.stopImmediatePropagation();
      acts[event.key]();
    }
  }

  /** Marks a question for Enter; -1: none, Enter sends what is typed. */
  #mark(place) {
    this.#active = place;
    this.#options.forEach((option, other) =>
      option.setAttribute("aria-selected", String(other === place)),
    );
    const option = this.#options[place];
    if (option) {
      this.#input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      this.#input.removeAttribute("aria-activedescendant");
    }
  }

  #pick(option) {
    const question = option.textContent;
    this.close();
    this.onPick(question);
  }
}
