/** That somebody writes, in both directions: the fact alone, gone after some seconds. */

const TELL_EVERY_MS = 3000;
const SHOWN_MS = 6000;
// Whoever listens to the page hears it at the start, and not at every pause for thought.
const SAID_EVERY_MS = 30_000;

export class PersonWrites {
  private line = document.querySelector<HTMLElement>("[data-live-writing]");
  private status = document.querySelector<HTMLElement>("[data-live-writing-said]");
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lastSaid = -SAID_EVERY_MS;

  show(): void {
    const text = this.line?.dataset.liveWriting ?? "";
    if (this.line) this.line.textContent = text;
    if (this.status && performance.now() - this.lastSaid >= SAID_EVERY_MS) {
      this.lastSaid = performance.now();
      this.status.textContent = text;
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.quiet(), SHOWN_MS);
  }

  quiet(): void {
    if (this.line) this.line.textContent = "";
    if (this.status) this.status.textContent = "";
  }
}

/** Tells the desk that the facilitator writes; what is returned waits until it has heard that. */
export function tellOf(form: HTMLFormElement): () => Promise<unknown> {
  const token = form.querySelector<HTMLInputElement>("input[name=form_token]")?.value ?? "";
  const field = form.querySelector("textarea");
  let last = -TELL_EVERY_MS;
  let told: Promise<unknown> = Promise.resolve();
  field?.addEventListener("input", () => {
    if (field.value === "" || performance.now() - last < TELL_EVERY_MS) return;
    last = performance.now();
    const body = new URLSearchParams({ form_token: token });
    told = fetch(form.dataset.liveForm ?? "", { method: "POST", body }).catch(() => null);
  });
  return () => told;
}
