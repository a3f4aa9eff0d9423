/**
 * Builds an element. Strings become text nodes, never markup, so content from a conversation is safe to pass in.
 * @param {string} tag
 * @param {Record<string, unknown>} [props] attributes; `class`, `on` ({event: handler}) and booleans are understood
 * @param {...(Node|string|null|undefined|false)} children
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Sets text only if it differs, so that live regions do not announce it again. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @param {string} url @returns {string|null} the address if it is plain http(s), else null */
export function safeUrl(url) {
  if (typeof url !== "string" || !/^https?:\/\//i.test(url)) return null;
  try {
    const parsed = new URL(url);
    // "https://bank.example@evil.example" shows one host and opens another.
    return parsed.username || parsed.password ? null : parsed.href;
  } catch {
    return null;
  }
}

/** @param {string} href an address that passed {@link safeUrl} */
export function externalLink(href, ...children) {
  return h("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...children);
}
