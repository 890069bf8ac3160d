// Who sends, and whose mailboxes stand beside.
import type { ComponentChildren } from "preact";
import { type Desk, MOST_RECIPIENTS } from "./desk-address.ts";
import type { User } from "./graph.ts";

interface ChooseProps {
  readonly users: readonly User[];
  readonly desk: Desk;
  readonly change: (changes: Partial<Desk>) => void;
  readonly children: ComponentChildren;
}

export function ChooseMailboxes({ users, desk: { sender, recipients }, change, children }: ChooseProps) {
  const others = users.filter(({ mail }) => mail !== sender && !recipients.includes(mail));
  const take = (mail: string) =>
    change({
      ...{ sender: mail, recipients: recipients.map((one) => (one === mail ? sender : one)) },
      ...{ message: undefined, folders: {} },
    });
  return (
    <div class="seats">
      <label>
        <span class="faint">Sender</span>{" "}
        <select value={sender} onChange={(event) => take(event.currentTarget.value)} data-testid="sender">
          {users.map(({ mail }) => (
            <option key={mail} value={mail}>
              {mail}
            </option>
          ))}
        </select>
      </label>
      <div class="beside">
        <span class="faint">Recipients</span>
        {recipients.map((mail) => (
          <button
            key={mail}
            type="button"
            aria-label={`Take ${mail} away`}
            title="Take it away"
            onClick={() => change({ recipients: recipients.filter((one) => one !== mail) })}
          >
            <bdi>{mail}</bdi> <span aria-hidden="true">×</span>
          </button>
        ))}
        {recipients.length < MOST_RECIPIENTS && others.length > 0 && (
          <select
            value=""
            aria-label="Add a recipient's mailbox"
            onChange={(event) => change({ recipients: [...recipients, event.currentTarget.value] })}
            data-testid="add-recipient"
          >
            <option value="">add …</option>
            {others.map(({ mail }) => (
              <option key={mail} value={mail}>
                {mail}
              </option>
            ))}
          </select>
        )}
      </div>
      <div class="actions">{children}</div>
    </div>
  );
}
