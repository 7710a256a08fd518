import { element, icon } from "../launcher/elements.js";
import { loadStyles } from "../launcher/styles.js";
import { createLightbox } from "./picture.js";
import { followViewport } from "./viewport.js";

const ROUND_ARROW = "M5.5 9A7.5 7.5 0 1 1 4.5 12.5M5 4v5h5";
const COMPASS = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM15.5 8.5l-2 5-5 2 2-5z";
const CROSS = "M6 6l12 12M18 6 6 18";
const SMALL_SCREEN = "(width <= 480px), (height <= 480px)";

/** The chat's window on a page, the whole screen on a phone, or the page itself. */
export class Panel {
  #settings;
  #frame;
  #status = element("div.heard", { role: "status" });
  #body;
  #startOver;
  #chat;
  #onClose;
  #small = matchMedia(SMALL_SCREEN);
  #endFollowing = () => {};

  /**
   * @param {import("../launcher/settings.js").Settings} settings
   * @param {ShadowRoot} root Where the panel goes.
   * @param {() => void} onClose
   * @returns {Promise<Panel>} Closed.
   */
  static async create(settings, root, onClose) {
    const files = ["controls.css", "panel.css"].map((name) => new URL(name, import.meta.url));
    root.adoptedStyleSheets.push(...(await Promise.all(files.map(loadStyles))));
    return new Panel(settings, root, onClose);
  }

  constructor(settings, root, onClose) {
    this.#settings = settings;
    this.#onClose = onClose;
    const { texts, title, fullPage } = settings;
    const lightbox = createLightbox(texts);
    this.#body = element("div.body");
    this.#frame = element(
      fullPage ? "main.panel" : "dialog.panel",
      { "aria-label": title, tabindex: "-1" },
      this.#createHeader(),
      this.#body,
      element("p.disclaimer", {}, texts.disclaimer),
      this.#status,
    );
    root.append(this.#frame, lightbox.dialog);
    if (!fullPage) {
      this.#listen();
    }
    this.#fill(lightbox);
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

  async #fill(lightbox) {
    const { texts } = this.#settings;
    this.#body.replaceChildren(element("p.loading", {}, texts.loading));
    try {
      const { Chat } = await import("./chat.js");
      this.#chat = await Chat.create(this.#settings, {
        enlarge: (picture) => lightbox.show(picture),
        announce: (text) => this.#announce(text),
      });
    } catch {
      const again = element("button.filled", { type: "button" }, texts.tryAgain);
      again.addEventListener("click", () => this.#fill(lightbox));
      this.#body.replaceChildren(element("p.loading", { role: "alert" }, texts.notLoaded), again);
      return;
    }
    this.#body.replaceChildren(this.#chat.element);
    this.#startOver.disabled = false;
    if (this.#frame.matches(":focus-within")) {
      this.#focus();
    }
  }

  #createHeader() {
    const { texts, title, fullPage } = this.#settings;
    this.#startOver = element(
      "button.round",
      { type: "button", title: texts.startOver, "aria-label": texts.startOver, disabled: true },
      icon(ROUND_ARROW),
      element("span", {}, texts.startOver),
    );
    this.#startOver.addEventListener("click", () => {
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
      this.#startOver,
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
    if (this.#chat && !matchMedia("(pointer: coarse)").matches) {
      this.#chat.focus();
    } else {
      this.#frame.focus();
    }
  }

  #announce(text) {
    this.#status.textContent = text;
  }
}
