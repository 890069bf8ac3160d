// Header fields that a delivered item has as named properties of PS_INTERNET_HEADERS. Set-TransportConfig
// -HeaderPromotionModeSetting; [MS-OXCMAIL] §2.1.3.2
import type { HeaderBlock } from "../mime/header-block.ts";
import type { HeaderPromotionMode } from "../organization/organization-flags.ts";
import { PropertyBag } from "../tnef/property-bag.ts";
import { NAMED, PSETID } from "../tnef/property-tags.ts";
import { type KeptProperties, keepProperties } from "./kept-properties.ts";
import { setInternetHeaders } from "./to-tnef/header-properties.ts";

/** Names of [MS-OXPROPS]: a store has them whatever comes in. */
const KNOWN: ReadonlySet<string> = new Set(
  Object.values(NAMED).flatMap((name) =>
    "text" in name && name.guid === PSETID.InternetHeaders ? [name.text.toLowerCase()] : [],
  ),
);

/**
 * MustCreate: all fields that begin with X-. MayCreate: those of an authenticated sender. Else, and beside them, only names
 * that are known already. Undefined where there are none.
 */
export function promoteInternetHeaders(
  headers: HeaderBlock,
  mode: HeaderPromotionMode,
  isAuthenticated: boolean,
): KeptProperties | undefined {
  const creates = mode === "MustCreate" || (mode === "MayCreate" && isAuthenticated);
  const takes = (name: string) => KNOWN.has(name) || (creates && name.startsWith("x-"));
  if (!headers.fields.some(({ name }) => takes(name.toLowerCase()))) return undefined;
  const bag = new PropertyBag();
  setInternetHeaders(bag, headers, takes);
  return keepProperties(bag, () => false);
}
