/** Where the person writes: a field that grows, a count near the limit, Enter to send. */
import { byId, el } from "./dom";
import { fill, type Words } from "./words";

const LIMIT = 10_000;
const COUNT_FROM = 9_000;
const TYPING_EVERY_MS = 5_000;

interface Does {
  send(text: string): void;
  typing(): void;
}

export class Composer {
  private form = byId<HTMLFormElement>("composer");
  private field = byId<HTMLTextAreaElement>("message");
  private count = byId("message-count");
  private error = byId("message-error");
  private lastTyping = -TYPING_EVERY_MS;

  constructor(private words: Words["composer"], private does: Does) {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.field.addEventListener("input", () => this.changed());
    this.field.addEventListener("keydown", (event) => this.key(event));
    if (entersSends()) byId("message-hint").append(el("span", { class: "keys" }, ` ${words.send_with_enter}`));
  }

  /** Puts words back that were not sent, before anything written since. */
  giveBack(text: string): void {
    const now = this.field.value.trim();
    this.field.value = now && now !== text ? `${text}\n\n${now}` : text;
    this.changed();
  }

  private key(event: KeyboardEvent): void {
    const sends = event.key === "Enter" && !event.shiftKey && !event.isComposing && entersSends();
    if (!sends) return;
    event.preventDefault();
    this.submit();
  }

  private submit(): void {
    const text = this.field.value.trim();
    const over = length(text) - LIMIT;
    if (text === "") return this.complain(this.words.empty);
    if (over > 0) return this.complain(fill(this.words.over, { over }));
    this.field.value = "";
    this.changed();
    // The next word begins another message, and is told at once.
    this.lastTyping = -TYPING_EVERY_MS;
    this.does.send(text);
  }

  private complain(text: string): void {
    this.error.textContent = text;
    this.error.hidden = false;
    this.field.setAttribute("aria-invalid", "true");
    this.field.focus();
  }

  private changed(): void {
    this.error.hidden = true;
    this.field.removeAttribute("aria-invalid");
    this.grow();
    this.showCount();
    const now = performance.now();
    if (this.field.value === "" || now - this.lastTyping < TYPING_EVERY_MS) return;
    this.lastTyping = now;
    this.does.typing();
  }

  private grow(): void {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight + 4}px`;
  }

  private showCount(): void {
    const left = LIMIT - length(this.field.value.trim());
    this.count.hidden = left > LIMIT - COUNT_FROM;
    this.count.textContent = left >= 0 ? fill(this.words.count, { left }) : fill(this.words.over, { over: -left });
  }
}

/** Code points, as the server counts. */
function length(text: string): number {
  let points = 0;
  for (const _ of text) points += 1;
  return points;
}

/** On a touch screen Enter makes a new line: the keyboard there has no Shift and Enter, and Send is under the thumb. */
function entersSends(): boolean {
  return !matchMedia("(hover: none) and (pointer: coarse)").matches;
}
