/** The card of phone numbers. It stays in reach at the top of the page, and can be folded away. */
import { byId, el } from "./dom";
import { asRaw } from "./rows";
import type { Custom } from "./talk";
import { day, fill, type Words } from "./words";

const BELOW_PX = 6;

export class SafetyCard {
  private card = byId<HTMLDetailsElement>("help");

  constructor(private words: Words) {
    this.card.addEventListener("toggle", () => this.fit());
    addEventListener("resize", () => this.fit());
  }

  fold(): void {
    this.card.open = false;
  }

  open(): void {
    this.card.open = true;
  }

  /** Another session: nothing of the earlier one is to be seen, its danger neither. */
  forget(): void {
    this.card.classList.remove("help--crisis");
    byId("help-title").textContent = this.words.safety.check;
  }

  show(custom: Custom): void {
    const crisis = custom.level === "crisis";
    this.card.open = true;
    // Once there was a crisis, those numbers stay: a gentler card that follows must not take their place.
    if (!crisis && this.card.classList.contains("help--crisis")) return;
    const contacts = (Array.isArray(custom.contacts) ? custom.contacts : []).map(asRaw);
    byId("help-title").textContent = crisis ? this.words.safety.crisis : this.words.safety.check;
    if (contacts.length > 0) byId("help-list").replaceChildren(...contacts.map((one) => this.contact(one)));
    this.card.classList.toggle("help--crisis", crisis);
    this.fit();
  }

  /** Where the lower edge of the open card would go through a name or its buttons, it goes below them. */
  private fit(): void {
    const body = byId("help-body");
    document.documentElement.style.removeProperty("--help-height");
    const room = parseFloat(getComputedStyle(body).maxHeight);
    const top = body.getBoundingClientRect().top - body.scrollTop;
    let edge = room;
    for (const part of body.querySelectorAll(".contact__name, .contact__links")) {
      const box = part.getBoundingClientRect();
      if (box.top - top < edge && edge < box.bottom - top + BELOW_PX) edge = Math.ceil(box.bottom - top + BELOW_PX);
    }
    if (edge > room) document.documentElement.style.setProperty("--help-height", `${edge}px`);
  }

  private contact(one: Record<string, unknown>): HTMLElement {
    const { safety, dates } = this.words;
    const text = (key: string) => (one[key] ? String(one[key]) : "");
    const checked = text("checked") && fill(safety.checked, { date: day(text("checked"), dates.months) });
    return el(
      "li",
      { class: "contact" },
      el("strong", { class: "contact__name" }, text("name")),
      el(
        "span",
        { class: "contact__links" },
        text("call") ? link(`tel:${digits(text("call"))}`, fill(safety.call, { number: text("call") })) : null,
        text("text") ? link(sms(text("text")), fill(safety.text, { number: text("text") })) : null,
      ),
      el("span", { class: "contact__about" }, [text("for"), text("hours"), text("cost"), checked].filter(Boolean).join(" · ")),
    );
  }
}

function link(href: string, label: string): HTMLElement {
  return el("a", { class: "button button--call", href }, label);
}

function digits(number: string): string {
  return number.replace(/[^\d+]/g, "");
}

/** "1737" as it is; "HELP to 4357" with the word already written. */
function sms(told: string): string {
  const [, word, number] = /^(.+) to ([\d ]+)$/.exec(told) ?? [];
  return word ? `sms:${digits(number ?? "")}?body=${encodeURIComponent(word)}` : `sms:${digits(told)}`;
}
