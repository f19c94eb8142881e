// Who is here: signing in, who has what in hand, and a change by two at once shown side by side.

import { $, button, dialogue, make } from "./dom.js";
import { act } from "./doing.js";
import { sideBySide } from "./past.js";
import { desk, note, on, tell } from "./store.js";
import { Refused, openSession, send } from "./wire.js";
import { ROLES, say, told } from "./words.js";

let asking = null;

// Asks for name and secret until the server takes them; there is no way round it, so the dialogue stays.
export function signIn() {
  asking ??= new Promise((done) => {
    const name = make("input", { name: "name", required: true, autocomplete: "username", "aria-label": say("姓名", "name") });
    const secret = make("input", { name: "secret", type: "password", required: true, autocomplete: "current-password", "aria-label": say("口令", "password") });
    const wrong = make("p", { class: "bad", role: "alert" });
    const form = make("form", { class: "sign-in" },
      make("p", {}, say("这台机器上的排版台要签到才能用", "this desk asks who you are")),
      make("label", {}, make("span", {}, say("姓名", "name")), name), make("label", {}, make("span", {}, say("口令", "password")), secret),
      wrong, make("menu", {}, make("button", { class: "main" }, say("签到", "sign in"))));
    const box = dialogue(say("签到", "sign in"), { id: "sign-in" }, form);
    box.addEventListener("cancel", (event) => event.preventDefault());
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      try {
        await send("/sign_in", { name: name.value, secret: secret.value });
        await openSession();
        box.close();
        asking = null;
        tell("signed in");
        done();
      } catch (error) {
        wrong.textContent = (error instanceof Refused && told(error.answer.message)) || say("签不进去", "not signed in");
        secret.value = "";
        secret.focus();
      }
    });
    name.focus();
  });
  return asking;
}

// How the others of the house come in, to be read to them or copied: the address, and what they compare the first time.
export function inviteDialogue() {
  const { addresses = [], fingerprint = "" } = desk.guests ?? {};
  const lines = [...addresses, say(`证书指纹 SHA-256：${fingerprint}`, `certificate SHA-256: ${fingerprint}`)];
  const box = dialogue(say("请同事进来", "ask others in"), { id: "invite" },
    make("p", {}, say("同事在浏览器里打开下面一个地址，用自己的姓名和口令签到。", "others open one of these addresses and sign in under their own names.")),
    make("ul", { class: "files" }, ...addresses.map((one) => make("li", {}, make("a", { href: one }, one)))),
    make("p", {}, say("第一次打开，浏览器会说不认识证书：核对下面的指纹，一样才继续。", "the first time the browser does not know the certificate: go on only where its fingerprint is this one.")),
    make("p", { class: "print" }, fingerprint),
    make("menu", {}, button(say("复制", "copy"), () => navigator.clipboard?.writeText(lines.join("\n")).then(() => note(say("已复制", "copied"), "good"))),
      button(say("合上", "close"), () => box.close(), { class: "main" })));
}

// At one's own machine: the name under which one works.
export async function rename(name) {
  try {
    const given = await send("/name", { name });
    desk.me = given.me;
    tell("me", desk.me);
    return true;
  } catch (error) {
    note(told(error.answer?.message) || say("姓名没有改成", "the name was not changed"), "bad");
    return false;
  }
}

export function nameDialogue() {
  const name = make("input", { value: desk.me.name ?? "", required: true, "aria-label": say("姓名", "name") });
  const form = make("form", { method: "dialog" }, make("label", {}, make("span", {}, say("姓名", "name")), name),
    make("menu", {}, make("button", { class: "main" }, say("用这个名字", "use it"))));
  dialogue(say("您是谁", "who are you"), {}, form);
  form.addEventListener("submit", () => rename(name.value.trim()));
}

export async function signOut() {
  await send("/sign_out", {}).catch(() => {});
  location.reload();
}

export function drawPeople() {
  const holders = Object.entries(desk.state.holders ?? {});
  const locks = Object.entries(desk.state.locks ?? {});
  const others = new Map();
  for (const [story, { name }] of holders) others.set(name, [...(others.get(name) ?? []), story]);
  for (const [page, { name }] of locks) others.set(name, [...(others.get(name) ?? []), say(`第 ${page} 版`, `page ${page}`)]);
  const me = desk.me.name ? `${desk.me.name}${ROLES[desk.me.role] ? `（${ROLES[desk.me.role]}）` : ""}` : "";
  $("people").replaceChildren(
    ...[...others].map(([name, things]) => make("span", { class: name === desk.me.name ? "person own" : "person" }, make("b", {}, name), ` ${things.join(" ")}`)),
    me && !others.has(desk.me.name) ? make("span", { class: "person own" }, me) : "",
  );
}

// Two have changed one file: both are shown, and one decides which stands, or makes one of the two by hand.
function conflict({ command, files, done }) {
  if (document.querySelector("#conflict")) return;
  const parts = files.map((file) => ({ file, room: sideBySide(file.name, file.theirs ?? "", file.yours ?? "", { editable: command.do === "write" }) }));
  const close = () => {
    box.close();
    done?.();
  };
  const overwrite = async () => {
    const seen = { ...(command.seen ?? {}), ...Object.fromEntries(files.map((file) => [file.name, file.hash])) };
    const text = command.do === "write" ? parts[0].room.view.b.state.doc.toString() : undefined;
    box.close();
    if (await act({ ...command, ...(text === undefined ? {} : { text }), seen })) {
      done?.();
      tell("reread", command.story);
    }
  };
  const box = dialogue(say("别人也改了这个文件", "somebody else has changed this file"), { id: "conflict", class: "large" },
    make("p", {}, say("左边是现在存着的，右边是您的；不同的地方已标出。什么都还没有写。", "left: what is kept now; right: yours; the differences are marked. Nothing has been written yet.")),
    make("div", { class: "merged" }, ...parts.map(({ room }) => room)),
    make("menu", {},
      button(say("用存着的，放弃我的", "keep theirs"), () => {
        close();
        tell("reread", command.story);
      }),
      button(say("用右边的", "write the right side"), overwrite, { class: "main" })));
}

on("conflict", conflict);
on("sign in", signIn);
on("state", drawPeople);
on("me", drawPeople);
on("refused", ({ answer }) => {
  if (answer.error === "held" || answer.error === "locked") note(told(answer.message) || say("在别人手里", "in somebody else's hands"), "bad");
});
