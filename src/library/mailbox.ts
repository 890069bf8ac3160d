// A mailbox as a test looks into it.
import type { MailboxItem } from "../mailbox/mailbox-store.ts";
import type { Sandbox as Composed } from "../sandbox.ts";
import type { Mailbox, MailboxMessage } from "./api.ts";
import { UnknownMessageError } from "./errors.ts";
import { findMailbox } from "./find-mailbox.ts";
import { headersOf } from "./header-fields.ts";

export function viewMailbox(on: Composed, given: string): Mailbox {
  const { address, password } = findMailbox(on.configurations.current(), given);
  const store = on.mailboxes;

  async function find(message: MailboxMessage | string): Promise<number> {
    if (typeof message !== "string") return message.id;
    const messageId = message.startsWith("<") ? message : `<${message}>`;
    const [item] = await store.list(address, { messageId });
    if (item) return item.id;
    throw new UnknownMessageError(`${address} has no message ${messageId}`);
  }

  return {
    address,
    password: password ?? "",
    async messages(folder = "inbox") {
      const items = await store.list(address, { folderId: folderNamed(on, address, folder).id });
      return Promise.all(items.map((item) => view(on, item)));
    },
    async markRead(message, isRead = true) {
      const id = await find(message);
      if (!(await store.setRead(address, id, isRead, on.clock.now()))) throw gone(address, id);
    },
    async move(message, folder) {
      const id = await find(message);
      if (!(await store.move(address, id, folderNamed(on, address, folder), on.clock.now()))) throw gone(address, id);
    },
  };
}

const gone = (address: string, id: number) => new UnknownMessageError(`${address} has the message ${id} no more`);

/** By well-known name, else by the name it shows. */
function folderNamed(on: Composed, address: string, name: string) {
  const folders = on.mailboxes.folders;
  const wanted = name.toLowerCase();
  const found =
    folders.wellKnown(address, wanted) ?? folders.list(address).find((folder) => folder.name.toLowerCase() === wanted);
  if (found) return found;
  const names = folders.list(address).map((folder) => folder.wellKnown ?? folder.name);
  throw new TypeError(`${address} has no folder "${name}"; it has ${names.join(", ")}`);
}

async function view(on: Composed, item: MailboxItem): Promise<MailboxMessage> {
  const raw = (await on.mailboxes.bytes(item)) ?? Buffer.alloc(0);
  const { id, messageId, subject, sender, isRead, receivedAt, messageClass } = item;
  return {
    id,
    messageId,
    subject,
    from: sender,
    isRead,
    receivedAt: new Date(receivedAt),
    messageClass,
    headers: headersOf(raw),
    raw,
  };
}
