/** Of a browser, only what the package uses. @returns {{scripts: object[], load: () => object[]}} */
export function newPage() {
  const scripts = [];
  globalThis.window = {};
  globalThis.document = {
    createElement: () => ({ listeners: {}, addEventListener(name, run) { this.listeners[name] = run; }, remove() { this.isGone = true; } }),
    head: { append: (script) => scripts.push(script) },
  };
  return {
    scripts,
    /** As widget.js does it: takes the calls that wait. @returns the calls that were made, with their values */
    load() {
      const made = [];
      const note = (name) => (...values) => { made.push([name, ...values]); return Promise.resolve(); };
      const api = Object.fromEntries(["boot", "update", "open", "close", "show", "hide"].map((name) => [name, note(name)]));
      const listeners = {};
      api.on = (name, listener) => { listeners[name] = listener; return () => { delete listeners[name]; }; };
      api.push = (...calls) => calls.forEach((call) => (typeof call === "function" ? call(api) : api[call[0]](...call.slice(1))));
      const early = window.CsrChat ?? [];
      window.CsrChat = api;
      api.push(...early);
      return Object.assign(made, { listeners });
    },
  };
}
