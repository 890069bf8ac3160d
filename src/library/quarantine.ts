// What mail-flow rules set aside, and what somebody does with it, as a test makes it.
import { bracketed } from "../journey/search-conditions.ts";
import type { Sandbox as Composed } from "../sandbox.ts";
import type { QuarantinedMessage as Kept } from "../transport/quarantine/quarantine.ts";
import type { Message, QuarantinedMessage } from "./api.ts";
import { UnknownMessageError } from "./errors.ts";
import { addresses } from "./outgoing.ts";

type Named = Message | QuarantinedMessage | string;

export async function viewQuarantine(on: Composed): Promise<readonly QuarantinedMessage[]> {
  return (await on.quarantine.list()).map(shown);
}

/** @throws UnknownMessageError; where it is not for one of those named, none of them gets it. */
export async function release(on: Composed, message: Named, recipients?: string | readonly string[]): Promise<void> {
  const kept = await find(on, message);
  if (recipients === undefined) {
    for (const { id } of kept) await on.quarantine.release(id);
    return;
  }
  const wanted = addresses([recipients].flat(), "recipients").map(({ address }) => address.toLowerCase());
  const isFor = (one: Kept, address: string) => one.recipients.some((known) => known.toLowerCase() === address);
  const stranger = wanted.find((address) => !kept.some((one) => isFor(one, address)));
  if (stranger !== undefined)
    throw new UnknownMessageError(`Message ${kept[0]?.messageId} is not quarantined for ${stranger}`);
  for (const one of kept) {
    const its = wanted.filter((address) => isFor(one, address));
    if (its.length > 0) await on.quarantine.release(one.id, its);
  }
}

/** @throws UnknownMessageError */
export async function deleteFromQuarantine(on: Composed, message: Named): Promise<void> {
  for (const { id } of await find(on, message)) await on.quarantine.remove(id);
}

/** Several, where rules treated its recipients differently. */
async function find(on: Composed, message: Named): Promise<Kept[]> {
  const messageId = bracketed(typeof message === "string" ? message : message.messageId);
  const found = (await on.quarantine.list()).filter((kept) => bracketed(kept.messageId) === messageId);
  if (found.length === 0) throw new UnknownMessageError(`No message ${messageId} is in quarantine`);
  return found;
}

function shown({ messageId, sender, subject, recipients, rule, expiresAt }: Kept): QuarantinedMessage {
  return { messageId: bracketed(messageId), from: sender, subject, recipients, rule, expiresAt: new Date(expiresAt) };
}
