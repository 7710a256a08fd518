import DOMPurify from "dompurify";
import { Marked } from "marked";
import { element } from "../launcher/elements.js";
import { foldSections, tabulateAmounts } from "./sections.js";

// HTML in a text is shown as the characters that it is made of; a picture is only its description.
const marked = new Marked({
  breaks: true,
  renderer: {
    html: ({ text }) => escape(text),
    image: ({ text }) => escape(text),
  },
});

// What is left could be made by Markdown, and nothing else: a second line of defence.
DOMPurify.setConfig({
  ALLOWED_TAGS: [
    ..."p br strong em del code pre blockquote ul ol li a hr".split(" "),
    ..."table thead tbody tr th td".split(" "),
  ],
  ALLOWED_ATTR: ["href", "start"],
  ALLOWED_URI_REGEXP: /^(?:(?:https?|mailto|tel):|\/)/i, // or a path on the assistant's server
  RETURN_DOM_FRAGMENT: true,
});

// A currency stays on the line of its amount: CAD 100,000.
const AMOUNT = /\b([A-Z]{3}) (?=\d)/g;

/**
 * Makes elements of Markdown. Whatever the text says, nothing in it runs.
 *
 * @param {string} text
 * @param {import("./texts.js").ChatTexts} texts
 * @param {(path: string) => URL|undefined} serverUrl Where a path is on the assistant's server.
 * @returns {DocumentFragment} A last line all in italics, an answer's source, has the class `source`.
 */
export function renderMarkdown(text, texts, serverUrl) {
  const html = marked.parse(text.replace(AMOUNT, "$1\u00a0"));
  const fragment = DOMPurify.sanitize(html);
  for (const link of fragment.querySelectorAll("a[href]")) {
    resolve(link, serverUrl);
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    link.append(element("span.heard", {}, ` ${texts.newTab}`));
  }
  const last = fragment.lastElementChild;
  const isSource = last?.childNodes.length === 1 && last.firstChild.nodeName === "EM";
  last?.classList.toggle("source", isSource);
  tabulateAmounts(fragment);
  foldSections(fragment);
  return fragment;
}

/** Makes a path an address on the assistant's server, wherever the chat is. */
function resolve(link, serverUrl) {
  const address = link.getAttribute("href");
  if (address.startsWith("/")) {
    link.setAttribute("href", serverUrl(address)?.href ?? "#");
  }
}

function escape(text) {
  const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (character) => entities[character]);
}
