/*
 * A company gives one color; everything drawn with it must stay readable. These functions move it towards black or
 * white until the WCAG contrast is met, for the light and the dark appearance.
 */

/** @typedef {[number, number, number]} Rgb */

const defaultAccent = "#17614f";
const surfaces = { light: [255, 255, 255], dark: [27, 31, 35] };

/** @param {string|null|undefined} text "#rgb" or "#rrggbb" @returns {Rgb|null} */
function parseHex(text) {
  const match = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec((text ?? "").trim());
  if (match === null) return null;
  const hex = match[1].length === 3 ? match[1].replace(/./g, "$&$&") : match[1];
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

function luminance(rgb) {
  const [r, g, b] = rgb.map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a, b) {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const mix = (a, b, share) => a.map((channel, i) => Math.round(channel + (b[i] - channel) * share));
const css = (rgb) => `rgb(${rgb.join(" ")})`;

/** The closest variant of a color with enough contrast against every background that it is shown on. */
function readable(color, grounds, ratio, towards) {
  for (let share = 0; share < 1; share += 0.05) {
    const candidate = mix(color, towards, share);
    if (grounds.every((ground) => contrast(candidate, ground) >= ratio)) return candidate;
  }
  return towards;
}

/**
 * Sets the accent variables of an element.
 * @param {HTMLElement} element
 * @param {string|null|undefined} color
 * @param {"light"|"dark"} theme
 */
export function applyAccent(element, color, theme) {
  const accent = parseHex(color) ?? parseHex(defaultAccent);
  const surface = surfaces[theme];
  const away = theme === "light" ? [0, 0, 0] : [255, 255, 255];
  const fill = readable(accent, [surface], 3, away);
  const tint = mix(surface, fill, theme === "light" ? 0.09 : 0.24);
  const onFill = contrast(fill, [255, 255, 255]) >= 4.5 ? [255, 255, 255] : [16, 20, 22];
  element.style.setProperty("--csr-accent", css(fill));
  element.style.setProperty("--csr-on-accent", css(onFill));
  element.style.setProperty("--csr-accent-text", css(readable(accent, [surface, tint], 4.9, away)));
  element.style.setProperty("--csr-tint", css(tint));
}
