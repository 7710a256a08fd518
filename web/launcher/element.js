import { propertiesOf } from "./colours.js";
import { element, icon } from "./elements.js";

const SPEECH_BUBBLE =
  "M12 4c-4.7 0-8.5 3.2-8.5 7.2 0 2.2 1.2 4.2 3 5.5L6 20.5l4-2.2c.6.1 1.3.2 2 .2 4.7 0 8.5-3.2 " +
  "8.5-7.3S16.7 4 12 4zM8.5 11.3h.01M12 11.3h.01M15.5 11.3h.01";

/** The launcher; the panel and everything in it are loaded when it is opened. */
export class CareerChat extends HTMLElement {
  #settings;
  #launcher;
  #alert = element("p.launcher-alert", { role: "alert" });
  #panel;
  #loading = false;
  #dark = matchMedia("(prefers-color-scheme: dark)");

  /**
   * @param {import("./settings.js").Settings} settings
   * @param {CSSStyleSheet} styles
   */
  constructor(settings, styles) {
    super();
    this.#settings = settings;
    const { texts, title, fullPage } = settings;
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [styles];
    if (!fullPage) {
      this.#launcher = element(
        "button.launcher",
        { type: "button", "aria-haspopup": "dialog", "aria-label": texts.open(title) },
        icon(SPEECH_BUBBLE),
      );
      this.#launcher.addEventListener("click", () => this.open());
      this.#launcher.addEventListener("pointerenter", prepare, { once: true });
      root.append(this.#launcher);
    }
    root.append(this.#alert);
  }

  connectedCallback() {
    const { colour, language, fullPage, open } = this.#settings;
    this.lang = language;
    this.toggleAttribute("full-page", fullPage);
    this.#setTheme();
    this.#dark.addEventListener("change", () => this.#setTheme());
    for (const [name, value] of Object.entries(propertiesOf(colour))) {
      this.style.setProperty(name, value);
    }
    if (fullPage || open) {
      this.open({ byPerson: false });
    }
  }

  /**
   * Opens the chat.
   *
   * @param {{byPerson?: boolean}} [how] Unless a person asked for it, the focus stays where it is.
   */
  async open({ byPerson = true } = {}) {
    if (this.#loading) {
      return;
    }
    this.#setLoading(true);
    try {
      this.#panel ??= await this.#load();
    } catch {
      this.#alert.textContent = this.#settings.texts.notLoaded;
      return;
    } finally {
      this.#setLoading(false);
    }
    this.#alert.textContent = "";
    if (this.#panel.open({ byPerson }) && this.#launcher) {
      this.#launcher.hidden = true;
    }
  }

  async #load() {
    const { Panel } = await import("../chat/panel.js");
    return Panel.create(this.#settings, this.shadowRoot, () => {
      this.#launcher.hidden = false;
      this.#launcher.focus();
    });
  }

  #setTheme() {
    this.setAttribute("theme", this.#settings.theme ?? (this.#dark.matches ? "dark" : "light"));
  }

  #setLoading(loading) {
    this.#loading = loading;
    this.#launcher?.setAttribute("aria-busy", String(loading));
  }
}

/** Begins to load what will be needed; what doesn't come is asked for again later. */
function prepare() {
  import("../chat/panel.js").catch(() => {});
}
