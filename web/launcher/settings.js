import { DEFAULT_COLOUR, readColour } from "./colours.js";
import { textsIn } from "./texts.js";

/**
 * @typedef {object} Settings
 * @property {string} title What the chat is called.
 * @property {number[]} colour Red, green and blue of the launcher and the person's messages, 0 to 255.
 * @property {"en"|"fr"} language The language of labels; the assistant answers in the person's own.
 * @property {string} greeting The first message.
 * @property {string[]|undefined} questions What the first message suggests to ask, where not the usual.
 * @property {URL|undefined} logo A picture for the launcher and the header.
 * @property {"left"|"right"|undefined} side Of the page, where it isn't the one where lines end.
 * @property {boolean} open Whether the panel is open from the start.
 * @property {URL} endpoint Where the assistant is; `chat/messages` and the others are below it.
 * @property {boolean} fullPage Whether the chat is the page, without a launcher.
 * @property {"light"|"dark"|undefined} theme The theme, where it isn't the one of the device.
 * @property {boolean} eventTexts Whether events have what people write and are answered.
 * @property {import("./texts.js").Texts} texts
 */

const MOST_QUESTIONS = 6;

/**
 * Reads the options. One that makes no sense is named in the console and left out.
 *
 * @param {Record<string, any>} data The tag's `data-` attributes, or the same from a program.
 * @param {URL} base Where the script comes from.
 * @param {string} pageLanguage The page's own language, such as `fr-CA`; else the browser's counts.
 * @returns {Settings}
 */
export function readSettings(data, base, pageLanguage) {
  const language = readLanguage(data.language, pageLanguage);
  const texts = textsIn(language);
  return {
    title: data.title || texts.title,
    colour: read("data-colour", data.colour ?? data.color, readColour) ?? DEFAULT_COLOUR,
    language,
    greeting: data.greeting || texts.greeting,
    questions: read("data-questions", data.questions, readQuestions),
    logo: read("data-logo", data.logo, readAddress),
    side: read("data-side", data.side, oneOf("left", "right")),
    open: isOn(data.open),
    endpoint: read("data-endpoint", data.endpoint, readEndpoint) ?? base,
    fullPage: isOn(data.fullPage),
    theme: read("data-theme", data.theme, oneOf("light", "dark")),
    eventTexts: isOn(data.eventTexts),
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

function readQuestions(value) {
  const questions = [value].flat().flatMap((text) => String(text).split("|"));
  const asked = questions.map((text) => text.trim()).filter(Boolean);
  return asked.length > 0 && asked.length <= MOST_QUESTIONS ? asked : undefined;
}

function readEndpoint(value) {
  return readAddress(value.endsWith("/") ? value : `${value}/`);
}

function readAddress(value) {
  try {
    const url = new URL(value, document.baseURI);
    return ["http:", "https:"].includes(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}

function oneOf(...values) {
  return (value) => values.find((known) => known === value);
}

/** An attribute is on as soon as it is there; a program may also say true or false. */
function isOn(value) {
  return value !== undefined && value !== "false" && value !== false;
}
