/** Where the person is reading. New words never pull the page from under them. */
import { byId } from "./dom";

const NEAR_PX = 160;

export class Scroll {
  private jump = byId<HTMLButtonElement>("jump");
  /** Until the person has spoken they are reading the start of the page. */
  private following = false;

  constructor() {
    this.jump.addEventListener("click", () => this.toEnd());
    addEventListener("scroll", () => this.nearEnd() && (this.jump.hidden = true), { passive: true });
  }

  /** The person spoke: from here on the page follows the talk. */
  follow(entry: HTMLElement | undefined, takeFocus: boolean): void {
    this.following = true;
    if (takeFocus) entry?.focus({ preventScroll: true });
    this.toEnd();
  }

  arrived(entries: HTMLElement[]): void {
    const [first] = entries;
    if (!first || !this.following) return;
    const tall = first.getBoundingClientRect().height > innerHeight * 0.6;
    const far = first.getBoundingClientRect().top > innerHeight + NEAR_PX;
    if (far) this.jump.hidden = false;
    else if (tall) first.scrollIntoView({ block: "start", behavior: pace() });
    else this.toEnd();
  }

  private nearEnd(): boolean {
    const { scrollHeight } = document.documentElement;
    return scrollHeight - scrollY - innerHeight < NEAR_PX;
  }

  private toEnd(): void {
    this.jump.hidden = true;
    scrollTo({ top: document.documentElement.scrollHeight, behavior: pace() });
  }
}

function pace(): ScrollBehavior {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}
