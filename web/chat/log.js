import { element, icon } from "../launcher/elements.js";
import { TabStops } from "./tabstops.js";

const ARROW_DOWN = "M12 5v13.5M6 12.5l6 6 6-6";

const NEARLY_AT_THE_END = 40; // pixels
const MARGIN = 12; // pixels above what is scrolled to
const QUIET_TIME = 400; // milliseconds, after which new messages are announced

/** The list of messages: a live region that can be scrolled by keyboard. */
export class MessageLog {
  /** @type {HTMLElement} The list, and over it the button to its end. */
  element;
  #list;
  #newest;
  #stops;
  #oldest;
  #typing = element("div.typing", {}, ...["i", "i", "i"].map((dot) => element(dot)));
  #queue = element("div.queue");
  #tail = element("div.tail", { "aria-live": "off" }, this.#queue);
  #endQuiet;

  /** @param {import("./texts.js").ChatTexts} texts */
  constructor(texts) {
    this.#list = element("div.messages", {
      id: "messages",
      role: "log",
      "aria-label": texts.messages,
      tabindex: "0",
    });
    // No stop to tab through: with a keyboard one scrolls the list itself.
    const label = { "aria-label": texts.newest, title: texts.newest };
    this.#newest = element("button.newest", { type: "button", tabindex: "-1", ...label });
    this.#newest.append(icon(ARROW_DOWN));
    this.#newest.hidden = true;
    this.#newest.addEventListener("click", () => this.scrollToEnd());
    this.#list.addEventListener("scroll", () => this.#showNewest());
    new ResizeObserver(() => this.#showNewest()).observe(this.#list);
    this.element = element("div.log", {}, this.#list, this.#newest);
    this.#stops = new TabStops(this.#list);
    this.clear();
  }

  /**
   * Adds messages at the end.
   *
   * @param {...(HTMLElement|false)} messages
   */
  add(...messages) {
    this.#tail.before(...messages.filter(Boolean));
    this.#oldest ??= this.#tail.previousSibling;
    this.#stops.update();
    this.#showNewest();
  }

  /**
   * Adds messages between the first, the greeting, and those that were added since. What is seen
   * stays where it is.
   *
   * @param {HTMLElement[]} messages
   */
  addOlder(messages) {
    this.#beQuiet();
    const fromEnd = this.#list.scrollHeight - this.#list.scrollTop;
    this.#oldest.after(...messages);
    this.#list.scrollTop = this.#list.scrollHeight - fromEnd;
    this.#stops.update();
  }

  /** Takes all messages away. Those added at once are what was said before, and not announced. */
  clear() {
    this.#list.replaceChildren(this.#tail);
    this.#oldest = undefined;
    this.#beQuiet();
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

  /** Puts the focus on the list, where the arrow keys scroll. */
  focus() {
    this.#list.focus();
  }

  /** Scrolls to the end. */
  scrollToEnd() {
    this.#list.scrollTo({ top: this.#list.scrollHeight });
  }

  /**
   * Scrolls so far that a question is at the top, or everything after it can be seen. Where it would
   * leave no room for its answer, that is at the top instead.
   *
   * @param {HTMLElement} question
   */
  scrollToAnswer(question) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const isLarge = question.offsetHeight > this.#list.clientHeight / 2;
    const { top } = (isLarge ? question.nextElementSibling : question).getBoundingClientRect();
    this.#list.scrollBy({
      top: top - this.#list.getBoundingClientRect().top - MARGIN,
      behavior: calm ? "auto" : "smooth",
    });
  }

  #beQuiet() {
    this.#list.setAttribute("aria-live", "off");
    clearTimeout(this.#endQuiet);
    this.#endQuiet = setTimeout(() => this.#list.setAttribute("aria-live", "polite"), QUIET_TIME);
  }

  #showNewest() {
    const { scrollHeight, scrollTop, clientHeight } = this.#list;
    this.#newest.hidden = scrollHeight - scrollTop - clientHeight < NEARLY_AT_THE_END;
  }
}
