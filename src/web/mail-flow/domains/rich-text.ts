// The rich-text switch of a remote domain: its three states, and what each means for mail and for recall. docs/recall.md
export type TnefEnabled = boolean | null;

export interface RichTextState {
  readonly value: TnefEnabled;
  /** As one types it. */
  readonly literal: "$true" | "$false" | "$null";
  readonly name: string;
  readonly mail: string;
  readonly recall: string;
}

export const RICH_TEXT: readonly RichTextState[] = [
  {
    value: true,
    literal: "$true",
    name: "always",
    mail: "Mail leaves as TNEF (winmail.dat) and keeps Outlook's own properties. Programs that don't know TNEF show an attachment winmail.dat.",
    recall:
      "A recall request of classic Outlook comes back as what it is, as long as the smart host keeps winmail.dat. Up to service level 2023-04 that is the only way to recall over a smart host.",
  },
  {
    value: false,
    literal: "$false",
    name: "never",
    mail: "Mail leaves as MIME: what is TNEF is converted, and Outlook's own properties are lost.",
    recall:
      "A recall request of classic Outlook comes back as an ordinary note. Up to service level 2023-04 the original stays; later its Message-ID and the recall header are enough.",
  },
  {
    value: null,
    literal: "$null",
    name: "as contact and sender have it",
    mail: "The contact's own setting decides, then the sender: rich text only where somebody chose it in classic Outlook.",
    recall:
      "Recall requests leave as MIME unless the contact wants rich text. Up to service level 2023-04 the original then stays; later its Message-ID and the recall header are enough.",
  },
];

export const richText = (value: TnefEnabled): RichTextState =>
  RICH_TEXT.find((state) => state.value === value) ?? (RICH_TEXT[2] as RichTextState);

/** "every domain that has none of its own", "contoso.com", "contoso.com and all below it" */
export function whoseMail(domainName: string): string {
  if (domainName === "*") return "every domain that has no remote domain of its own";
  return domainName.startsWith("*.") ? `${domainName.slice(2)} and all domains below it` : domainName;
}
