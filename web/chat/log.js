import { element } from "../launcher/elements.js";

const QUIET_TIME = 400; // milliseconds, after which new messages are announced

/** The list of messages: a live region that can be scrolled by keyboard. */
export class MessageLog {
  /** @type {HTMLElement} */
  element;
  #typing = element("div.typing", {}, ...["i", "i", "i"].map((dot) => element(dot)));
  #queue = element("div.queue");
  #tail = element("div.tail", { "aria-live": "off" }, this.#queue);
  #endQuiet;

  /** @param {import("./texts.js").ChatTexts} texts */
  constructor(texts) {
    this.element = element("div.messages", {
      id: "messages",
      role: "log",
      "aria-label": texts.messages,
      tabindex: "0",
    });
    this.clear();
  }

  /**
   * Adds a message at the end.
   *
   * @param {HTMLElement} message
   */
  add(message) {
    this.#tail.before(message);
  }

  /** Takes all messages away. Those added at once are what was said before, and not announced. */
  clear() {
    this.element.replaceChildren(this.#tail);
    this.element.setAttribute("aria-live", "off");
    clearTimeout(this.#endQuiet);
    this.#endQuiet = setTimeout(() => this.element.setAttribute("aria-live", "polite"), QUIET_TIME);
  }

  /**
   * Shows or hides that an answer is being made.
   *
   * @param {boolean} typing
   */
  showTyping(typing) {
    if (typing) {
      this.#tail.prepend(this.#typing);
    } else {
      this.#typing.remove();
    }
  }

  /**
   * Shows the questions that wait for the answer to an earlier one.
   *
   * @param {HTMLElement[]} questions
   */
  showQueue(questions) {
    this.#queue.replaceChildren(...questions);
  }

  /** Scrolls to the end. */
  scrollToEnd() {
    this.element.scrollTo({ top: this.element.scrollHeight });
  }

  /**
   * Scrolls so far that a message is at the top, or everything after it can be seen.
   *
   * @param {HTMLElement} message
   */
  scrollTo(message) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const { top } = message.getBoundingClientRect();
    this.element.scrollBy({
      top: top - this.element.getBoundingClientRect().top - 12,
      behavior: calm ? "auto" : "smooth",
    });
  }

  #isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    return scrollHeight - scrollTop - clientHeight < 8;
  }
}
