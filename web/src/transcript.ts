/** The talk as an ordered list: rows by seq, then what has not been acknowledged yet. */
import { card, saysItAll } from "./cards";
import { buttons, type Press } from "./choices";
import { withoutCode } from "./code";
import { byId, el, paragraphs } from "./dom";
import type { Item } from "./outbox";
import type { Row, Side, Talk } from "./talk";
import type { Words } from "./words";

export class Transcript {
  private list = byId<HTMLOListElement>("transcript");
  private bySeq = new Map<number, HTMLLIElement>();
  private byItem = new Map<string, HTMLLIElement>();

  constructor(private words: Words, private press: Press) {}

  /** Brings the list to what is known now, and returns the entries that are new. */
  show(talk: Talk, waiting: readonly Item[]): HTMLLIElement[] {
    const before = new Set(this.list.children);
    const rows = talk.inOrder();
    const wanted = [...rows.map((row) => this.entry(row)), ...waiting.map((item) => this.pending(item))];
    this.place(wanted);
    this.closeAnswered(rows, talk, waiting.length > 0);
    return wanted.filter((node) => !before.has(node));
  }

  clear(): void {
    this.bySeq.clear();
    this.byItem.clear();
    this.list.replaceChildren();
  }

  private place(wanted: HTMLLIElement[]): void {
    const keep = new Set<Element>(wanted);
    for (const node of [...this.list.children]) if (!keep.has(node)) node.remove();
    wanted.forEach((node, at) => {
      if (this.list.children[at] !== node) this.list.insertBefore(node, this.list.children[at] ?? null);
    });
  }

  private entry(row: Row): HTMLLIElement {
    const known = this.bySeq.get(row.seq) ?? (row.id ? this.settled(row) : undefined);
    if (known) return known;
    const node = this.bubble(row.side, row.custom && saysItAll(row.custom, row.text) ? "" : row.text);
    if (row.custom) node.append(card(row.custom, this.press, this.words) ?? "");
    if (row.replies.length > 0) node.append(buttons(row.replies, this.press, this.words.choices));
    this.bySeq.set(row.seq, node);
    return node;
  }

  /** The person's own entry keeps its place in the page when the server has it. */
  private settled(row: Row): HTMLLIElement | undefined {
    const node = this.byItem.get(row.id ?? "");
    if (!node) return undefined;
    this.byItem.delete(row.id ?? "");
    this.bySeq.set(row.seq, node);
    this.coverCode(node, row.text);
    this.mark(node, "sent");
    return node;
  }

  private pending(item: Item): HTMLLIElement {
    const node = this.byItem.get(item.id) ?? this.bubble("person", item.shown);
    this.byItem.set(item.id, node);
    this.mark(node, item.state);
    return node;
  }

  private bubble(side: Side, text: string): HTMLLIElement {
    const name = el("p", { class: "entry__name" }, this.words.speakers[side] ?? side);
    return el("li", { class: `entry entry--${side}`, tabindex: "-1" }, name, ...paragraphs(text));
  }

  /** A code that was sent is no longer for everyone who looks at this screen. */
  private coverCode(node: HTMLLIElement, text: string): void {
    const covered = withoutCode(text, this.words.sending.code);
    if (covered === text) return;
    for (const part of node.querySelectorAll(":scope > .prose")) part.remove();
    node.querySelector(".entry__name")?.after(...paragraphs(covered));
  }

  private mark(node: HTMLLIElement, state: "sending" | "waiting" | "sent"): void {
    let mark = node.querySelector<HTMLElement>(".entry__mark");
    if (!mark) node.append((mark = el("p", { class: "entry__mark" })));
    mark.textContent = this.words.sending[state];
    node.classList.toggle("entry--waiting", state === "waiting");
    node.classList.toggle("entry--sent", state === "sent");
  }

  /** A choice is open until the person has answered; a summary until a newer one or the receipt. */
  private closeAnswered(rows: Row[], talk: Talk, waiting: boolean): void {
    const answered = talk.lastFromPerson();
    const newest = talk.newest("summary", "receipt");
    for (const row of rows) {
      const node = this.bySeq.get(row.seq);
      const open = !waiting && row.seq > answered;
      for (const group of node?.querySelectorAll<HTMLElement>(":scope > .choices, :scope > .several") ?? []) group.hidden = !open;
      for (const acts of node?.querySelectorAll<HTMLElement>(".summary__acts") ?? []) acts.hidden = row.seq !== newest;
    }
  }
}
