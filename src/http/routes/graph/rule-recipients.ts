// People in inbox rules. Microsoft Graph: recipient resource type
import { z } from "zod";
import { HttpError } from "../../http-error.ts";
import { entity } from "./graph-json.ts";
import { toAddress } from "./message-input.ts";

export const ruleRecipients = z
  .array(entity({ emailAddress: entity({ name: z.string().max(1000).nullish(), address: z.string().max(1000) }) }))
  .max(100);

export function toRuleAddresses(list: z.output<typeof ruleRecipients>): string[] {
  return list.map((recipient) => toAddress(recipient).address.toLowerCase());
}

export function toRuleRecipients(addresses: readonly string[]) {
  return addresses.map((address) => ({ emailAddress: { name: address, address } }));
}

export function refuseRule(text: string): HttpError {
  return new HttpError(400, "ErrorInvalidRule", text);
}
