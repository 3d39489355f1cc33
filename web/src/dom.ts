/** The one way this page makes elements: text goes in as text, never as markup. */

type Attributes = Record<string, string | boolean | ((event: Event) => void)>;

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string | null | undefined)[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (typeof value === "boolean") node.toggleAttribute(name, value);
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child): child is Node | string => child != null && child !== ""));
  return node;
}

/** The element that the page's template promises to hold. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found as T;
}

/** Text in paragraphs: an empty line parts them, a single line break stays. */
export function paragraphs(text: string): HTMLElement[] {
  return text
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== "")
    .map((part) => el("p", { class: "prose", dir: "auto" }, part.trim()));
}

export function button(label: string, press: () => void, more: Attributes = {}, hidden = ""): HTMLButtonElement {
  return el(
    "button",
    { type: "button", class: "button", click: press, ...more },
    label,
    hidden ? el("span", { class: "govuk-visually-hidden" }, ` ${hidden}`) : null,
  );
}
