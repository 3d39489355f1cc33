/** One conversation: what the line brings goes to the talk, what the person says goes through the outbox. */
import { Composer } from "./composer";
import type { LiveRegion } from "./live-region";
import { Outbox, type Item } from "./outbox";
import { botRow, personRow } from "./rows";
import { SafetyCard } from "./safety";
import { Scroll } from "./scroll";
import type { Session } from "./session";
import { Line, type Answer, type Listener } from "./socket";
import { Strip } from "./strip";
import { Talk, type Choice, type Row } from "./talk";
import { Transcript } from "./transcript";
import { fill, type Words } from "./words";

const AGAIN_MS = 2000;
const ASK_AGAIN_MS = 15_000;
// Longer than a slow phone takes to join: a line that neither opens nor fails must not leave the person waiting.
const PATIENCE_MS = 8000;

export class Chat implements Listener {
  private talk = new Talk();
  private outbox = new Outbox();
  private line = new Line(this);
  private transcript: Transcript;
  private composer: Composer;
  private strip: Strip;
  private safety: SafetyCard;
  private scroll = new Scroll();
  /** The session is confirmed on this line: what waits may go. */
  private ready = false;
  private joined = false;
  private catchingUp = false;

  constructor(private words: Words, private live: LiveRegion, private session: Session) {
    this.transcript = new Transcript(words, (chosen, several) => this.press(chosen, several));
    this.composer = new Composer(words.composer, { send: (text) => this.say({ message: text }, text, true), typing: () => this.line.typing() });
    this.strip = new Strip(words, live);
    this.safety = new SafetyCard(words);
    addEventListener("online", () => this.line.hurry());
  }

  start(): void {
    this.safety.fold();
    this.strip.say(this.words.line.starting);
    this.line.open();
    setTimeout(() => this.joined || this.away(), PATIENCE_MS);
  }

  hangUp(): void {
    this.ready = false;
    this.line.leave();
  }

  // What the line brings

  up(): void {
    this.line.ask(this.session.id, this.talk.since());
  }

  down(): void {
    this.ready = false;
    this.outbox.lineDropped();
    this.strip.quiet();
    this.strip.say(this.words.line.dropped);
    this.show();
  }

  away(): void {
    if (this.joined) return this.strip.say(this.words.line.dropped);
    this.safety.open();
    this.strip.say(this.words.line.away);
  }

  confirmed(sessionId: string): void {
    const changed = this.session.id !== null && this.session.id !== sessionId;
    if (changed) this.startAgain();
    else this.strip.say("");
    if (!this.joined) this.safety.fold();
    // Everything that comes now may be old: it is shown but not read out.
    this.catchingUp = this.session.id !== null && !changed;
    setTimeout(() => (this.catchingUp = false), AGAIN_MS);
    this.session.keep(sessionId);
    this.ready = true;
    this.joined = true;
    this.flush();
  }

  turnedAway(say: string): void {
    if (this.ready) return;
    this.away();
    if (say) this.strip.say(say);
    setTimeout(() => this.ready || !this.line.isUp || this.up(), ASK_AGAIN_MS);
  }

  bot(data: unknown): void {
    const row = botRow(data);
    if (!row || !this.talk.add(row)) return;
    this.strip.quiet();
    const { custom } = row;
    if (custom?.type === "safety") this.safety.show(custom);
    if (custom?.type === "progress") this.strip.progress(Number(custom.done), Number(custom.of));
    // All has been asked: a number of questions beside the review would say that more is to come.
    if (custom?.type === "summary" || custom?.type === "receipt") this.strip.progress(0, 0);
    this.scroll.arrived(this.show(), custom?.type === "safety");
    this.readOut(row);
  }

  person(data: unknown): void {
    const row = personRow(data);
    if (!row) return;
    if (row.id) this.outbox.remove(row.id);
    if (this.talk.add(row)) this.scroll.arrived(this.show());
    this.flush();
  }

  turnDone(): void {
    this.strip.quiet();
    if (this.talk.hasGap()) this.line.catchUp(this.talk.since());
  }

  typing(from: string): void {
    this.strip.typing(from);
  }

  holder(holder: string): void {
    this.strip.holder(holder);
  }

  // What the person says

  private press(chosen: Choice[], several: boolean): void {
    const shown = chosen.map((choice) => choice.title).join(", ") || this.words.choices.done;
    const payloads = chosen.map((choice) => choice.payload);
    this.say(several ? { picks: payloads } : { message: payloads[0] ?? "" }, shown, false);
  }

  private say(body: Item["body"], shown: string, typed: boolean): void {
    this.outbox.add(newId(), body, shown, typed);
    this.strip.personSpoke();
    const [entry] = this.show().slice(-1);
    this.scroll.follow(entry, !typed);
    if (!this.ready) this.live.say(this.words.sending.waiting);
    this.flush();
  }

  private flush(): void {
    if (!this.ready) return;
    const item = this.outbox.take();
    if (!item) return;
    this.show();
    const session_id = this.session.id ?? undefined;
    void this.line.say({ ...item.body, id: item.id, session_id }).then((answer) => this.answered(item, answer));
  }

  private answered(item: Item, answer: Answer | null): void {
    if (answer == null) this.outbox.failed(item.id);
    else if (answer.ok && answer.seq) this.accepted(item, answer.seq);
    else if (answer.error === "too_fast") return this.later(item, (answer.wait ?? 0) * 1000 || AGAIN_MS);
    else this.refused(item, answer.say ?? "");
    this.show();
    this.flush();
  }

  private accepted(item: Item, seq: number): void {
    if (!this.outbox.remove(item.id)) return;
    this.talk.add({ seq, side: "person", id: item.id, text: item.shown, replies: [] });
    this.live.say(this.words.sending.sent);
  }

  private later(item: Item, ms: number): void {
    setTimeout(() => {
      this.outbox.failed(item.id);
      this.flush();
    }, ms);
  }

  private refused(item: Item, say: string): void {
    if (!this.outbox.remove(item.id)) return;
    if (item.typed) this.composer.giveBack(item.shown);
    this.strip.say([say, item.typed ? this.words.sending.back_in_box : this.words.sending.press_again].filter(Boolean).join(" "));
  }

  /** Another session than before: nothing of the old one stays, but what was not sent is given back. */
  private startAgain(): void {
    const left = this.outbox.empty().filter((item) => item.typed);
    this.talk.clear();
    this.transcript.clear();
    this.safety.forget();
    this.strip.progress(0, 0);
    this.strip.say(this.words.line.new_session);
    for (const item of left.reverse()) this.composer.giveBack(item.shown);
  }

  // What is seen and heard

  private show(): HTMLLIElement[] {
    return this.transcript.show(this.talk, this.outbox.all());
  }

  private readOut(row: Row): void {
    if (this.catchingUp) return;
    const { live, speakers } = this.words;
    const offered = row.replies.length || (Array.isArray(row.custom?.options) ? row.custom.options.length : 0);
    const choices = offered === 0 ? "" : offered === 1 ? live.choice : fill(live.choices, { count: offered });
    this.live.say([fill(live.said, { who: speakers[row.side] ?? row.side, text: row.text }), choices].filter(Boolean).join(" "));
  }
}

function newId(): string {
  if (crypto.randomUUID) return crypto.randomUUID();
  // Outside a secure context (a test address) the browser offers only this.
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
