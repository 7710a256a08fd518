import { CareerChat } from "./element.js";
import { readSettings } from "./settings.js";
import { loadStyles } from "./styles.js";

const NAME = "ml-career-chat";

/**
 * Puts the chat that a script tag asks for on its page; a second tag on the page changes nothing.
 *
 * @param {HTMLScriptElement} script The embed line's element, with its `data-` attributes.
 */
export async function start(script) {
  if (customElements.get(NAME)) {
    return;
  }
  customElements.define(NAME, CareerChat);
  const page = document.documentElement;
  const isOwnPage = "fullPage" in script.dataset; // of no language but the browser's
  const settings = readSettings(script.dataset, script.src, isOwnPage ? "" : page.lang);
  if (isOwnPage) {
    page.lang = settings.language;
  }
  const styles = await loadStyles(new URL("launcher.css", import.meta.url));
  document.body.append(new CareerChat(settings, styles));
}
