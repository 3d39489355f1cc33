/** Where the person is reading. The page follows the talk, and never pulls it from under someone who reads back. */
import { byId } from "./dom";

const NEAR_PX = 160;
const GAP_PX = 12;

export class Scroll {
  private jump = byId<HTMLButtonElement>("jump");
  /** The first entry that came while the person was reading elsewhere. */
  private unread: HTMLElement | undefined;
  /** What the person said last: replies are shown from there on, not from their end. */
  private anchor: HTMLElement | undefined;
  private readingBack = false;

  constructor() {
    this.jump.addEventListener("click", () => this.toNew());
    for (const moved of ["wheel", "touchmove"]) addEventListener(moved, () => (this.readingBack = true), { passive: true });
    addEventListener("scroll", () => this.nearEnd() && (this.jump.hidden = true), { passive: true });
  }

  /** The person spoke: from here on the page follows the talk. */
  follow(entry: HTMLElement | undefined, takeFocus: boolean): void {
    this.anchor = entry;
    this.readingBack = false;
    this.unread = undefined;
    this.jump.classList.add("jump--later");
    if (takeFocus) entry?.focus({ preventScroll: true });
    this.to(document.documentElement.scrollHeight);
  }

  /**
   * Until the person has spoken they are reading the start of the page: nothing moves. What is `urgent` is shown
   * from its own first line, also when the open card leaves little room.
   */
  arrived(entries: HTMLElement[], urgent = false): void {
    const last = entries[entries.length - 1];
    if (!last) return;
    if (urgent) this.anchor = last;
    if (this.anchor && (!this.readingBack || this.nearEnd())) this.to(this.topOf(this.anchor));
    this.jump.hidden = !this.isBelow(last);
    if (!this.jump.hidden) this.unread ??= entries[0];
  }

  private toNew(): void {
    const first = this.unread;
    this.unread = undefined;
    if (first) this.to(this.topOf(first));
    first?.focus({ preventScroll: true });
  }

  private to(top: number): void {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.jump.hidden = true;
    scrollTo({ top, behavior: still ? "auto" : "smooth" });
  }

  private nearEnd(): boolean {
    return document.documentElement.scrollHeight - scrollY - innerHeight < NEAR_PX;
  }

  /** Where the window has to stand to show this entry from its first line. */
  private topOf(entry: HTMLElement): number {
    return entry.getBoundingClientRect().top + scrollY - this.coveredAbove();
  }

  /** What stays at the top of the window: the way out, and the numbers where they stay too. */
  private coveredAbove(): number {
    const stuck = [document.querySelector(".top"), byId("help")].filter((node) => node && getComputedStyle(node).position === "sticky");
    return GAP_PX + stuck.reduce((sum, node) => sum + (node?.getBoundingClientRect().height ?? 0), 0);
  }

  /** Still out of sight once the page has come to rest. */
  private isBelow(entry: HTMLElement): boolean {
    const from = this.readingBack || !this.anchor ? scrollY : this.anchor.getBoundingClientRect().top + scrollY;
    return entry.getBoundingClientRect().top + scrollY > from + innerHeight * 0.7;
  }
}
