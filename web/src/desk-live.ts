/** A conversation that somebody at the desk is in: asks for what is new, and sends without losing the place. */

// What the person writes is here within half a second.
const EVERY_MS = 400;
const HIDDEN_MS = 15_000;
const TRIES = 12;

export function liven(list: HTMLOListElement): void {
  const stopped = document.querySelector<HTMLElement>("[data-live-stopped]");
  const form = document.querySelector<HTMLFormElement>("form[data-live-form]");
  let failures = 0;

  const look = async (): Promise<void> => {
    // In the background too, more slowly: whoever has the page open still counts as being with the person.
    const ok = await addNew(list);
    failures = ok ? 0 : failures + 1;
    if (stopped) stopped.hidden = failures < TRIES;
    if (failures < TRIES) setTimeout(look, document.hidden ? HIDDEN_MS : EVERY_MS);
  };
  setTimeout(look, EVERY_MS);
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    void send(form, list).then((arrived) => stopped?.toggleAttribute("hidden", arrived));
  });
}

/** False when the desk did not answer as it should. */
async function addNew(list: HTMLOListElement): Promise<boolean> {
  const found = await piece(`${list.dataset.live}?since=${list.dataset.since ?? 0}`);
  if (found === null) return false;
  const atEnd = innerHeight + scrollY > document.documentElement.scrollHeight - 80;
  for (const row of found) {
    if (Number(row.dataset.seq) <= Number(list.dataset.since)) continue;
    list.append(document.adoptNode(row));
    list.dataset.since = row.dataset.seq;
    if (atEnd) row.scrollIntoView({ block: "nearest" });
  }
  return true;
}

/** The rows of a piece of a page. The browser itself reads the markup: no string is turned into elements here. */
function piece(url: string): Promise<HTMLElement[] | null> {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("GET", url);
    request.responseType = "document";
    request.onload = () => {
      if (request.status === 204) return done([]);
      const here = request.status === 200 && new URL(request.responseURL).pathname.endsWith("/rows");
      done(here ? [...(request.responseXML?.querySelectorAll<HTMLElement>("li[data-seq]") ?? [])] : null);
    };
    request.onerror = () => done(null);
    request.send();
  });
}

/** False when the desk could not be reached: then what was written stays in its box. */
async function send(form: HTMLFormElement, list: HTMLOListElement): Promise<boolean> {
  const field = form.querySelector("textarea");
  const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  const sent = await fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => null);
  if (sent === null) return false;
  // Anything but the redirect after a message that was taken is shown as the desk shows it without a script.
  if (sent.type !== "opaqueredirect") form.submit();
  else if (field) field.value = "";
  field?.focus();
  return addNew(list);
}
