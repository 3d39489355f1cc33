/** What has been said, ordered by `seq` alone. No DOM and no network: tested on its own. */

export type Side = "person" | "guide" | "facilitator" | "service";

export interface Choice {
  title: string;
  payload: string;
}

export type Custom = { type: string } & Record<string, unknown>;

export interface Row {
  seq: number;
  side: Side;
  text: string;
  id?: string;
  replies: Choice[];
  custom?: Custom;
}

export class Talk {
  private rows = new Map<number, Row>();

  /** Keeps the row; false when its seq is known already, and then nothing changes. */
  add(row: Row): boolean {
    if (this.rows.has(row.seq)) return false;
    this.rows.set(row.seq, row);
    return true;
  }

  clear(): void {
    this.rows.clear();
  }

  inOrder(): Row[] {
    return [...this.rows.values()].sort((a, b) => a.seq - b.seq);
  }

  /** The highest seq with nothing missing below it: where a catch-up has to begin. */
  since(): number {
    let seq = 0;
    while (this.rows.has(seq + 1)) seq += 1;
    return seq;
  }

  hasGap(): boolean {
    return this.since() < this.rows.size || Math.max(0, ...this.rows.keys()) > this.rows.size;
  }

  lastFromPerson(): number {
    return Math.max(0, ...this.inOrder().filter((row) => row.side === "person").map((row) => row.seq));
  }

  /** The seq of the newest row whose custom is one of these types, or 0. */
  newest(...types: string[]): number {
    return Math.max(0, ...this.inOrder().filter((row) => row.custom && types.includes(row.custom.type)).map((row) => row.seq));
  }
}
