/** The words of the page, read from the data block that the server wrote (content/page.en.yml, key `script`). */

export interface Words {
  speakers: Record<string, string>;
  typing: Record<string, string>;
  sending: { sending: string; sent: string; waiting: string; back_in_box: string; press_again: string; code: string };
  line: { starting: string; away: string; dropped: string; new_session: string };
  holder: Record<string, string>;
  composer: { count: string; over: string; empty: string; send_with_enter: string };
  choices: { group: string; several: string; done: string; at_least: string; at_most: string };
  live: { said: string; choices: string; choice: string };
  source: { from: string; checked: string; new_tab: string };
  safety: { crisis: string; check: string; call: string; text: string; checked: string };
  progress: string;
  summary: { heading: string; own: string; change: string; leave_out: string };
  receipt: ReceiptWords;
  fit: Record<string, string>;
  status: { heading: string; reference: string; stage: string; next: string; by: string };
  exit: { shift_two: string; shift_one: string };
  dates: { months: string[] };
}

export interface ReceiptWords {
  heading: string;
  reference: string;
  draft: string;
  explain: string;
  code: string;
  copy: string;
  copied: string;
  copy_failed: string;
  print: string;
  save: string;
  file_name: string;
  file_text: string;
  saved: string;
  safe_heading: string;
  safe: string[];
}

export function readWords(page: Document): Words {
  return JSON.parse(page.getElementById("words")?.textContent ?? "{}") as Words;
}

/** `fill("{n} left", {n: 3})` is "3 left"; a name that is not given stays as it is. */
export function fill(template: string, values: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

/** "2026-11-03" as "3 November 2026"; anything else as it came. */
export function day(iso: string, months: string[]): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  const month = found ? months[Number(found[2]) - 1] : undefined;
  return found && month ? `${Number(found[3])} ${month} ${found[1]}` : iso;
}
