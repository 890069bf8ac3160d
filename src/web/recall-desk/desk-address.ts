// Who sits at the desk and which message it is about, as the address has it.
import type { Client, User } from "./graph.ts";

export interface Desk {
  readonly sender: string;
  readonly recipients: readonly string[];
  /** Message-ID of the chosen sent message; undefined: the newest. */
  readonly message: string | undefined;
  readonly client: Client;
  readonly richText: boolean;
  /** By mailbox: which folder is open where it is not the usual one. */
  readonly folders: Readonly<Record<string, string>>;
}

export const MOST_RECIPIENTS = 3;
const USUAL_RECIPIENTS = 2;

/** In the address: what is empty leaves it, and would be filled. */
const NOBODY = "nobody";

type Query = Readonly<Record<string, string | undefined>>;

/** What the address leaves open is filled from the address book. */
export function readDesk(query: Query, users: readonly User[]): Desk {
  const known = users.map(({ mail }) => mail);
  const sender = find(known, query.sender) ?? known[0] ?? "";
  const others = known.filter((mail) => mail !== sender);
  const named = query.to?.split(",").flatMap((one) => find(known, one) ?? []);
  return {
    sender,
    recipients: [...new Set(named ?? others.slice(0, USUAL_RECIPIENTS))].slice(0, MOST_RECIPIENTS),
    message: query.message || undefined,
    client: query.client === "outlook" ? "outlook" : "new",
    richText: query.richText === "true",
    folders: readFolders(query.in, known),
  };
}

/** "bob@contoso.com:deleteditems,carol@contoso.com:junkemail" */
function readFolders(text: string | undefined, known: readonly string[]): Record<string, string> {
  const pairs = (text ?? "").split(",").map((one) => one.split(":"));
  return Object.fromEntries(
    pairs.flatMap(([mail, folder]) => {
      const mailbox = find(known, mail);
      return mailbox !== undefined && folder ? [[mailbox, folder]] : [];
    }),
  );
}

const find = (known: readonly string[], mail: string | undefined): string | undefined =>
  known.find((one) => one.toLowerCase() === mail?.trim().toLowerCase());

export function writeDesk({ sender, recipients, message, client, richText, folders }: Desk): Query {
  return {
    sender,
    to: recipients.join(",") || NOBODY,
    message,
    in: [sender, ...recipients]
      .flatMap((mailbox) => (folders[mailbox] ? [`${mailbox}:${folders[mailbox]}`] : []))
      .join(","),
    client: client === "outlook" ? client : undefined,
    richText: client === "outlook" && richText ? "true" : undefined,
  };
}
