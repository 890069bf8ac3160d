// -EmailAddresses: "SMTP:" before the primary address, "smtp:" or nothing before others; types that the sandbox has no use
// for (X500, SIP, …) are kept and shown. Set-Mailbox -EmailAddresses
import { isAddress } from "../organization/address.ts";
import type { AcceptedValues } from "../organization/organization.ts";
import type { ListEdit } from "./cmdlet.ts";
import { argumentError } from "./cmdlet-error.ts";
import { editList } from "./list-edit.ts";
import type { Fields } from "./recipient-setting.ts";

interface Addressed {
  readonly address: string;
  readonly aliases: readonly string[];
  readonly others: readonly string[];
}

/** As Get shows them. */
export function proxyAddresses(recipient: {
  readonly address: string;
  readonly aliases?: readonly string[];
  readonly accepted?: AcceptedValues;
}): string[] {
  const { address, aliases = [], accepted } = recipient;
  const others = Array.isArray(accepted?.EmailAddresses) ? (accepted.EmailAddresses as readonly string[]) : [];
  return [`SMTP:${address}`, ...aliases.map((alias) => `smtp:${alias}`), ...others];
}

/** Fields of the recipient. @throws CmdletError */
export function editAddresses(recipient: Fields, edit: ListEdit): Fields {
  const before = recipient as unknown as Addressed & { readonly accepted?: AcceptedValues };
  const { address, aliases, others } = read("replace" in edit ? replacing(edit.replace) : editing(before, edit));
  const { EmailAddresses: _, ...accepted } = before.accepted ?? {};
  const kept = { ...accepted, ...(others.length > 0 && { EmailAddresses: others }) };
  return { address, aliases, accepted: Object.keys(kept).length > 0 ? kept : undefined };
}

/** Another address in front; the one before stays as an alias. Set-Mailbox -WindowsEmailAddress */
export function withPrimary(recipient: Fields, address: string): Fields {
  return editAddresses(recipient, { add: [`SMTP:${address}`], remove: [] });
}

/** Where none is marked, the first is the primary. */
function replacing(list: readonly string[]): readonly string[] {
  if (list.some((one) => one.startsWith("SMTP:"))) return list;
  const first = list.findIndex((one) => !one.includes(":") || /^smtp:/i.test(one));
  return list.map((one, index) => (index === first ? `SMTP:${one.replace(/^smtp:/i, "")}` : one));
}

function editing(
  before: Parameters<typeof proxyAddresses>[0],
  { add, remove }: { readonly add: readonly string[]; readonly remove: readonly string[] },
): readonly string[] {
  const named = (text: string) => (text.includes(":") ? text : `smtp:${text}`);
  const isNewPrimary = add.some((one) => one.startsWith("SMTP:"));
  const listed = proxyAddresses(before).map((one) => (isNewPrimary ? one.replace(/^SMTP:/, "smtp:") : one));
  const gone = [...remove.map(named), ...(isNewPrimary ? add.filter((one) => one.startsWith("SMTP:")) : [])];
  return editList(editList(listed, { add: [], remove: gone }), { add: add.map(named), remove: [] });
}

function read(list: readonly string[]): Addressed {
  const primaries: string[] = [];
  const aliases: string[] = [];
  const others: string[] = [];
  for (const text of list) {
    const [, prefix = "smtp", rest = ""] = /^(?:([A-Za-z0-9]+):)?(.*)$/s.exec(text.trim()) ?? [];
    if (prefix.toLowerCase() !== "smtp") others.push(text);
    else (prefix === "SMTP" ? primaries : aliases).push(checked(rest));
  }
  const [address, second] = primaries;
  if (address === undefined) throw argumentError('EmailAddresses must have a primary address, marked by "SMTP:".');
  if (second !== undefined)
    throw argumentError(
      `EmailAddresses can have one primary address: '${address}' and '${second}' are marked "SMTP:".`,
    );
  return { address, aliases: [...new Set(aliases)].filter((alias) => alias !== address), others };
}

function checked(text: string): string {
  const address = text.toLowerCase();
  if (isAddress(address)) return address;
  throw argumentError(`EmailAddresses: '${text.slice(0, 200)}' is no address such as alice@contoso.com.`);
}

/** The type SmtpAddress. @throws CmdletError */
export function smtpAddress(parameter: string, text: string): string {
  const address = text.trim().toLowerCase();
  if (isAddress(address)) return address;
  throw argumentError(`${parameter}: '${text.slice(0, 200)}' is no address such as alice@contoso.com.`);
}
