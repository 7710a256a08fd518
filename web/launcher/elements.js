/**
 * Makes an element. Text is always set as text, never as HTML.
 *
 * @param {string} name The tag's name, with classes: `div.notice`.
 * @param {Record<string, string|boolean>} [attributes] `true` sets an empty one, `false` none.
 * @param {...(Node|string|undefined|false)} children What goes in; nothing for `undefined`.
 * @returns {HTMLElement}
 */
export function element(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const made = document.createElement(tag);
  if (classes.length > 0) {
    made.className = classes.join(" ");
  }
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) {
      made.setAttribute(attribute, value === true ? "" : value);
    }
  }
  made.append(...children.filter(Boolean));
  return made;
}

/**
 * A drawing of lines in the colour of the text around it, nothing to those who listen.
 *
 * @param {string} path The lines, as in an SVG path on a field of 24 by 24.
 * @returns {SVGElement}
 */
export function icon(path) {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  drawing.append(line);
  return drawing;
}
