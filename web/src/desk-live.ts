/** A conversation that somebody at the desk is in: what is new comes as it happens, and sending keeps the place. */
import { PersonWrites, tellOf } from "./desk-writing";

// The desk answers when something happens; between two askings other things get their turn.
const BREATH_MS = 50;
const AGAIN_MS = 400;
const SLOW_MS = 15_000;
const TRIES = 12;

export function liven(list: HTMLOListElement): void {
  const stopped = document.querySelector<HTMLElement>("[data-live-stopped]");
  const form = document.querySelector<HTMLFormElement>("form[data-live-form]");
  const writes = new PersonWrites();
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = false;

  const look = async (): Promise<void> => {
    if (asking) return;
    clearTimeout(timer);
    asking = true;
    const ok = await addNew(list, writes, !document.hidden);
    asking = false;
    failures = ok ? 0 : failures + 1;
    if (stopped) stopped.hidden = failures < TRIES;
    // In the background too, more slowly: whoever has the page open still counts as being with the person, and a
    // browser keeps few lines open to one house, which pages that nobody looks at must not take up.
    const slow = document.hidden || failures >= TRIES;
    timer = setTimeout(look, slow ? SLOW_MS : ok ? BREATH_MS : AGAIN_MS);
  };
  void look();
  document.addEventListener("visibilitychange", () => document.hidden || void look());
  if (!form) return;
  const told = tellOf(form);
  let sent: Promise<unknown> = Promise.resolve();
  let going = 0;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const field = form.querySelector("textarea");
    if (going && field?.value === "") return;
    const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    // What is written while this goes is the next message: the box is free at once, and they go in order.
    if (field) field.value = "";
    field?.focus();
    going += 1;
    const before = Promise.all([sent, told()]);
    sent = before.then(() => send(form, body)).then((arrived) => {
      going -= 1;
      stopped?.toggleAttribute("hidden", arrived);
    });
  });
}

/** False when the desk did not answer as it should; `wait`: it answers when there is something new. */
async function addNew(list: HTMLOListElement, writes: PersonWrites, wait: boolean): Promise<boolean> {
  const { live, since = "0", state = "", wrote = "" } = list.dataset;
  const asked = new URLSearchParams({ since, state, wrote, ...(wait ? { wait: "1" } : {}) });
  const found = await piece(`${live}?${asked}`);
  if (found === "nothing" || found === null) return found !== null;
  const news = found.querySelector<HTMLElement>("[data-news]");
  if (news) showState(list, news, writes);
  const atEnd = innerHeight + scrollY > document.documentElement.scrollHeight - 80;
  for (const row of found.querySelectorAll<HTMLElement>("li[data-seq]")) {
    if (Number(row.dataset.seq) <= Number(list.dataset.since)) continue;
    if (row.classList.contains("desk-said--person")) writes.quiet();
    list.append(document.adoptNode(row));
    list.dataset.since = row.dataset.seq;
    if (atEnd) row.scrollIntoView({ block: "nearest" });
  }
  return true;
}

/** Who holds the talk, whether the person is here, whether they write. */
function showState(list: HTMLOListElement, news: HTMLElement, writes: PersonWrites): void {
  const { state, wrote } = news.dataset;
  const line = news.querySelector<HTMLElement>("[data-level]");
  const shown = document.querySelector<HTMLElement>("[data-live-state]");
  if (shown && line && state !== list.dataset.state) {
    shown.className = `desk-safety desk-safety--${line.dataset.level}`;
    shown.replaceChildren(document.adoptNode(line));
  }
  if (news.hasAttribute("data-writes")) writes.show();
  Object.assign(list.dataset, { state, wrote });
}

/** A piece of a page. The browser itself reads the markup: no string is turned into elements here. */
function piece(url: string): Promise<Document | "nothing" | null> {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("GET", url);
    request.responseType = "document";
    request.onload = () => {
      if (request.status === 204) return done("nothing");
      const here = request.status === 200 && new URL(request.responseURL).pathname.endsWith("/rows");
      done(here ? request.responseXML : null);
    };
    request.onerror = () => done(null);
    request.send();
  });
}

/** False when the desk could not be reached: then what was written is in its box again. */
async function send(form: HTMLFormElement, body: URLSearchParams): Promise<boolean> {
  const field = form.querySelector("textarea");
  const sent = await fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => null);
  if (sent?.type === "opaqueredirect") return true;
  const text = body.get("text") ?? "";
  if (field) field.value = field.value ? `${text}\n\n${field.value}` : text;
  // Anything but the redirect after a message that was taken is shown as the desk shows it without a script.
  if (sent !== null) form.submit();
  return sent !== null;
}
