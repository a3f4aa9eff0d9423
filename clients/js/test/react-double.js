/** Of React, the two hooks that the component uses: one component, rendered by hand. */
let cells = [];
let at = 0;
let due = [];

export function useRef(initial) {
  return cells[at++] ??= { current: initial };
}

export function useEffect(effect, inputs) {
  const cell = cells[at++] ??= {};
  if (cell.inputs && cell.inputs.every((value, i) => Object.is(value, inputs[i]))) return;
  cell.inputs = inputs;
  due.push(() => {
    cell.end?.();
    cell.end = effect();
  });
}

export function render(component, props) {
  at = 0;
  const result = component(props);
  for (const run of due.splice(0)) run();
  return result;
}

export function unmount() {
  for (const cell of cells) cell.end?.();
  cells = [];
}
