// The way to the server: one token a run, a command at a time, tries of which only the newest counts.

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

export async function openSession() {
  const answer = await fetch("/session");
  const given = await answer.json().catch(() => ({}));
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
  const answer = await fetch(path);
  if (!answer.ok) throw new Refused(answer.status, await answer.json().catch(() => ({})));
  return answer.json();
}

// Sends a command; a token of an earlier run of the server is renewed once.
export async function send(path, body, { keepalive = false, again = true } = {}) {
  const headers = { "X-Layout-Token": session.token ?? "", "Content-Type": "application/json" };
  const answer = await fetch(path, { ...post, headers, keepalive, body: JSON.stringify(body) });
  const given = await answer.json().catch(() => ({}));
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
  const turn = last.then(task, task);
  last = turn.catch(() => {});
  return turn;
}

// Of what is asked while one is on its way, only the newest is sent: a line for tries and live typing.
export function newestOnly(task) {
  let busy = false;
  let waiting = null;
  ask.forget = () => (waiting = null);
  return ask;
  async function ask(...given) {
    if (busy) {
      waiting = given;
      return;
    }
    busy = true;
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
  }
}

// The desk's state as it changes; the stream is opened again by itself when the server is back.
export function listen(hear, lost) {
  const stream = new EventSource("/events");
  stream.onmessage = (event) => hear(JSON.parse(event.data));
  stream.onerror = () => {
    lost();
    if (stream.readyState === EventSource.CLOSED) {
      stream.close();
      setTimeout(() => listen(hear, lost), 1000);
    }
  };
}

// A file on its way to the desk, as it is; what is known of it comes back with the name under which it waits.
export async function upload(file, again = true) {
  const headers = { "X-Layout-Token": session.token ?? "", "Content-Type": "application/octet-stream" };
  const answer = await fetch(`/upload?name=${encodeURIComponent(file.name)}`, { ...post, headers, body: file });
  const given = await answer.json().catch(() => ({}));
  if (answer.ok) return given;
  if (again && answer.status === 403 && given.error === "token") {
    await openSession();
    return upload(file, false);
  }
  throw new Refused(answer.status, given);
}
