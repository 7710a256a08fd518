import { element, icon } from "../launcher/elements.js";

const ARROW_UP = "M12 19V5.5M6 11.5l6-6 6 6";
const KEY_OF_AN_INPUT_METHOD = 229; // Safari's keyCode for the Enter that confirms a word

/** Where people type: a text area that grows with what is in it, and the button that sends it. */
export class Composer {
  /** Called with the text when someone sends what they typed. */
  onSend = (_text) => {};
  /** Called with the text whenever it changes. */
  onInput = (_text) => {};
  /** Decides whether a text may be sent. */
  canSend = (_text) => true;

  /** @type {HTMLTextAreaElement} */
  textarea;
  /** @type {HTMLFormElement} */
  element;
  #button;

  /** @param {import("./texts.js").ChatTexts} texts */
  constructor(texts) {
    this.textarea = element("textarea", {
      rows: "1",
      dir: "auto",
      "aria-label": texts.input,
      placeholder: texts.placeholder,
      enterkeyhint: "send",
      autocomplete: "off",
    });
    this.#button = element(
      "button.send",
      { type: "submit", "aria-label": texts.send, title: texts.send },
      icon(ARROW_UP),
    );
    this.element = element("form.composer", {}, this.textarea, this.#button);
    this.textarea.addEventListener("keydown", (event) => this.#takeKey(event));
    this.textarea.addEventListener("input", () => this.#changed());
    this.element.addEventListener("submit", (event) => this.#submit(event));
    this.#changed();
  }

  /** What is typed and not sent, lines and all. */
  get text() {
    return this.textarea.value;
  }

  set text(text) {
    this.textarea.value = text;
    this.#changed();
  }

  /** Puts the cursor where people type, after what is there. */
  focus() {
    this.textarea.focus();
    this.textarea.setSelectionRange(this.text.length, this.text.length);
  }

  #takeKey(event) {
    const composing = event.isComposing || event.keyCode === KEY_OF_AN_INPUT_METHOD;
    if (event.key === "Enter" && !event.shiftKey && !composing) {
      this.#submit(event);
    }
  }

  #submit(event) {
    event.preventDefault();
    if (this.#isReady()) {
      this.onSend(this.text.trim());
    }
  }

  #isReady() {
    const text = this.text.trim();
    return Boolean(text) && this.canSend(text);
  }

  #changed() {
    this.#button.setAttribute("aria-disabled", String(!this.#isReady()));
    if (!CSS.supports("field-sizing", "content")) {
      this.textarea.style.height = "auto";
      this.textarea.style.height = `${this.textarea.scrollHeight}px`;
    }
    this.onInput(this.text);
  }
}
