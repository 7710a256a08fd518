import { CareerChat } from "./element.js";
import { readSettings } from "./settings.js";

const NAME = "ml-career-chat";

/**
 * Puts the chat on the page. There is one at most: a second tag or module changes nothing.
 *
 * @param {Record<string, any>} options See `readSettings`.
 * @param {URL} base Where the script comes from.
 * @returns {Promise<CareerChat|undefined>} Nothing where the page can't have it; the console says why.
 */
export async function mount(options, base) {
  const body = await findBody();
  const Known = customElements.get(NAME);
  if (Known && !("current" in Known)) {
    console.error(
      `This page defines an element <${NAME}> of its own, so the chat can't be shown: rename it.`,
    );
    return undefined;
  }
  if (Known?.current) {
    return Known.current;
  }
  const page = document.documentElement;
  const isOwnPage = "fullPage" in options; // of no language but the browser's
  const settings = readSettings(options, base, isOwnPage ? "" : page.lang);
  if (isOwnPage) {
    page.lang = settings.language;
  }
  if (!Known) {
    customElements.define(NAME, CareerChat);
  }
  const chat = new (Known ?? CareerChat)(settings);
  body.append(chat);
  if (!isOwnPage) {
    await removeWhereRefused(chat, settings.endpoint);
  }
  return chat.isConnected ? chat : undefined;
}

/** @returns {Promise<HTMLElement>} The body, which comes after a script that doesn't wait for it. */
function findBody() {
  return new Promise((resolve) => {
    const observer = new MutationObserver(look);
    observer.observe(document.documentElement, { childList: true });
    look();

    function look() {
      if (document.body) {
        observer.disconnect();
        resolve(document.body);
      }
    }
  });
}

/** Takes the chat away where it wouldn't work: the server's settings or the page's own forbid it. */
async function removeWhereRefused(chat, endpoint) {
  try {
    const response = await fetch(new URL("chat/files/VERSION/icon.svg", endpoint));
    if (response.ok) {
      return;
    }
  } catch {
    // The same as a page that isn't there.
  }
  chat.destroy();
  console.error(
    `The chat of ${endpoint.host} could not be loaded. If it is up, the address ` +
      `${location.origin} is missing from its setting CHAT_ORIGINS, or from this page's ` +
      "Content-Security-Policy the chat's address. If the script is a copy on another server, its " +
      "tag needs data-endpoint with the chat's address.",
  );
}
