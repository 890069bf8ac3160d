// AddToRecipients and CopyTo: more recipients, whom all others see in To or Cc.
import { formatAddress, isSameAddress, parseAddresses } from "../../mime/address.ts";
import type { HeaderBlock } from "../../mime/header-block.ts";
import { directoryOf } from "../../organization/directory.ts";
import { addedRecipients, addressesOf } from "./added-recipients.ts";
import { type ActionEffect, type ActionInput, editHeaders, type RuleAction } from "./rule-action.ts";

export const addToRecipients: RuleAction<readonly string[]> = {
  parameter: "AddToRecipients",
  apply: (addresses, input) => addVisibly("To", addresses, input),
};

export const copyTo: RuleAction<readonly string[]> = {
  parameter: "CopyTo",
  apply: (addresses, input) => addVisibly("Cc", addresses, input),
};

export function addVisibly(field: "To" | "Cc", addresses: readonly string[], input: ActionInput): ActionEffect {
  const { item, context } = input;
  const added = addedRecipients(addresses, item.recipients.slice(0, 1), item.recipients, context);
  if (added.length === 0) return { effect: "the message goes there already" };
  const from = addressesOf(item.recipients);
  item.recipients = [...item.recipients, ...added];
  editHeaders(item, (headers) => {
    for (const address of addresses) appendAddress(headers, field, address, input);
  });
  const to = addressesOf(added);
  return { effect: `${to.join(", ")} ${to.length === 1 ? "was" : "were"} added in ${field}`, redirect: { from, to } };
}

/** What stands there keeps its bytes and its folding. */
function appendAddress(headers: HeaderBlock, field: string, address: string, { context }: ActionInput): void {
  const written = headers.fields.filter(({ name }) => name.toLowerCase() === field.toLowerCase());
  const values = written.map(({ raw }) => raw.slice(raw.indexOf(":") + 1).trim()).filter((value) => value !== "");
  if (values.some((value) => parseAddresses(value).some((listed) => isSameAddress(listed.address, address)))) return;
  const directory = directoryOf(context.organization);
  const owner = directory.findMailbox(address) ?? directory.findGroup(address) ?? directory.findContact(address);
  headers.set(field, [...values, formatAddress({ name: owner?.displayName ?? "", address })].join(",\r\n "));
}
