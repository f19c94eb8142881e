// What one's role may do, and whose work it is otherwise: told before anybody tries; the server holds to it.

import { canWrite, desk, note } from "./store.js";
import { ROLES, say } from "./words.js";

export const may = (word) => !word || !desk.rights?.[word] || desk.rights[word].includes(desk.me.role);

// Whether this window writes at all, and its person may do that.
export const canDo = (word) => canWrite() && may(word);

// Why a command is not one's own: empty where it is.
export function whyNot(word) {
  if (may(word)) return "";
  const whose = desk.rights[word].map((role) => ROLES[role]);
  return say(`这是${whose.join("、")}的事，${ROLES[desk.me.role]}做不了`, `this is for ${whose.join(", ")}; a ${ROLES[desk.me.role]} may not`);
}

// Says why where it is not; true where it may be done.
export function mayOrSay(word) {
  if (!may(word)) note(whyNot(word), "bad");
  return canDo(word);
}
