import { element } from "../launcher/elements.js";

const LONG = 1200; // characters: more than a window shows at once
const AMOUNT = /^\s*:.*\d{2}[\s,.\u00a0\u202f]?\d{3}/; // ": CAD 83,000 to …"

/**
 * Folds a long answer to several questions: each becomes a section that can be unfolded, the first
 * is. A section begins with a line all in bold.
 *
 * @param {ParentNode} answer
 */
export function foldSections(answer) {
  const parts = [...answer.children];
  const heads = parts.filter(isHead);
  if (heads.length < 2 || answer.textContent.length < LONG) {
    return;
  }
  let section;
  for (const part of parts) {
    if (isHead(part)) {
      section = element("details", { open: part === heads[0] }, element("summary"));
      section.firstChild.append(...part.childNodes);
      part.replaceWith(section);
    } else if (section && !part.matches(".source")) {
      section.append(part);
    }
  }
}

/**
 * Makes a table of a list whose items are all a name in bold and amounts of money.
 *
 * @param {ParentNode} answer
 */
export function tabulateAmounts(answer) {
  for (const list of answer.querySelectorAll("ul")) {
    const items = [...list.children];
    if (items.length > 1 && items.every(isAmount)) {
      list.replaceWith(element("table.amounts", {}, element("tbody", {}, ...items.map(toRow))));
    }
  }
}

function isHead(part) {
  return part.matches("p") && part.childNodes.length === 1 && part.firstChild.nodeName === "STRONG";
}

function isAmount({ firstChild, childNodes }) {
  return (
    firstChild?.nodeName === "STRONG" && childNodes.length === 2 && AMOUNT.test(childNodes[1].data)
  );
}

function toRow({ childNodes: [name, amount] }) {
  const words = amount.data.replace(/^\s*:\s*/, "");
  return element("tr", {}, element("th", { scope: "row" }, name.textContent), element("td", {}, words));
}
