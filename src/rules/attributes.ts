// What the address book knows of senders and recipients. New-TransportRule -SenderADAttributeContainsWords
import { directoryOf } from "../organization/directory.ts";
import type { Organization, RecipientAttributes } from "../organization/organization.ts";
import type { RecipientAttribute } from "../organization/recipient-attributes.ts";
import { type AttributeValues, parseAttributeValues } from "../organization/transport-rule/attribute-values.ts";
import type { DirectoryAttribute } from "../organization/transport-rule/directory-attributes.ts";
import type { Answer } from "./predicate.ts";

/** As text; none where nobody has the address or the attribute isn't set. A manager has an address and a name. */
export function attributeTexts(address: string, attribute: DirectoryAttribute, organization: Organization): string[] {
  const directory = directoryOf(organization);
  const owner = directory.findMailbox(address) ?? directory.findContact(directory.primaryAddress(address)) ?? undefined;
  if (!owner) return [];
  if (attribute === "DisplayName") return [owner.displayName];
  // Who signs in here does so with the primary address (chosen).
  if (attribute === "Email" || attribute === "UserLogonName") return [owner.address];
  const text = textOf(owner.attributes, attribute);
  if (text === undefined) return [];
  if (attribute !== "Manager") return [text];
  const manager = directory.findMailbox(text) ?? directory.findContact(text);
  return manager ? [manager.address, manager.displayName] : [text];
}

function textOf(attributes: RecipientAttributes = {}, attribute: DirectoryAttribute): string | undefined {
  if (attribute === "Country") return attributes.countryOrRegion;
  const name = attribute === "POBox" ? "poBox" : attribute.charAt(0).toLowerCase() + attribute.slice(1);
  return attributes[name as RecipientAttribute];
}

/** The manager's primary address. */
export function managerOf(address: string, organization: Organization): string | undefined {
  return attributeTexts(address, "Manager", organization)[0];
}

/** Holds when any value of any attribute in `given` ("Department:Sales,Marketing") `matches`. */
export function askAttributes(
  who: string,
  address: string,
  given: readonly string[],
  organization: Organization,
  matches: (text: string, values: AttributeValues["values"]) => boolean,
): Answer {
  if (address === "") return { held: false, seen: "there is no sender" };
  const wanted = given.flatMap((text) => parseAttributeValues(text) ?? []);
  const seen: string[] = [];
  for (const { attribute, values } of wanted) {
    const texts = attributeTexts(address, attribute, organization);
    const found = texts.find((text) => matches(text, values));
    if (found !== undefined) return { held: true, seen: `the ${attribute} of ${address} is "${found}"` };
    seen.push(`the ${attribute} of ${address} is ${texts.length === 0 ? "not set" : `"${texts.join('", "')}"`}`);
  }
  return { held: false, seen: seen.join(", ") || `the ${who} is ${address}` };
}
