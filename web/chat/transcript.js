/**
 * The conversation as a Markdown file's text.
 *
 * @param {import("./api.js").Entry[]} entries
 * @param {import("../launcher/settings.js").Settings} settings
 * @param {import("./times.js").Times} times
 * @returns {string}
 */
export function toMarkdown(entries, { title, texts, endpoint }, times) {
  const parts = entries.map((entry) => {
    const who = entry.from === "user" ? texts.you : texts.assistant;
    const when = `${times.date(entry.time)}, ${times.clock(entry.time)}`;
    return `**${who}** (${when})\n\n${answerToMarkdown(entry, endpoint)}`;
  });
  return [`# ${title}`, ...parts].join("\n\n").concat("\n");
}

/**
 * One message in Markdown: its chart in words, its links whole.
 *
 * @param {import("./api.js").Entry} entry
 * @param {URL} endpoint Where the assistant is.
 * @returns {string}
 */
export function answerToMarkdown({ text = "", image }, endpoint) {
  const whole = text.replaceAll("](/", `](${endpoint}`);
  return image ? `${whole}\n\n> ${image.alt}` : whole;
}

/**
 * Lets the browser save a text as a file.
 *
 * @param {string} name
 * @param {string} text
 */
export function saveFile(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
