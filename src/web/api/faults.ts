// The faults of the sandbox, known to every screen: as long as one is on, mail goes wrong on purpose.
import { signal } from "@preact/signals";
import type { Answers, Fault } from "./answers.ts";
import { get, send } from "./http.ts";

export const faults = signal<readonly Fault[]>([]);

/** Nothing tells of them: others may add some at any time. */
const ASK_EVERY_MS = 4000;

export async function readFaults(): Promise<void> {
  const told = (await get<Answers["listFaults"]>("/api/faults")).faults;
  if (JSON.stringify(told) !== JSON.stringify(faults.value)) faults.value = told;
}

/** @returns how to stop. */
export function watchFaults(): () => void {
  const read = () => void (document.visibilityState === "visible" && readFaults().catch(() => undefined));
  read();
  const timer = setInterval(read, ASK_EVERY_MS);
  return () => clearInterval(timer);
}

export async function addFault(fault: unknown): Promise<void> {
  await send("POST", "/api/faults", fault);
  await readFaults();
}

export async function switchFault(id: string, on: boolean): Promise<void> {
  await send("PATCH", `/api/faults/${id}`, { on });
  await readFaults();
}

export async function removeFault(id: string): Promise<void> {
  await send("DELETE", `/api/faults/${id}`);
  await readFaults();
}

export async function resetFaults(): Promise<void> {
  await send("DELETE", "/api/faults");
  await readFaults();
}
