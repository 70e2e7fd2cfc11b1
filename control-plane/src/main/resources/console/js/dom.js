// Elements from values. Values become text, never markup: nothing here or elsewhere in the console
// writes HTML, and the page's policy (require-trusted-types-for) would stop it.

const SVG = 'http://www.w3.org/2000/svg';
const SVG_TAGS = new Set(['svg', 'path', 'line', 'polyline', 'text', 'title', 'g', 'circle']);

// `properties`: attributes by name; `on…` functions are listeners; null and false are left out.
export function h(tag, properties = {}, ...children) {
  const isSvg = SVG_TAGS.has(tag);
  const element = isSvg ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (name === 'value' && !isSvg) element.value = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat(Infinity).filter(isShown).map(toNode));
  return element;
}

const isShown = (child) => child !== null && child !== undefined && child !== false;

const toNode = (child) => (child instanceof Node ? child : document.createTextNode(String(child)));

// The new content of `element`; the focus and the scrolling of what stays in place are kept.
export function show(element, ...children) {
  const focused = document.activeElement;
  const key = element.contains(focused) ? focused.dataset.key : undefined;
  element.replaceChildren(...children.flat(Infinity).filter(isShown).map(toNode));
  if (key) {
    [...element.querySelectorAll('[data-key]')].find((e) => e.dataset.key === key)?.focus({ preventScroll: true });
  }
}

// Told to those who hear the page.
export function speak(text) {
  document.getElementById('spoken').textContent = text;
}
