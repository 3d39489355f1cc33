/** What the person has said and the server has not yet acknowledged. No DOM and no network: tested on its own. */

export type Body = { message: string } | { picks: string[] };

export interface Item {
  id: string;
  body: Body;
  /** What the person reads as their own words: the text, or the titles of what they pressed. */
  shown: string;
  typed: boolean;
  state: "sending" | "waiting";
}

export class Outbox {
  private items: Item[] = [];
  private inFlight: string | null = null;

  add(id: string, body: Body, shown: string, typed: boolean): Item {
    const item: Item = { id, body, shown, typed, state: "waiting" };
    this.items.push(item);
    return item;
  }

  all(): readonly Item[] {
    return this.items;
  }

  /** The one to send now, marked as on its way; undefined while another is on its way or nothing waits. */
  take(): Item | undefined {
    const first = this.items[0];
    if (this.inFlight !== null || !first) return undefined;
    this.inFlight = first.id;
    first.state = "sending";
    return first;
  }

  /** The server has it, or has refused it: it is out. Undefined when it was out already. */
  remove(id: string): Item | undefined {
    const item = this.items.find((one) => one.id === id);
    this.items = this.items.filter((one) => one.id !== id);
    if (this.inFlight === id) this.inFlight = null;
    return item;
  }

  /** No answer came. It keeps its place and its id, so that sending it again makes no second message. */
  failed(id: string): void {
    if (this.inFlight === id) this.inFlight = null;
    for (const item of this.items) if (item.id === id) item.state = "waiting";
  }

  /** The line dropped: whatever was on its way may or may not have arrived. */
  lineDropped(): void {
    this.inFlight = null;
    for (const item of this.items) item.state = "waiting";
  }

  empty(): Item[] {
    const left = this.items;
    this.items = [];
    this.inFlight = null;
    return left;
  }
}
