const shapes = {
  chat: ["M4 5.5h16v11H10l-4.5 3.5v-3.5H4z"],
  send: ["M12 19V5", "M6 11l6-6 6 6"],
  close: ["M6 6l12 12", "M18 6L6 18"],
  down: ["M12 5v14", "M6 13l6 6 6-6"],
  chevron: ["M6 9.5l6 6 6-6"],
  person: ["M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z", "M4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6"],
  menu: ["M4.5 7h15", "M4.5 12h15", "M4.5 17h15"],
  clock: ["M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z", "M12 7v5l3.2 2"],
  done: ["M5 12.5l4.5 4.5L19 7.5"],
  compose: ["M12 4.5H5.5v14h14V12", "M10 14l.6-3L18 3.6l2.4 2.4-7.4 7.4z"],
  sun: ["M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8z", "M12 2.5v2", "M12 19.5v2", "M2.5 12h2", "M19.5 12h2",
    "M5.3 5.3l1.4 1.4", "M17.3 17.3l1.4 1.4", "M5.3 18.7l1.4-1.4", "M17.3 6.7l1.4-1.4"],
  moon: ["M20 14.2A8.3 8.3 0 0 1 9.8 4a8.3 8.3 0 1 0 10.2 10.2z"],
  up: [
    "M7.5 10.5v9.5H4v-9.5z",
    "M7.5 10.5L11.5 3c1.6 0 2.5 1.2 2.2 2.8L13 9.5h5.2c1.3 0 2.2 1.2 1.9 2.4l-1.5 6.4c-.2 1-1.1 1.7-2.1 1.7h-9",
  ],
  thumbDown: [
    "M7.5 13.5V4H4v9.5z",
    "M7.5 13.5l4 7.5c1.6 0 2.5-1.2 2.2-2.8L13 14.5h5.2c1.3 0 2.2-1.2 1.9-2.4l-1.5-6.4c-.2-1-1.1-1.7-2.1-1.7h-9",
  ],
  article: ["M6 3.5h8.5L19 8v12.5H6z", "M14 3.5V8.5h5", "M9 12.5h6.5", "M9 16h6.5"],
  alert: ["M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z", "M12 7.5v5.5", "M12 16.2v.3"],
};

/**
 * A 24-unit line icon that takes the color of the text around it; always decorative.
 * @param {keyof typeof shapes} name
 */
export function icon(name) {
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "csr-icon");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  for (const d of shapes[name]) {
    const path = document.createElementNS(ns, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}
