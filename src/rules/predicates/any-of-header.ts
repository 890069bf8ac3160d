// AnyOfToHeader, AnyOfCcHeader, AnyOfToCcHeader, and MemberOf of each: whom the header fields name, by their primary
// addresses only. Bcc is in none.
import { parseAddresses } from "../../mime/address.ts";
import { isMemberOf } from "../members.ts";
import type { MessagePredicate, PredicateInput } from "../predicate.ts";

type Field = "To" | "Cc";
const SHOWN = 10;

function ofHeader(
  fields: readonly Field[],
  matches: (address: string, value: readonly string[], input: PredicateInput) => boolean,
): MessagePredicate<readonly string[]> {
  const place = fields.join(" and ");
  return {
    scope: "message",
    wanted: (value) => value,
    ask(value, input) {
      const named = fields.flatMap((field) => input.item.headers.all(field)).flatMap(parseAddresses);
      const addresses = named.map(({ address }) => address);
      const found = addresses.find((address) => matches(address.toLowerCase(), value, input));
      if (found !== undefined) return { held: true, seen: `${place} names ${found}` };
      const more = addresses.length > SHOWN ? ` and ${addresses.length - SHOWN} more` : "";
      const seen = addresses.length === 0 ? "nobody" : addresses.slice(0, SHOWN).join(", ") + more;
      return { held: false, seen: `${place} names ${seen}` };
    },
  };
}

const isOne = (address: string, wanted: readonly string[], { context }: PredicateInput) =>
  wanted.some((one) => context.primaryAddress(one) === address);
const isMember = (address: string, groups: readonly string[], { context }: PredicateInput) =>
  context.primaryAddress(address) === address && isMemberOf(address, groups, context.organization);

export const anyOfToHeader = ofHeader(["To"], isOne);
export const anyOfCcHeader = ofHeader(["Cc"], isOne);
export const anyOfToCcHeader = ofHeader(["To", "Cc"], isOne);
export const anyOfToHeaderMemberOf = ofHeader(["To"], isMember);
export const anyOfCcHeaderMemberOf = ofHeader(["Cc"], isMember);
export const anyOfToCcHeaderMemberOf = ofHeader(["To", "Cc"], isMember);
