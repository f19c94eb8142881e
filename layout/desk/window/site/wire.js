// The way to the server: one token a run, a command at a time, tries of which only the newest counts.

import { begun, during } from "./rest.js";
import { desk, tell } from "./store.js";

let session = { token: "" };
const post = { method: "POST", credentials: "same-origin" };

export class Refused extends Error {
  constructor(status, answer) {
    super(answer?.error ?? String(status));
    this.status = status;
    this.answer = answer ?? {};
  }
}

// Nobody answered: no mistake of ours, and what was asked is asked again once the desk is back.
export class Away extends Error {}

// What is on its way, given up together where the line is dead: nobody would answer, and what waits behind it would wait
// for ever.
let line = new AbortController();

// Asks the server for something; the window is not at rest before the answer is there as a whole.
export const ask = (path, given = {}) => during(async () => {
  try {
    const answer = await fetch(path, { signal: line.signal, ...given });
    const text = await answer.text();
    const version = answer.headers.get("X-Layout-Version");
    return { ok: answer.ok, status: answer.status, version, text, json: () => JSON.parse(text) };
  } catch (error) {
    throw new Away(error?.message ?? String(error));
  }
});

// What an answer holds, where it may hold nothing that can be read.
function held(answer) {
  try {
    return answer.json();
  } catch {
    return {};
  }
}

export async function openSession() {
  const answer = await ask("/session");
  const given = held(answer);
  if (!answer.ok) throw new Refused(answer.status, given);
  session = given;
  desk.me = given.me ?? { name: "", role: "" };
  desk.mode = given.mode ?? desk.mode;
  desk.lan = Boolean(given.lan);
  desk.rights = given.rights ?? {};
  desk.guests = given.guests ?? null;
  tell("me", desk.me);
  return given;
}

export async function get(path) {
  const answer = await ask(path);
  if (!answer.ok) throw new Refused(answer.status, held(answer));
  return answer.json();
}

// Sends a command; a token of an earlier run of the server is renewed once.
export async function send(path, body, { keepalive = false, again = true } = {}) {
  const headers = { "X-Layout-Token": session.token ?? "", "Content-Type": "application/json" };
  const answer = await ask(path, { ...post, headers, keepalive, body: JSON.stringify(body) });
  const given = held(answer);
  if (answer.ok) return given;
  if (again && answer.status === 403 && given.error === "token") {
    await openSession();
    return send(path, body, { keepalive, again: false });
  }
  throw new Refused(answer.status, given);
}

// Commands go one after another, so that each sees the hashes that the last one left.
let last = Promise.resolve();
export function inTurn(task) {
  const turn = during(() => last.then(task, task));
  last = turn.catch(() => {});
  return turn;
}

// Of what is asked while one is on its way, only the newest is sent: a line for tries and live typing.
export function newestOnly(task) {
  let busy = false;
  let waiting = null;
  one.forget = () => (waiting = null);
  return one;
  async function one(...given) {
    if (busy) {
      waiting = given;
      return;
    }
    busy = true;
    const ended = begun();
    let next = given;
    while (next) {
      waiting = null;
      try {
        await task(...next);
      } catch (error) {
        tell("failed", error);
      }
      next = waiting;
    }
    busy = false;
    ended();
  }
}

// The desk says every few seconds that it is there. A line without a word for so long is dead, though nothing has closed it
// (a cable, a wireless network, a computer that sleeps).
const SILENT = 20_000;

// The desk's state as it changes: first all of it, then what differs. The stream is opened again by itself when the server
// is back.
export function listen(hear, lost) {
  const stream = new EventSource("/events");
  let state = {};
  let heard = Date.now();
  const over = (wait) => {
    clearInterval(watch);
    stream.close();
    setTimeout(() => listen(hear, lost), wait);
  };
  const watch = setInterval(() => {
    if (Date.now() - heard < SILENT) return;
    line.abort(new Error("silent"));
    line = new AbortController();
    lost();
    over(0);
  }, SILENT / 10);
  stream.addEventListener("beat", () => (heard = Date.now()));
  stream.onopen = () => {
    heard = Date.now();
    state = {};
  };
  stream.onmessage = (event) => {
    heard = Date.now();
    state = { ...state, ...JSON.parse(event.data) };
    hear(state);
  };
  stream.onerror = () => {
    heard = Date.now(); // the browser tries again by itself, and was answered that nobody is there
    lost();
    if (stream.readyState === EventSource.CLOSED) over(1000);
  };
}

// A file on its way to the desk, as it is; what is known of it comes back with the name under which it waits.
export async function upload(file, again = true) {
  const headers = { "X-Layout-Token": session.token ?? "", "Content-Type": "application/octet-stream" };
  const answer = await ask(`/upload?name=${encodeURIComponent(file.name)}`, { ...post, headers, body: file });
  const given = held(answer);
  if (answer.ok) return given;
  if (again && answer.status === 403 && given.error === "token") {
    await openSession();
    return upload(file, false);
  }
  throw new Refused(answer.status, given);
}
