import { element, icon } from "../launcher/elements.js";
import { Chat } from "./chat.js";
import controlStyles from "./controls.css";
import messageStyles from "./messages.css";
import panelStyles from "./panel.css";
import { createLightbox } from "./picture.js";
import { textsIn } from "./texts.js";
import { followViewport } from "./viewport.js";

const ROUND_ARROW = "M5.5 9A7.5 7.5 0 1 1 4.5 12.5M5 4v5h5";
const COMPASS = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM15.5 8.5l-2 5-5 2 2-5z";
const CROSS = "M6 6l12 12M18 6 6 18";
const SMALL_SCREEN = "(width <= 480px), (height <= 480px)";
// What is done in the chat is nothing to the page: no shortcut of its own takes a letter that is
// typed here, and no dialog of its own that keeps the focus takes it away.
const ENDS_AT_THE_EDGE = ["keydown", "keypress", "keyup", "focusin", "focusout"];

/** The chat's window on a page, the whole screen on a phone, or the page itself. */
export class Panel {
  #settings;
  #frame;
  #status = element("div.heard", { role: "status" });
  #chat;
  #onClose;
  #small = matchMedia(SMALL_SCREEN);
  #endFollowing = () => {};

  /**
   * @param {import("../launcher/settings.js").Settings} settings
   * @param {ShadowRoot} root Where the panel goes.
   * @param {() => void} onClose
   * @returns {Panel} Closed.
   */
  static create(settings, root, onClose) {
    for (const styles of [controlStyles, panelStyles, messageStyles]) {
      // Constructed style sheets work under any Content-Security-Policy, unlike <style>.
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(styles);
      root.adoptedStyleSheets.push(sheet);
    }
    const texts = { ...settings.texts, ...textsIn(settings.language) };
    return new Panel({ ...settings, texts }, root, onClose);
  }

  constructor(settings, root, onClose) {
    this.#settings = settings;
    this.#onClose = onClose;
    const { texts, title, fullPage } = settings;
    const lightbox = createLightbox(texts);
    this.#chat = new Chat(settings, {
      enlarge: (picture) => lightbox.show(picture),
      announce: (text) => this.#announce(text),
    });
    this.#frame = element(
      fullPage ? "main.panel" : "dialog.panel",
      { "aria-label": title, tabindex: "-1" },
      this.#createHeader(),
      this.#chat.element,
      element("p.disclaimer", {}, texts.disclaimer),
      this.#status,
    );
    root.append(this.#frame, lightbox.dialog);
    if (!fullPage) {
      this.#listen();
    }
    for (const name of ENDS_AT_THE_EDGE) {
      this.#frame.addEventListener(name, (event) => event.stopPropagation());
      lightbox.dialog.addEventListener(name, (event) => event.stopPropagation());
    }
  }

  /**
   * Opens the panel.
   *
   * @param {{byPerson: boolean}} how Unless a person asked for it, the focus stays where it is, and
   *   a panel that would cover the whole page stays closed.
   * @returns {boolean} Whether it is open.
   */
  open({ byPerson }) {
    const { fullPage } = this.#settings;
    if (!byPerson && this.#small.matches && !fullPage) {
      return false;
    }
    if (fullPage || !byPerson) {
      this.#frame.setAttribute("open", ""); // show() would take the focus
    } else if (this.#small.matches) {
      this.#frame.showModal(); // nothing behind it can be seen, so nothing there gets the focus
    } else {
      this.#frame.show();
    }
    this.#endFollowing = followViewport(this.#frame);
    if (byPerson) {
      this.#focus();
    }
    return true;
  }

  /** Closes the panel. */
  close() {
    this.#endFollowing();
    this.#frame.close();
    this.#onClose();
  }

  #createHeader() {
    const { texts, title, fullPage } = this.#settings;
    const startOver = element(
      "button.round",
      { type: "button", title: texts.startOver, "aria-label": texts.startOver },
      icon(ROUND_ARROW),
      element("span", {}, texts.startOver),
    );
    startOver.addEventListener("click", () => {
      this.#chat.startOver();
      this.#focus();
    });
    const header = element(
      "div.header", // a page has its own <header>, and one of them is enough
      {},
      element("span.mark", {}, icon(COMPASS)),
      element(
        "div.names",
        {},
        element(fullPage ? "h1" : "h2", {}, title),
        element("p", {}, texts.subtitle),
      ),
      startOver,
    );
    if (!fullPage) {
      const close = element(
        "button.round",
        { type: "button", title: texts.close, "aria-label": texts.close },
        icon(CROSS),
      );
      close.addEventListener("click", () => this.close());
      header.append(close);
    }
    return header;
  }

  #listen() {
    this.#frame.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing) {
        event.preventDefault();
        this.close();
      }
    });
    // A modal dialog closes by other means too, such as the back gesture.
    this.#frame.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.close();
    });
    this.#small.addEventListener("change", () => this.#changeMode());
  }

  /** Goes between window and whole screen when the page is resized or the phone is turned. */
  #changeMode() {
    if (this.#frame.open) {
      const focused = this.#frame.matches(":focus-within");
      this.#frame.close();
      this.open({ byPerson: focused || this.#small.matches });
    }
  }

  /** Goes to where people type, except on a touch screen, where that brings the keyboard up. */
  #focus() {
    if (!matchMedia("(pointer: coarse)").matches) {
      this.#chat.focus();
    } else {
      this.#frame.focus();
    }
  }

  #announce(text) {
    this.#status.textContent = text;
  }
}
