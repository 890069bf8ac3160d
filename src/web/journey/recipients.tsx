// What became of the message for each recipient.
import { useState } from "preact/hooks";
import type { Journey } from "../api/types.ts";
import { Chip, type Tone } from "../parts/chip.tsx";
import { Time } from "../parts/time.tsx";

type Recipient = Journey["recipients"][number];

const LOOKS: Readonly<Record<Recipient["state"], readonly [Tone, string]>> = {
  pending: ["wait", "…"],
  deferred: ["wait", "…"],
  away: ["away", "→"],
  delivered: ["good", "✓"],
  sent: ["good", "→"],
  replaced: ["note", "⇄"],
  dropped: ["note", "–"],
  duplicate: ["note", "="],
  failed: ["bad", "✕"],
  lost: ["bad", "?"],
};
const SHOWN = 20;

export function Recipients({ recipients }: { recipients: readonly Recipient[] }) {
  const [text, setText] = useState("");
  const [most, setMost] = useState(SHOWN);
  const found = recipients.filter(({ address, state }) => `${address} ${state}`.includes(text.toLowerCase()));
  return (
    <section class="recipients" data-testid="recipients">
      <h2>
        Recipients <small>{recipients.length.toLocaleString("en-US")}</small>
      </h2>
      {recipients.length > SHOWN && (
        <input
          type="search"
          aria-label="Filter recipients"
          placeholder="address or state"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      )}
      <ul>
        {found.slice(0, most).map(({ address, state, at, detail }) => (
          <li key={address} title={detail}>
            <bdi>{address}</bdi>
            <Chip tone={LOOKS[state][0]} sign={LOOKS[state][1]}>
              {state}
            </Chip>
            <Time at={at} />
          </li>
        ))}
      </ul>
      {found.length > most && (
        <button type="button" onClick={() => setMost(most + 500)}>
          {(found.length - most).toLocaleString("en-US")} more
        </button>
      )}
    </section>
  );
}
