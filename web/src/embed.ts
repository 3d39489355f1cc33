/**
 * Puts the guide into a health service's own page: one script tag, where the guide is to stand.
 * When the person leaves, the guide says so and this blanks and replaces the page around it too.
 */
const script = document.currentScript as HTMLScriptElement | null;

function put(after: HTMLScriptElement): void {
  const home = new URL(after.src).origin;
  const frame = document.createElement("iframe");
  const { lang } = after.dataset;
  frame.src = `${home}/embed${lang ? `?lang=${encodeURIComponent(lang)}` : ""}`;
  frame.title = after.dataset.title ?? "Guide";
  frame.allow = "clipboard-write";
  frame.referrerPolicy = "origin";
  frame.style.cssText = "display:block;width:100%;border:0;";
  frame.style.height = after.dataset.height ?? "42rem";
  after.after(frame);
  addEventListener("message", (event) => {
    if (event.origin === home && event.source === frame.contentWindow) heard(event.data);
  });
}

function heard(message: unknown): void {
  const { guide, url } = (message ?? {}) as { guide?: unknown; url?: unknown };
  if (guide !== "leave" || typeof url !== "string" || !url.startsWith("https://")) return;
  document.documentElement.style.display = "none";
  document.title = "";
  location.replace(url);
}

if (script) put(script);
