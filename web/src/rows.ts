/** From what the socket brought to a Row; null for what is not one. */
import type { Choice, Custom, Row, Side } from "./talk";

const SIDES: readonly string[] = ["guide", "facilitator", "service"];

type Raw = Record<string, unknown>;

export function asRaw(data: unknown): Raw {
  return typeof data === "object" && data !== null && !Array.isArray(data) ? (data as Raw) : {};
}

export function choices(data: unknown): Choice[] {
  if (!Array.isArray(data)) return [];
  return data.map(asRaw).filter((one) => typeof one.title === "string" && typeof one.payload === "string") as unknown as Choice[];
}

function custom(data: unknown): Custom | undefined {
  const raw = asRaw(data);
  return typeof raw.type === "string" ? (raw as Custom) : undefined;
}

function seq(raw: Raw): number | null {
  return typeof raw.seq === "number" && Number.isInteger(raw.seq) && raw.seq > 0 ? raw.seq : null;
}

export function botRow(data: unknown): Row | null {
  const raw = asRaw(data);
  const number = seq(raw);
  if (number === null) return null;
  const side = (SIDES.includes(String(raw.from)) ? raw.from : "guide") as Side;
  return { seq: number, side, text: String(raw.text ?? ""), replies: choices(raw.quick_replies), custom: custom(raw.custom) };
}

export function personRow(data: unknown): Row | null {
  const raw = asRaw(data);
  const number = seq(raw);
  if (number === null) return null;
  return { seq: number, side: "person", text: String(raw.text ?? ""), id: typeof raw.id === "string" ? raw.id : undefined, replies: [] };
}
