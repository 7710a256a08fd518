import { element, icon } from "../launcher/elements.js";
import { textsIn as openingTextsIn } from "../launcher/texts.js";
import { Api } from "./api.js";
import { Chat } from "./chat.js";
import controlStyles from "./controls.css";
import { Conversation } from "./conversation.js";
import { Memory } from "./memory.js";
import { createMenu } from "./menu.js";
import messageStyles from "./messages.css";
import panelStyles from "./panel.css";
import { createLightbox } from "./picture.js";
import { textsIn } from "./texts.js";
import typeAheadStyles from "./typeahead.css";
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
  #memory;
  #root;
  #api;
  #conversation;
  #chat;
  #lightbox;
  #onClose;
  #small = matchMedia(SMALL_SCREEN);
  #endFollowing = () => {};

  /**
   * @param {import("../launcher/settings.js").Settings} settings
   * @param {ShadowRoot} root Where the panel goes.
   * @param {{onClose: () => void, onEvent: (name: string, detail: object) => void}} launcher
   * @returns {Panel} Closed.
   */
  static create(settings, root, launcher) {
    for (const styles of [controlStyles, panelStyles, messageStyles, typeAheadStyles]) {
      // Constructed style sheets work under any Content-Security-Policy, unlike <style>.
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(styles);
      root.adoptedStyleSheets.push(sheet);
    }
    return new Panel(settings, root, launcher);
  }

  constructor(settings, root, { onClose, onEvent }) {
    const { fullPage, endpoint } = settings;
    this.#memory = new Memory(endpoint);
    this.#settings = inLanguage(settings, this.#memory.get("language") ?? settings.language);
    this.#onClose = onClose;
    this.#root = root;
    this.#api = new Api(endpoint, this.#settings.language);
    this.#conversation = new Conversation(this.#api, this.#memory);
    this.#frame = element(fullPage ? "main.panel" : "dialog.panel", { tabindex: "-1" });
    root.append(this.#frame);
    if (!fullPage) {
      this.#listen();
    }
    this.#draw();
    this.#tell(onEvent);
    this.#chat.restore();
    if (fullPage) {
      this.#askFromAddress();
    }
  }

  /**
   * Asks a question, as if someone had typed it.
   *
   * @param {string} question
   */
  ask(question) {
    this.#chat.ask(question);
  }

  /** Begins a new conversation. */
  startOver() {
    this.#chat.startOver();
  }

  /** Takes the panel away for good. */
  destroy() {
    this.#endFollowing();
    this.#chat.destroy();
    this.#conversation.close();
    this.#lightbox.remove();
    this.#frame.remove();
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
      this.focus();
    }
    return true;
  }

  /**
   * Opens the panel anew where it was open: one that was taken from the page isn't modal any more.
   *
   * @param {{focus: boolean}} how
   */
  reopen({ focus }) {
    this.#endFollowing();
    this.#frame.close?.();
    this.open({ byPerson: focus || this.#small.matches });
  }

  /** Forgets everything that was said, and what is typed. */
  reset() {
    this.#conversation.reset();
  }

  /** Closes the panel. */
  close() {
    this.#endFollowing();
    this.#frame.close();
    this.#onClose();
  }

  /** Tells the launcher what is done here, and not what another tab does. */
  #tell(onEvent) {
    const on = (name, tell) => this.#conversation.addEventListener(name, tell);
    on("asked", ({ detail }) => onEvent("question", { text: detail.text }));
    on("answered", ({ detail }) => {
      for (const { text, rateable = false } of detail.entries) {
        onEvent("answer", { text, rateable });
      }
    });
    on("rated", ({ detail }) => detail.isOwn && onEvent("rating", { rating: detail.rating }));
  }

  /** Draws everything in the panel, in its language. */
  #draw() {
    const { texts, title, language } = this.#settings;
    const { dialog, show } = createLightbox(texts);
    this.#chat?.destroy();
    this.#lightbox?.remove();
    this.#lightbox = dialog;
    this.#chat = new Chat(this.#settings, this.#conversation, {
      enlarge: show,
      announce: (text) => this.#announce(text),
      serverUrl: (address) => this.#api.serverUrl(address),
      suggest: (text) => this.#api.suggest(text),
    });
    this.#frame.setAttribute("aria-label", title);
    this.#frame.replaceChildren(
      this.#createHeader(),
      this.#chat.element,
      element("p.disclaimer", {}, texts.disclaimer),
      this.#status,
    );
    this.#root.append(dialog);
    this.#root.host.lang = language;
    if (this.#settings.fullPage) {
      document.documentElement.lang = language;
    }
  }

  /** Goes on in the other language: the chat's own words at once, the answers when asked to. */
  #switchLanguage() {
    const language = this.#settings.language === "en" ? "fr" : "en";
    this.#memory.set("language", language);
    this.#settings = inLanguage(this.#settings, language);
    this.#api.language = language;
    this.#draw();
    if (this.#conversation.entries.length > 0) {
      this.ask(this.#settings.texts.inThisLanguage);
    }
    this.focus();
  }

  /** Asks the question of a link to one, once: /chat?q=… */
  #askFromAddress() {
    const address = new URL(location.href);
    const question = address.searchParams.get("q")?.trim();
    if (question) {
      address.searchParams.delete("q"); // a reload is not to ask again
      history.replaceState(history.state, "", address);
      this.#chat.ask(question);
    }
  }

  #createMenu() {
    const { texts, fullPage } = this.#settings;
    const other = this.#settings.language === "en" ? "fr" : "en";
    const choices = [
      { label: texts.otherLanguage, lang: other, act: () => this.#switchLanguage() },
      { label: texts.save, act: () => this.#chat.save() },
    ];
    if (fullPage) {
      choices.push({ label: texts.print, act: () => print() });
    }
    return createMenu(texts.menu, choices);
  }

  #createHeader() {
    const { texts, title, logo, fullPage } = this.#settings;
    const startOver = element(
      "button.round",
      { type: "button", title: texts.startOver, "aria-label": texts.startOver },
      icon(ROUND_ARROW),
      element("span", {}, texts.startOver), // also seen, where there is room
    );
    startOver.addEventListener("click", () => {
      this.startOver();
      this.focus();
    });
    const header = element(
      "div.header", // a page has its own <header>, and one of them is enough
      {},
      element(
        "span.mark",
        {},
        logo ? element("img", { src: logo.href, alt: "" }) : icon(COMPASS),
      ),
      element(
        "div.names",
        {},
        element(fullPage ? "h1" : "h2", { dir: "auto" }, title),
        element("p", { dir: "auto" }, texts.subtitle),
      ),
      this.#createMenu(),
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
      this.reopen({ focus: this.#frame.matches(":focus-within") });
    }
  }

  /** Goes to where people type, except on a touch screen, where that brings the keyboard up. */
  focus() {
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

/** The settings in another language; a title and a greeting of the site's own stay. */
function inLanguage(settings, language) {
  const texts = { ...openingTextsIn(language), ...textsIn(language) };
  const follow = (name) => (settings[name] === settings.texts[name] ? texts[name] : settings[name]);
  return { ...settings, language, texts, title: follow("title"), greeting: follow("greeting") };
}
