import { element, icon } from "../launcher/elements.js";

const CROSS = "M6 6l12 12M18 6 6 18";
const MAGNIFIER = "M10.5 4.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15 15l5 5M8 10.5h5M10.5 8v5";

/**
 * An answer's chart, in the light or the dark theme; pressing it shows it larger.
 *
 * @param {{src: string, alt: string}} image
 * @param {URL} address Without the theme.
 * @param {import("../launcher/settings.js").Settings} settings
 * @param {(large: HTMLElement) => void} enlarge
 * @returns {HTMLElement}
 */
export function createPicture({ alt }, address, { theme, texts }, enlarge) {
  const drawn = themed(address, theme, alt);
  const button = element("button", { type: "button", title: texts.enlarge }, drawn);
  const figure = element("figure.chart", {}, button);
  // The answer says the same in words: a picture that doesn't come leaves no hole.
  drawn.querySelector("img").addEventListener("error", () => figure.remove());
  button.addEventListener("click", () => {
    const large = themed(address, theme, alt);
    large.style.setProperty("--small", `${drawn.offsetWidth || button.offsetWidth}px`);
    // Known only now: on a slow line the button can be pressed before the small one has come.
    large.querySelector("img").addEventListener("load", ({ target }) =>
      large.style.setProperty("--proportions", target.naturalWidth / target.naturalHeight),
    );
    enlarge(large);
  });
  return figure;
}

/**
 * The dialog in which a chart is shown larger.
 *
 * @param {import("./texts.js").ChatTexts} texts
 * @returns {{dialog: HTMLDialogElement, show: (picture: HTMLElement) => void}}
 */
export function createLightbox(texts) {
  const close = element(
    "button.round",
    { type: "button", "aria-label": texts.closeChart },
    icon(CROSS),
  );
  const zoom = element(
    "button.round",
    { type: "button", "aria-label": texts.twice, title: texts.twice, "aria-pressed": "false" },
    icon(MAGNIFIER),
  );
  const place = element("div.scrolled", { tabindex: "0", role: "group", "aria-label": texts.chart });
  const bar = element("div.bar", {}, zoom, close);
  const dialog = element("dialog.lightbox", { "aria-label": texts.chart }, bar, place);
  const enlarge = (twice) => {
    zoom.setAttribute("aria-pressed", String(twice));
    place.style.setProperty("--times", twice ? 2 : 1);
  };
  zoom.addEventListener("click", () => enlarge(zoom.getAttribute("aria-pressed") === "false"));
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  return {
    dialog,
    show(picture) {
      place.replaceChildren(picture);
      enlarge(false);
      dialog.showModal();
    },
  };
}

/** A picture element: without a theme of its own it follows the device's. */
function themed(address, theme, alt) {
  const picture = element("picture");
  if (!theme) {
    const media = "(prefers-color-scheme: dark)";
    picture.append(element("source", { media, srcset: inTheme(address, "dark") }));
  }
  picture.append(element("img", { src: inTheme(address, theme ?? "light"), alt }));
  return picture;
}

function inTheme(address, theme) {
  const url = new URL(address);
  url.searchParams.set("theme", theme);
  return url.href;
}
