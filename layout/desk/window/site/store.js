// What the window knows of the issue, and who wants to hear when a part of it changes.

export const desk = {
  state: { serial: -1, pages: [], fits: [], diagnostics: [], dummy: [], stories: [], glyphs: 0, fonts: "" },
  me: { name: "", role: "" },
  mode: document.documentElement.dataset.mode === "preview" ? "preview" : "desk",
  block: "", // id of the block that is chosen
  photo: -1, // its picture that is chosen
  story: "", // id of the story whose copy is open
};

const hearers = new Map();

export function on(what, hear) {
  if (!hearers.has(what)) hearers.set(what, []);
  hearers.get(what).push(hear);
}

export function tell(what, value) {
  for (const hear of hearers.get(what) ?? []) hear(value);
}

export const canWrite = () => desk.mode !== "preview";

export function blocksOf(page) {
  return (desk.state.dummy ?? []).find((one) => one.page === page)?.blocks ?? [];
}

export function block(id) {
  for (const page of desk.state.dummy ?? []) {
    const found = page.blocks.find((one) => one.id === id);
    if (found) return found;
  }
  return null;
}

export const story = (id) => (desk.state.stories ?? []).find((one) => one.id === id) ?? null;

export function fitsOf(id) {
  return (desk.state.fits ?? []).filter((one) => one.story === id);
}

export const holderOf = (id) => desk.state.holders?.[id] ?? null;

export const mine = (holder) => Boolean(holder && holder.name === desk.me.name);

// Words for the live region and, where somebody must see them, a note that goes away by itself.
export const announce = (words) => tell("announce", words);
export const note = (words, kind = "plain", actions = []) => tell("note", { words, kind, actions });
