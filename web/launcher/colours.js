/*
 * One colour of the site's own, made readable wherever the chat uses it: whatever it is, text
 * reaches the contrast of 4.5 to 1 that WCAG asks for, in the light and in the dark theme.
 */

export const DEFAULT_COLOUR = [184, 15, 42]; // the red of the maple leaf, a little deeper

const WHITE = [255, 255, 255];
const BLACK = [0, 0, 0];
const ENOUGH = 4.5; // where white has less on a colour, black has more
const ENOUGH_ON_DARK = 6; // colours glow there, and tire less when they are lighter
// The darkest light and the lightest dark background that coloured text stands on (launcher.css).
const LIGHT_BACKGROUND = [243, 244, 246];
const DARK_BACKGROUND = [43, 48, 56];
const STEP = 0.04;

/**
 * @param {string} text A colour as CSS writes it, opaque: `#0a66c2`, `teal`, `rgb(0 90 160)`.
 * @returns {number[]|undefined} Its red, green and blue, 0 to 255, or nothing if it is none.
 */
export function readColour(text) {
  const context = document.createElement("canvas").getContext("2d");
  const read = [WHITE, BLACK].map((before) => {
    context.fillStyle = toCss(before);
    context.fillStyle = text; // stays what it was before if it isn't a colour
    return context.fillStyle;
  });
  if (read[0] !== read[1] || !/^#[0-9a-f]{6}$/.test(read[0])) {
    return undefined;
  }
  return [1, 3, 5].map((start) => parseInt(read[0].slice(start, start + 2), 16));
}

/**
 * @param {number[]} colour
 * @returns {Record<string, string>} Custom properties for launcher.css.
 */
export function propertiesOf(colour) {
  return {
    "--fill": toCss(colour),
    "--on-fill": toCss(contrast(colour, WHITE) >= ENOUGH ? WHITE : BLACK),
    "--accent-on-light": toCss(towards(BLACK, colour, LIGHT_BACKGROUND, ENOUGH)),
    "--accent-on-dark": toCss(towards(WHITE, colour, DARK_BACKGROUND, ENOUGH_ON_DARK)),
  };
}

/** Moves a colour towards another until it can be read on the background. */
function towards(goal, colour, background, enough) {
  for (let share = 0; share < 1; share += STEP) {
    const mixed = colour.map((part, index) => part + (goal[index] - part) * share);
    if (contrast(mixed.map(Math.round), background) >= enough) {
      return mixed;
    }
  }
  return goal;
}

/** The contrast ratio of WCAG 2.2, from 1 to 21. */
function contrast(one, other) {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour) {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function toCss(colour) {
  return `rgb(${colour.map(Math.round).join(" ")})`;
}
