/** The quiet lines above the writing field: who is there, who is writing, how the line is, how far along. */
import { byId } from "./dom";
import type { LiveRegion } from "./live-region";
import { fill, type Words } from "./words";

const TYPING_MS = 6000;
// Whoever listens to the page hears that a person writes at the start, and not at every pause for thought.
const TYPING_SAID_EVERY_MS = 30_000;

export class Strip {
  private line = byId("line");
  private holderLine = byId("holder");
  private typingLine = byId("typing");
  private progressLine = byId("progress");
  private bar = byId<HTMLProgressElement>("progress-bar");
  private typingTimer: ReturnType<typeof setTimeout> | undefined;
  private lastHolder = "guide";
  private typingSaid = -TYPING_SAID_EVERY_MS;

  constructor(private words: Words, private live: LiveRegion) {}

  say(text: string): void {
    if (text !== "" && this.line.textContent !== text) this.live.say(text);
    this.line.textContent = text;
    this.line.hidden = text === "";
  }

  holder(holder: string): void {
    if (holder === this.lastHolder) return;
    this.lastHolder = holder;
    const text = this.words.holder[holder] ?? "";
    this.holderLine.textContent = text;
    this.holderLine.hidden = text === "";
    this.holderLine.className = `holder holder--${holder}`;
    this.live.say(text);
  }

  /** That the guide is back has been read by now; who else is there stays in sight. */
  personSpoke(): void {
    if (this.lastHolder === "guide") this.holderLine.hidden = true;
  }

  typing(from: string): void {
    const text = this.words.typing[from] ?? this.words.typing.guide ?? "";
    this.typingLine.textContent = text;
    this.typingLine.hidden = false;
    if (from === "facilitator" && performance.now() - this.typingSaid >= TYPING_SAID_EVERY_MS) {
      this.typingSaid = performance.now();
      this.live.say(text);
    }
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => this.quiet(), TYPING_MS);
  }

  quiet(): void {
    this.typingLine.hidden = true;
  }

  progress(done: number, of: number): void {
    const shown = of > 0 && done <= of;
    this.progressLine.hidden = !shown;
    if (!shown) return;
    byId("progress-text").textContent = fill(this.words.progress, { done, of });
    this.bar.max = of;
    this.bar.value = done;
  }
}
