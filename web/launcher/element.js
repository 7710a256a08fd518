import { Memory } from "../chat/memory.js";
import { propertiesOf } from "./colours.js";
import { element, icon } from "./elements.js";
import styles from "./launcher.css";

const SPEECH_BUBBLE =
  "M12 4c-4.7 0-8.5 3.2-8.5 7.2 0 2.2 1.2 4.2 3 5.5L6 20.5l4-2.2c.6.1 1.3.2 2 .2 4.7 0 8.5-3.2 " +
  "8.5-7.3S16.7 4 12 4zM8.5 11.3h.01M12 11.3h.01M15.5 11.3h.01";
const EVENTS = ["open", "close", "question", "answer", "rating", "reset"];
// What is done in the chat is nothing to the page: no shortcut of its own takes a letter that is
// typed here, and no dialog of its own that keeps the focus takes it away.
const ENDS_AT_THE_EDGE = ["keydown", "keypress", "keyup", "focusin", "focusout"];
// What the dialogs of a page set on everything beside them; the chat stays in sight above them.
const SHUT_OUT = ["inert", "aria-hidden"];

/**
 * The launcher, and what a page's scripts can do with the chat; the panel and everything in it are
 * loaded when it is opened. See widget.d.mts.
 *
 * A page may replace its body, and remove or copy the element: the one that was made with settings
 * comes back with all that is in it, and copies go.
 */
export class CareerChat extends HTMLElement {
  /** @type {CareerChat|undefined} The one of this page. */
  static current;

  #settings;
  #launcher;
  #alert = element("p.launcher-alert", { role: "alert" });
  #status = element("p.heard", { role: "status" });
  #tab;
  #panel;
  #loaded;
  #attempts = 0;
  #wanted = false;
  #isOpen = false;
  #hadFocus = false;
  #hears = false;
  #scrolled = new Map();
  #dark = matchMedia("(prefers-color-scheme: dark)");
  #setTheme = () =>
    this.setAttribute("theme", this.#settings.theme ?? (this.#dark.matches ? "dark" : "light"));

  /** @param {import("./settings.js").Settings} [settings] Missing in copies that the page makes. */
  constructor(settings) {
    super();
    if (!settings) {
      return;
    }
    this.constructor.current = this;
    this.#settings = settings;
    this.#tab = new Memory(settings.endpoint, "sessionStorage");
    const root = this.attachShadow({ mode: "open" });
    // A constructed style sheet works under any Content-Security-Policy, unlike <style>.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [sheet];
    if (!settings.fullPage) {
      this.#launcher = this.#createLauncher();
      root.append(this.#launcher);
    }
    root.append(this.#alert, this.#status);
    for (const name of ENDS_AT_THE_EDGE) {
      root.addEventListener(name, (event) => event.stopPropagation());
    }
    root.addEventListener("probe", () => (this.#hears = true));
    new MutationObserver(() => this.#stayUsable()).observe(this, { attributeFilter: SHUT_OUT });
    root.addEventListener("focusin", () => (this.#hadFocus = true));
    root.addEventListener("focusout", () => queueMicrotask(() => this.#loseFocus()));
    root.addEventListener(
      "scroll",
      ({ target }) => target.isConnected && this.#scrolled.set(target, target.scrollTop),
      { capture: true, passive: true },
    );
  }

  connectedCallback() {
    if (this.constructor.current !== this) {
      this.remove();
      return;
    }
    const { colour, language, fullPage, side } = this.#settings;
    this.lang = language;
    this.toggleAttribute("full-page", fullPage);
    if (side) {
      this.setAttribute("side", side);
    }
    this.#setTheme();
    this.#stayUsable();
    this.#dark.addEventListener("change", this.#setTheme);
    for (const [name, value] of Object.entries(propertiesOf(colour))) {
      this.style.setProperty(name, value);
    }
    if (!fullPage) {
      this.#moveToTopLayer();
    }
    if (this.#panel) {
      this.#comeBack();
    } else {
      this.#begin();
    }
  }

  disconnectedCallback() {
    this.#dark.removeEventListener("change", this.#setTheme);
    if (this.constructor.current === this) {
      // With the next frame: a page that doesn't tolerate it isn't held up by the two of us.
      requestAnimationFrame(() => this.#putBack());
    }
  }

  /** Whether the chat is open. */
  get isOpen() {
    return this.#isOpen;
  }

  /**
   * Opens the chat, and puts the cursor where people type.
   *
   * @returns {Promise<boolean>} Whether it is open.
   */
  open() {
    return this.#open({ byPerson: true });
  }

  /** Closes the chat. */
  close() {
    this.#wanted = false;
    if (this.#isOpen && !this.#settings.fullPage) {
      this.#panel.close();
    }
  }

  /** Opens or closes the chat. */
  async toggle() {
    await (this.#isOpen ? this.close() : this.open());
  }

  /**
   * Opens the chat and asks a question.
   *
   * @param {string} question
   * @returns {Promise<boolean>} Whether it could be asked.
   */
  async ask(question) {
    const isOpen = await this.open();
    if (isOpen) {
      this.#panel.ask(question);
    }
    return isOpen;
  }

  /** Forgets the conversation in this browser, in all its tabs: the next person begins anew. */
  reset() {
    const memory = new Memory(this.#settings.endpoint);
    this.#panel?.reset();
    memory.clear();
    this.#tab.clear();
    this.#tab.set("open", this.#isOpen);
    if (!this.#panel) {
      const tabs = memory.openChannel();
      tabs.postMessage({ kind: "reset" });
      tabs.close();
    }
    this.#showUnread(false);
    this.#emit("reset");
  }

  /** Takes the chat from the page. */
  destroy() {
    this.constructor.current = undefined;
    this.#wanted = false;
    this.#panel?.destroy();
    this.remove();
  }

  /**
   * Calls a function at each event of a kind.
   *
   * @param {"open"|"close"|"question"|"answer"|"rating"|"reset"} name
   * @param {(event: CustomEvent) => void} listener
   * @returns {() => void} Ends it.
   * @throws {RangeError} If there is no such event.
   */
  on(name, listener) {
    if (!EVENTS.includes(name)) {
      throw new RangeError(`The chat has no event "${name}"; it has ${EVENTS.join(", ")}.`);
    }
    this.addEventListener(name, listener);
    return () => this.removeEventListener(name, listener);
  }

  #createLauncher() {
    const { texts, title, logo } = this.#settings;
    const launcher = element(
      "button.launcher",
      { type: "button", "aria-haspopup": "dialog", "aria-label": texts.open(title) },
      logo ? element("img", { src: logo.href, alt: "" }) : icon(SPEECH_BUBBLE),
    );
    launcher.addEventListener("click", () => this.open());
    launcher.addEventListener("pointerenter", () => this.#load().catch(() => {}), { once: true });
    return launcher;
  }

  /** Does at first what the last page or the settings want, and goes on with what was asked. */
  #begin() {
    const { fullPage, open, endpoint } = this.#settings;
    this.#showUnread(Boolean(this.#tab.get("unread")));
    if (fullPage || (this.#tab.get("open") ?? open)) {
      this.#open({ byPerson: false });
    } else if (new Memory(endpoint).get("pending")) {
      this.#load().catch(() => {}); // whoever opens it is told
    }
  }

  async #open({ byPerson }) {
    this.#wanted = true;
    this.#setLoading(true);
    if (!byPerson && this.#launcher) {
      this.#launcher.hidden = true; // it would only be there for a moment
    }
    try {
      await this.#load();
    } catch (error) {
      this.#alert.textContent = this.#settings.texts.notLoaded;
      this.#showLauncher(true);
      console.error("The chat could not be loaded.", error);
      return false;
    } finally {
      this.#setLoading(false);
    }
    this.#alert.textContent = "";
    if (this.#isOpen) {
      this.#panel.focus();
    } else if (this.#wanted && this.#panel.open({ byPerson })) {
      this.#setOpen(true);
    } else {
      this.#showLauncher(true);
    }
    return this.#isOpen;
  }

  #load() {
    this.#loaded ??= this.#loadPanel();
    this.#loaded.catch(() => (this.#loaded = undefined));
    return this.#loaded;
  }

  async #loadPanel() {
    const address = new URL("chat/files/VERSION/chat/panel.js", this.#settings.endpoint);
    this.#attempts += 1;
    if (this.#attempts > 1) {
      // A browser may keep a failed import by its address (Chromium 150 does).
      address.searchParams.set("attempt", String(this.#attempts));
    }
    const { Panel } = await import(address);
    if (this.constructor.current !== this) {
      throw new Error("The chat was taken from the page.");
    }
    this.#panel = Panel.create(this.#settings, this.shadowRoot, {
      onClose: () => {
        this.#setOpen(false);
        this.#launcher.focus();
      },
      onEvent: (name, detail) => this.#take(name, detail),
    });
  }

  #setOpen(isOpen) {
    this.#isOpen = isOpen;
    if (!this.#settings.fullPage) {
      this.#tab.set("open", isOpen);
    }
    this.#showLauncher(!isOpen);
    if (isOpen) {
      this.#showUnread(false);
    }
    this.#emit(isOpen ? "open" : "close");
  }

  /** Hands on what happens in the chat. */
  #take(name, { text, ...detail }) {
    if (name === "answer" && !this.#isOpen) {
      this.#showUnread(true);
    }
    this.#emit(name, this.#settings.eventTexts ? { ...detail, text } : detail);
  }

  /** Says on the launcher that there is an answer that nobody has seen. */
  #showUnread(unread) {
    const said = unread ? this.#settings.texts.newAnswer : "";
    this.#tab.set("unread", unread || undefined);
    this.toggleAttribute("unread", unread);
    this.#status.textContent = said;
    this.#launcher?.setAttribute("aria-description", said);
  }

  #showLauncher(shown) {
    if (this.#launcher) {
      this.#launcher.hidden = !shown;
    }
  }

  #setLoading(loading) {
    this.#launcher?.setAttribute("aria-busy", String(loading));
  }

  #emit(name, detail = null) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** Above everything, and where a page's own transform, filter or overflow doesn't reach. */
  #moveToTopLayer() {
    if (this.showPopover) {
      this.popover = "manual";
      this.showPopover();
    }
  }

  #stayUsable() {
    SHUT_OUT.forEach((name) => this.removeAttribute(name));
  }

  /** Some browsers take the focus from an element that is removed, before it is gone. */
  #loseFocus() {
    if (this.isConnected) {
      this.#hadFocus = this.shadowRoot.activeElement !== null;
    }
  }

  #putBack() {
    if (!this.isConnected && this.constructor.current === this) {
      (document.body ?? document.documentElement).append(this.#isDeaf() ? this.#renew() : this);
    }
  }

  /** Whether the page has erased all listeners, with `document.open`. */
  #isDeaf() {
    this.#hears = false;
    this.shadowRoot.dispatchEvent(new Event("probe"));
    return !this.#hears;
  }

  /** Makes the chat anew; what it was about to do is in its memory. */
  #renew() {
    this.#panel?.destroy();
    return new this.constructor(this.#settings);
  }

  /** Looks again as it did before the page took it away. */
  #comeBack() {
    if (this.#isOpen) {
      this.#panel.reopen({ focus: this.#hadFocus });
    }
    for (const [scrolled, top] of this.#scrolled) {
      scrolled.scrollTop = top;
    }
  }
}
