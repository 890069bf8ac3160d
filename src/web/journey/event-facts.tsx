// The event itself, as message tracking has it.
import { Copy } from "../parts/copy.tsx";
import { RawText } from "../parts/raw-text.tsx";
import { exact, Time } from "../parts/time.tsx";
import type { Inspected } from "./inspector.tsx";
import { Names } from "./names.tsx";

export function EventFacts({ entry }: Inspected) {
  const { at, recipients, networkMessageId, event, legId, place } = entry;
  const detail = event?.detail ?? entry.detail;
  return (
    <table class="facts">
      <tbody>
        <Fact name="When">
          <Time at={at} /> <span class="faint">{exact(at)}</span>
        </Fact>
        {event && (
          <Fact name="Event">
            <code>{event.eventId}</code> by {event.source}
          </Fact>
        )}
        {event && place !== "" && (
          <Fact name="Context">
            <bdi>{place}</bdi>
          </Fact>
        )}
        {detail !== "" && (
          <Fact name="Detail">
            <span dir="auto">{detail}</span>
          </Fact>
        )}
        {recipients.length > 0 && (
          <Fact name={recipients.length === 1 ? "Recipient" : `${recipients.length} recipients`}>
            <Names names={recipients} />
          </Fact>
        )}
        {networkMessageId !== "" && (
          <Fact name="Network message id">
            <Copy text={networkMessageId} label="the network message id" />
          </Fact>
        )}
        {legId !== null && (
          <Fact name="Leg">
            <code>{legId}</code>
          </Fact>
        )}
        {event && Object.keys(event.data).length > 0 && (
          <Fact name="Data">
            <RawText label="Data" text={JSON.stringify(event.data, null, 2)} wraps />
          </Fact>
        )}
      </tbody>
    </table>
  );
}

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{children}</td>
    </tr>
  );
}
