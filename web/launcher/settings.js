import { DEFAULT_COLOUR, readColour } from "./colours.js";
import { textsIn } from "./texts.js";

/**
 * @typedef {object} Settings
 * @property {string} title What the chat is called.
 * @property {number[]} colour Red, green and blue of the launcher and the person's messages, 0 to 255.
 * @property {"en"|"fr"} language The language of labels; the assistant answers in the person's own.
 * @property {string} greeting The first message.
 * @property {boolean} open Whether the panel is open from the start.
 * @property {URL} endpoint Where the assistant is; `chat/messages` and the others are below it.
 * @property {boolean} fullPage Whether the chat is the page, without a launcher.
 * @property {"light"|"dark"|undefined} theme The theme, where it isn't the one of the device.
 * @property {import("./texts.js").Texts} texts
 */

/**
 * Reads the embed line's attributes. One that makes no sense is named in the console and left out.
 *
 * @param {DOMStringMap} data The tag's `data-` attributes.
 * @param {string} source The script's address.
 * @param {string} pageLanguage The page's own language, such as `fr-CA`; else the browser's counts.
 * @returns {Settings}
 */
export function readSettings(data, source, pageLanguage) {
  const language = readLanguage(data.language, pageLanguage);
  const texts = textsIn(language);
  return {
    title: data.title || texts.title,
    colour: read("data-colour", data.colour ?? data.color, readColour) ?? DEFAULT_COLOUR,
    language,
    greeting: data.greeting || texts.greeting,
    open: "open" in data && data.open !== "false",
    endpoint: read("data-endpoint", data.endpoint, readEndpoint) ?? new URL(".", source),
    fullPage: "fullPage" in data && data.fullPage !== "false",
    theme: read("data-theme", data.theme, readTheme),
    texts,
  };
}

function read(attribute, value, parse) {
  if (value === undefined) {
    return undefined;
  }
  const result = parse(value);
  if (result === undefined) {
    console.warn(`The chat doesn't understand ${attribute}="${value}" and leaves it out.`);
  }
  return result;
}

function readLanguage(value, pageLanguage) {
  const known = (text) => ["en", "fr"].find((language) => text.toLowerCase().startsWith(language));
  return read("data-language", value, known) ?? known(pageLanguage || navigator.language) ?? "en";
}

function readEndpoint(value) {
  const address = value.endsWith("/") ? value : `${value}/`;
  try {
    const url = new URL(address, document.baseURI);
    return ["http:", "https:"].includes(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}

function readTheme(value) {
  return ["light", "dark"].find((theme) => theme === value);
}
