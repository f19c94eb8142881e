// Elements of the page, made and found in one way.

export const $ = (id) => document.getElementById(id);

// make("button", {class: "x", title: "…", onclick}, "text", child …)
export function make(tag, given = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (name === "data") Object.assign(element.dataset, value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function button(text, press, given = {}) {
  return make("button", { type: "button", onclick: press, ...given }, text);
}

// A dialogue that leaves the page when it is closed; its value is what `close` was given.
export function dialogue(title, given, ...children) {
  const box = make("dialog", { "aria-label": title, ...given }, make("h2", {}, title), ...children);
  document.body.append(box);
  box.addEventListener("close", () => box.remove());
  box.showModal();
  // What is read is read from its top; what is filled in begins at its first field.
  if (!box.querySelector("input, select, textarea")) {
    box.querySelector("menu button.main")?.focus({ preventScroll: true });
    box.scrollTop = 0;
  }
  return box;
}

export const clamp = (value, least, most) => Math.min(Math.max(value, least), most);

// True while what has the keyboard takes text.
export function typing() {
  const at = document.activeElement;
  return Boolean(at && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)));
}
