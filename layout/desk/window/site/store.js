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

// Moves that are on their way to the server count as made: the next key or hand goes on from where they lead.
const ahead = new Map(); // block -> how it will stand

export function goesAhead({ do: word, block: id, page, photo, at, size }) {
  if (!["move", "picture"].includes(word) || !at || !size) return () => {};
  const before = ahead.get(id) ?? ((one) => one);
  const moved = (one) => ({ ...one, at, size, page: page ?? one.page });
  const drawn = (one) => ({ ...one, photos: one.photos.map((each) => (each.photo === photo ? { ...each, at, size } : each)) });
  const lead = (one) => (word === "move" ? moved : drawn)(before(one));
  ahead.set(id, lead);
  return () => ahead.get(id) === lead && ahead.delete(id);
}

const blocks = () => (desk.state.dummy ?? []).flatMap((page) => page.blocks).map((one) => ahead.get(one.id)?.(one) ?? one);

export const blocksOf = (page) => blocks().filter((one) => one.page === page);
export const block = (id) => blocks().find((one) => one.id === id) ?? null;

export const story = (id) => (desk.state.stories ?? []).find((one) => one.id === id) ?? null;

export function fitsOf(id) {
  return (desk.state.fits ?? []).filter((one) => one.story === id);
}

export const holderOf = (id) => desk.state.holders?.[id] ?? null;

export const mine = (holder) => Boolean(holder && holder.name === desk.me.name);

// Words for the live region and, where somebody must see them, a note that goes away by itself.
export const announce = (words) => tell("announce", words);
export const note = (words, kind = "plain", actions = []) => tell("note", { words, kind, actions });
