// What became of a message, in words: for errors of waiting and for matchers that fail.
import type { Journey, JourneyRecipient } from "../journey/journey.ts";
import type { Sandbox } from "./api.ts";

/** `"Q3 numbers" is pending, its recall none: bob@contoso.com is away; carol@contoso.com is delivered` */
export function describeJourney(journey: Journey): string {
  const state = `"${journey.subject}" is ${journey.verdict}, its recall ${journey.recall}`;
  return `${state}: ${describeRecipients(journey.recipients) || "no recipient is known yet"}`;
}

export function describeRecipients(recipients: readonly JourneyRecipient[]): string {
  return recipients.map(describeRecipient).join("; ");
}

export function describeRecipient({ address, state, detail }: JourneyRecipient): string {
  return `${address} is ${state}${detail === "" ? "" : ` (${detail})`}`;
}

/** Why a virtual clock may be what everybody waits for; "" where it is not. */
export function hintAtClock(sandbox: Sandbox, journey: Journey): string {
  const isWaiting = journey.recall === "pending" || journey.recipients.some(({ state }) => WAITING.has(state));
  return isWaiting && sandbox.clock === "virtual"
    ? ` Time stands still at ${sandbox.now.toISOString()}; advance() moves it.`
    : "";
}

const WAITING: ReadonlySet<string> = new Set(["pending", "deferred", "away"]);
