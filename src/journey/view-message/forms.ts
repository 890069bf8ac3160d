// The forms in which a message is kept: as its sender has it, as it crossed connectors, as it lies in mailboxes.
import { folderPath } from "../../mailbox/folder-path.ts";
import type { MailboxItem } from "../../mailbox/mailbox-item.ts";
import type { MailboxStore } from "../../mailbox/mailbox-store.ts";
import { directoryOf } from "../../organization/directory.ts";
import type { Organization } from "../../organization/organization.ts";
import type { Legs } from "../../trace/legs.ts";
import type { Journey } from "../journey.ts";

export interface MessageForm {
  /** "leg-3", "item-17" */
  readonly key: string;
  readonly kind: "submitted" | "left" | "returned" | "delivered";
  /** Of the pass. */
  readonly networkMessageId: string;
  /** ISO 8601 UTC */
  readonly at: string;
  /** Bytes, as message tracking counts them: with the fields that the tenant adds. */
  readonly size: number;
  /** The connector; of what lies in a mailbox, its folder. */
  readonly place: string;
  /** Whose copies they are; empty for legs. */
  readonly mailboxes: readonly string[];
}

export interface FormServices {
  readonly legs: Pick<Legs, "find" | "bytes">;
  readonly mailboxes: Pick<MailboxStore, "folders" | "list" | "find" | "bytes">;
  readonly organization: Organization;
}

/** Copies of one delivery are alike: not every mailbox is looked into. */
const MOST_MAILBOXES = 20;
const MOST_COPIES = 10;

/** In the order in which the message had them. */
export async function listForms(journey: Journey, services: FormServices): Promise<MessageForm[]> {
  const legs = journey.legs.map(
    ({ id, direction, networkMessageId, at, size, connector }): MessageForm => ({
      ...{ key: `leg-${id}`, kind: direction === "out" ? "left" : "returned", networkMessageId, at, size },
      ...{ place: connector, mailboxes: [] },
    }),
  );
  const copies = await copiesOf(journey, services);
  return [
    ...copies.filter(({ kind }) => kind === "submitted"),
    ...legs,
    ...copies.filter(({ kind }) => kind === "delivered"),
  ];
}

/** Undefined where it is no form of this message, or its bytes are gone. */
export async function bytesOfForm(journey: Journey, key: string, services: FormServices): Promise<Buffer | undefined> {
  const [, kind, number] = /^(leg|item)-(\d{1,15})$/.exec(key) ?? [];
  const id = Number(number);
  if (kind === "leg") {
    const leg = journey.legs.some((one) => one.id === id) ? await services.legs.find(id) : undefined;
    return leg && services.legs.bytes(leg);
  }
  const item = kind === "item" ? await services.mailboxes.find(id) : undefined;
  return item && belongs(item, journey) ? services.mailboxes.bytes(item) : undefined;
}

const belongs = ({ networkMessageId, messageId }: MailboxItem, { passes, messageId: own }: Journey): boolean =>
  passes.some((pass) => pass.networkMessageId === networkMessageId) || (own !== "" && messageId === own);

async function copiesOf(journey: Journey, services: FormServices): Promise<MessageForm[]> {
  if (journey.messageId === "") return [];
  const sender = directoryOf(services.organization).findMailbox(journey.from)?.address;
  const sent = sender === undefined ? undefined : services.mailboxes.folders.wellKnown(sender, "sentitems");
  const taken = journey.recipients.filter(({ state }) => state === "delivered").slice(0, MOST_MAILBOXES);
  const addresses = new Set([...(sender === undefined ? [] : [sender]), ...taken.map(({ address }) => address)]);
  const forms = new Map<string, MessageForm>();
  for (const mailbox of addresses) {
    const query = { messageId: journey.messageId, limit: MOST_COPIES };
    for (const item of await services.mailboxes.list(mailbox, query)) {
      const kind = item.folderId === sent?.id ? "submitted" : "delivered";
      const known = forms.get(`${kind}${item.contentId}`);
      const form = known ?? describeCopy(item, kind, services);
      forms.set(`${kind}${item.contentId}`, { ...form, mailboxes: [...new Set([...form.mailboxes, mailbox])] });
    }
  }
  return [...forms.values()];
}

function describeCopy(item: MailboxItem, kind: MessageForm["kind"], { mailboxes }: FormServices): MessageForm {
  const { id, networkMessageId, receivedAt, size, folderId } = item;
  const folder = mailboxes.folders.get(folderId);
  return {
    ...{ key: `item-${id}`, kind, networkMessageId, at: new Date(receivedAt).toISOString(), size },
    ...{ place: folder ? folderPath(mailboxes.folders, folder) : "", mailboxes: [] },
  };
}
