// Which program the sender has: the service makes the recall for new Outlook, classic Outlook makes its own.
import type { Desk } from "./desk-address.ts";

interface ClientChoiceProps {
  readonly desk: Desk;
  readonly change: (changes: Partial<Desk>) => void;
  /** A choice of classic Outlook's, where a message is sent. */
  readonly asksRichText: boolean;
}

export function ClientChoice({ desk: { client, richText }, change, asksRichText }: ClientChoiceProps) {
  return (
    <fieldset class="client">
      <legend>As</legend>
      <label>
        <input
          type="radio"
          name="client"
          checked={client === "new"}
          onChange={() => change({ client: "new" })}
          data-testid="client-new"
        />{" "}
        new Outlook <small>the service makes the recall: plain MIME, by Message-ID</small>
      </label>
      <label>
        <input
          type="radio"
          name="client"
          checked={client === "outlook"}
          onChange={() => change({ client: "outlook" })}
          data-testid="client-outlook"
        />{" "}
        classic Outlook <small>a request of its own: IPM.Outlook.Recall, by search key</small>
      </label>
      {asksRichText && client === "outlook" && (
        <label class="rich-text">
          <input
            type="checkbox"
            checked={richText}
            onChange={(event) => change({ richText: event.currentTarget.checked })}
            data-testid="rich-text"
          />{" "}
          rich text <small>leaves as TNEF, where the remote domain leaves the choice to users</small>
        </label>
      )}
    </fieldset>
  );
}
