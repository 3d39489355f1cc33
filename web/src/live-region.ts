/** Says new things to screen readers, apart from the transcript, so that nothing old is read again. */
import { byId, el } from "./dom";

// Long enough for every screen reader to have queued it (as BotFramework-WebChat does, its pull request 3287).
const KEPT_MS = 2000;

export class LiveRegion {
  private region = byId("live");

  say(text: string): void {
    const item = el("p", {}, text);
    this.region.append(item);
    setTimeout(() => item.remove(), KEPT_MS);
  }
}
