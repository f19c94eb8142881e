// Outlines of glyphs, kept by id; a page's glyphs are put together to one path a run before they come to the screen.
// An element for every glyph costs the browser fifty milliseconds at every change of anything on the screen.

import { get } from "./wire.js";

const outlines = { fonts: "", count: 0, paths: new Map() };

export const glyphsHeld = () => outlines.count;

// Other founts: nothing that was known holds. Returns whether it is so.
export function turnFounts(fonts) {
  if (fonts === outlines.fonts) return false;
  outlines.fonts = fonts;
  outlines.count = 0;
  outlines.paths.clear();
  return true;
}

export function takeOutlines(found, count) {
  for (const [id, path] of Object.entries(found)) outlines.paths.set(id, path);
  outlines.count = Math.max(outlines.count, count ?? outlines.paths.size);
}

// Brings those that a state counts, or a piece of SVG uses, and that are not here yet.
export async function bringOutlines({ count = 0, svg = [] }) {
  if (count <= outlines.count && !svg.some(lacks)) return;
  const found = await get(`/glyphs/${outlines.count}`);
  takeOutlines(found, outlines.count + Object.keys(found).length);
}

const USE = /<use href="#([a-z]+\d+)" x="([^"]+)"(?: y="([^"]+)")?\/>/g;
const USES = /(?:<use href="#[a-z]+\d+" x="[^"]+"(?: y="[^"]+")?\/>)+/g;

const lacks = (svg) => [...svg.matchAll(USE)].some(([, id]) => !outlines.paths.has(id));

// The same SVG with each run of glyphs as one path: outlines are relative, so that a glyph is its place and its outline.
export function inPaths(svg) {
  return svg.replace(USES, (uses) => {
    let path = "";
    for (const [, id, x, y] of uses.matchAll(USE)) path += `M${x} ${y ?? 0}${outlines.paths.get(id) ?? ""}`;
    return `<path d="${path}"/>`;
  });
}
