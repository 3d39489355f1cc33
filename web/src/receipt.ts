/** The code, shown once: to copy, print or save, with how to keep it safely. */
import { button, el } from "./dom";
import type { Custom } from "./talk";
import { fill, type ReceiptWords } from "./words";

export function receipt(custom: Custom, words: ReceiptWords): HTMLElement {
  const code = String(custom.code ?? "");
  const about = custom.reference ? fill(words.reference, { reference: String(custom.reference) }) : words.draft;
  const said = el("p", { class: "receipt__said", role: "status" });
  const shown = el("output", { class: "receipt__code", "aria-label": words.code }, code);
  const card = el(
    "section",
    { class: "card receipt", "aria-label": words.heading },
    el("h3", {}, words.heading),
    el("p", { class: "prose" }, about),
    shown,
    el("p", { class: "prose" }, words.explain),
    el(
      "div",
      { class: "choices" },
      button(words.copy, async () => (said.textContent = await copy(code, shown, words))),
      button(words.print, () => print(card)),
      button(words.save, () => (said.textContent = save(`${about}\n${fill(words.file_text, { code })}\n`, words))),
    ),
    said,
    el("h4", {}, words.safe_heading),
    el("ul", { class: "dots" }, ...words.safe.map((line) => el("li", {}, line))),
  );
  return card;
}

async function copy(code: string, shown: HTMLElement, words: ReceiptWords): Promise<string> {
  try {
    await navigator.clipboard.writeText(code);
    return words.copied;
  } catch {
    getSelection()?.selectAllChildren(shown);
    return words.copy_failed;
  }
}

/** Prints this card and nothing of the talk. */
function print(card: HTMLElement): void {
  const only = () => document.documentElement.classList.remove("print-one");
  document.documentElement.classList.add("print-one");
  card.closest("li")?.classList.add("to-print");
  addEventListener("afterprint", only, { once: true });
  window.print();
}

function save(text: string, words: ReceiptWords): string {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  el("a", { href: url, download: words.file_name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
  return fill(words.saved, { file: words.file_name });
}
