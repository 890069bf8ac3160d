// The sender's mailbox and those beside it.
import type { Recall } from "../api/answers.ts";
import type { Desk } from "./desk-address.ts";
import type { User } from "./graph.ts";
import { homeOf, MailboxPane } from "./mailbox-pane.tsx";

interface MailboxesProps {
  readonly users: readonly User[];
  readonly desk: Desk;
  readonly change: (changes: Partial<Desk>) => void;
  /** Message-ID of what the desk is about. */
  readonly chosen: string | undefined;
  readonly recalls: readonly Recall[];
}

export function Mailboxes({ users, desk, change, chosen, recalls }: MailboxesProps) {
  const { sender, recipients, folders } = desk;
  const common = (mailbox: string, isSender: boolean) => ({
    ...{ isSender, mailbox, users, chosen },
    folder: folders[mailbox] || homeOf(isSender),
    openFolder: (folder: string) =>
      change({ folders: { ...folders, [mailbox]: folder === homeOf(isSender) ? "" : folder } }),
  });
  return (
    <div class="mailboxes" style={{ "--mailboxes": String(1 + recipients.length) }}>
      <MailboxPane
        key={`sender ${sender}`}
        {...common(sender, true)}
        choose={(message) => change({ message })}
        recalls={recalls}
      />
      {recipients.map((recipient) => (
        <MailboxPane key={recipient} {...common(recipient, false)} />
      ))}
    </div>
  );
}
