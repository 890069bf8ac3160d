// The words of a disclaimer for one sender: %%DisplayName%% and its like become what the address book says.
import { textingHtml } from "../../../content-conversion/to-tnef/text-of-html.ts";
import type { Addition } from "../../../mime/editing/insert-into-part.ts";
import { runInTurns } from "../../../mime/in-turns.ts";
import { toCrlf } from "../../../mime/message.ts";
import { RECIPIENT_ATTRIBUTES } from "../../../organization/recipient-attributes.ts";
import type { RuleInput } from "../../predicate.ts";
import { senderInDirectory } from "../sender-attributes.ts";

const TOKEN = /%%([a-z0-9]{1,40})%%/gi;

/** Names of the documentation for attributes that have another one here. */
const SYNONYMS: Readonly<Record<string, string>> = {
  country: "countryorregion",
  fax: "faxnumber",
  mobile: "mobilenumber",
  mobilephone: "mobilenumber",
  phone: "phonenumber",
  postalcode: "zipcode",
  stateorprovince: "state",
  streetaddress: "street",
};

export async function disclaimerFor(html: string, input: Pick<RuleInput, "item" | "context">): Promise<Addition> {
  const values = valuesOf(input);
  const filled = toCrlf(
    html.replace(TOKEN, (token, name: string) => {
      const lower = name.toLowerCase();
      const value = values.get(SYNONYMS[lower] ?? lower);
      return value === undefined ? token : escapeHtml(value);
    }),
  );
  const text = await runInTurns(textingHtml(filled));
  return { html: filled, text: text.replace(/(\r\n)+$/, "") };
}

/** An attribute that the sender lacks is empty; a name that is none stays as it stands. */
function valuesOf(input: Pick<RuleInput, "item" | "context">): Map<string, string> {
  const sender = senderInDirectory(input);
  const address = sender?.address ?? input.item.sender;
  const known: readonly (readonly [string, string])[] = [
    ["displayname", sender?.displayName ?? ""],
    ["email", address],
    ["emailaddress", address],
    ["userlogonname", address.split("@", 1)[0] ?? ""],
  ];
  const attributes = RECIPIENT_ATTRIBUTES.map(
    (name) => [name.toLowerCase(), sender?.attributes?.[name] ?? ""] as const,
  );
  return new Map([...attributes, ...known]);
}

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
