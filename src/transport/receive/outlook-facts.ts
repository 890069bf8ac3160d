// What the tenant says of a message that classic Outlook submits. docs/recall.md R1, "Service levels"
import type { OutlookFacts } from "../../content-conversion/outlook/outlook-headers.ts";
import type { Organization } from "../../organization/organization.ts";

export function outlookFacts(
  { hostname, service }: Organization,
  { now, networkMessageId }: { readonly now: number; readonly networkMessageId: string },
): OutlookFacts {
  return {
    hostname,
    now,
    networkMessageId,
    language: "en-US",
    diagnostic: "",
    typeFirst: service.level === "2023-04",
  };
}
