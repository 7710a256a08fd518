import { element } from "../launcher/elements.js";
import "../packages/deep-chat.js";

const ARROW_UP =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M12 19V5.5M6 11.5l6-6 6 6"/></svg>';
const QUIET_TIME = 400; // milliseconds, after which new messages are announced

/**
 * The deep-chat component: its list of messages, its input and its typing indicator. We hand it an
 * empty message for each of ours and fill that with elements, so that no text is ever read as HTML;
 * and we take what is typed before it does, which would show the text as Markdown.
 */
export class View {
  /** Called with the text when someone sends what they typed. */
  onSend = (_text) => {};
  /** Called with the text whenever it changes. */
  onInput = (_text) => {};
  /** Called when the component has drawn itself; it may do so twice, each time with no messages. */
  onDrawn = () => {};
  /** Whether it has, which takes a moment; before, nothing can be shown. */
  isDrawn = false;

  /** Where a line about the state of things goes, above the input. */
  notice = element("div.notice", { role: "status" });

  #chat = document.createElement("deep-chat");
  #texts;
  #typing = false;
  #focused;
  #endQuiet;

  /**
   * @param {import("../launcher/texts.js").Texts} texts
   * @param {string} styles The style sheet of the component's shadow tree.
   */
  constructor(texts, styles) {
    this.#texts = texts;
    // On the element itself: without a font there the component fetches its own from elsewhere.
    Object.assign(this.#chat.style, {
      display: "block",
      width: "100%",
      height: "100%",
      border: "0 solid",
      backgroundColor: "transparent",
      fontFamily: "inherit",
      fontSize: "inherit",
      colorScheme: "inherit",
    });
    Object.assign(this.#chat, {
      connect: { handler: () => {} }, // nothing is sent by the component itself
      auxiliaryStyle: styles,
      displayLoadingBubble: { toggle: () => {} }, // it puts its own function there
      messageStyles: {
        loading: { message: { html: '<div class="typing"><i></i><i></i><i></i></div>' } },
      },
      textInput: { placeholder: { text: texts.placeholder } },
      submitButtonStyles: { position: "inside-end", submit: { svg: { content: ARROW_UP } } },
      validateInput: (text) => Boolean(text?.trim()) && this.canSend(text),
    });
    const root = this.#chat.shadowRoot;
    root.addEventListener("keydown", (event) => this.#takeKey(event), true);
    root.addEventListener("click", (event) => this.#takeClick(event), true);
    root.addEventListener("input", () => this.onInput(this.text));
    new MutationObserver(() => this.#drawn()).observe(root.getElementById("container"), {
      childList: true,
    });
  }

  /** Decides whether what is typed may be sent. */
  canSend = (_text) => true;

  /** @returns {HTMLElement} */
  get element() {
    return this.#chat;
  }

  /** What is typed and not sent. */
  get text() {
    return this.#input.innerText.trim();
  }

  set text(text) {
    this.#input.textContent = text;
    this.#input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }

  /** Puts the cursor where people type, after what is there. */
  focus() {
    this.#focused = this.#input;
    this.#focused.focus();
    this.#chat.focusInput();
  }

  /**
   * Adds a message at the end.
   *
   * @param {HTMLElement} made
   * @param {"user"|"ai"} role
   */
  add(made, role) {
    this.#chat.addMessage({ role, html: "<div data-place></div>" });
    this.#log.querySelector("[data-place]").replaceWith(made);
  }

  /** Takes all messages away. Those added at once are what was said before, and not announced. */
  clear() {
    this.showTyping(false);
    this.#chat.clearMessages();
    const log = this.#log;
    log.setAttribute("aria-live", "off");
    clearTimeout(this.#endQuiet);
    this.#endQuiet = setTimeout(() => log.setAttribute("aria-live", "polite"), QUIET_TIME);
  }

  /**
   * Shows or hides that an answer is being made.
   *
   * @param {boolean} typing
   */
  showTyping(typing) {
    if (typing !== this.#typing) {
      this.#typing = typing;
      this.#chat.displayLoadingBubble.toggle(typing ? {} : undefined);
    }
  }

  /** Allows sending, or not. */
  setBusy(busy) {
    this.#log.classList.toggle("busy", busy);
    this.#chat.disableSubmitButton(busy);
  }

  /** Scrolls to the end. */
  scrollToEnd() {
    // After the component's own scrolling, which is to the top of the last message.
    setTimeout(() => this.#log.scrollTo({ top: this.#log.scrollHeight }));
  }

  /**
   * Scrolls so far that a message is at the top, or everything after it can be seen.
   *
   * @param {HTMLElement} made
   */
  scrollTo(made) {
    setTimeout(() => {
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const { top } = made.getBoundingClientRect();
      this.#log.scrollBy({
        top: top - this.#log.getBoundingClientRect().top - 12,
        behavior: calm ? "auto" : "smooth",
      });
    });
  }

  get #log() {
    return this.#chat.shadowRoot.getElementById("messages");
  }

  get #input() {
    return this.#chat.shadowRoot.getElementById("text-input");
  }

  /** Says what the component's parts are, to people who don't see them. */
  #drawn() {
    const log = this.#log;
    const attributes = { role: "log", "aria-label": this.#texts.messages, tabindex: "0" };
    setAttributes(log, attributes);
    setAttributes(this.#input, {
      "aria-label": this.#texts.input,
      "aria-multiline": "true",
      dir: "auto",
      enterkeyhint: "send",
    });
    const button = this.#chat.shadowRoot.querySelector(".input-button");
    setAttributes(button, { "aria-label": this.#texts.send, title: this.#texts.send });
    log.after(this.notice);
    this.#typing = false;
    this.isDrawn = true;
    this.onDrawn();
    if (this.#focused?.isConnected === false) {
      this.focus(); // the input that had it is gone
    }
  }

  #takeKey(event) {
    const { target, key } = event;
    const onButton = target.closest?.(".input-button") && (key === "Enter" || key === " ");
    const inInput =
      target === this.#input && key === "Enter" && !event.shiftKey && !event.isComposing;
    if (onButton || inInput) {
      this.#send(event);
    }
  }

  #takeClick(event) {
    if (event.target.closest?.(".input-button")) {
      this.#send(event);
    }
  }

  #send(event) {
    event.preventDefault();
    event.stopPropagation();
    const { text } = this;
    if (text && this.canSend(text)) {
      this.onSend(text);
    }
  }
}

function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
}
