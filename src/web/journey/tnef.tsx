// The MAPI properties of a winmail.dat, and whether Exchange takes it for the message's own.
import { useState } from "preact/hooks";
import type { MessageProperty, MessageView } from "../api/answers.ts";
import { Chip } from "../parts/chip.tsx";
import { matching } from "./headers.ts";

export function Tnef({ tnef }: { tnef: NonNullable<MessageView["tnef"]> }) {
  const [text, setText] = useState("");
  const { from, messageClass, ignored, properties, recipients, attachments } = tnef;
  return (
    <div data-testid="tnef">
      <p>
        {ignored === null ? (
          <Chip tone="good" sign="✓">
            belongs to the message
          </Chip>
        ) : (
          <Chip tone="bad" sign="✕">
            counts for nothing
          </Chip>
        )}{" "}
        <bdi>{ignored ?? messageClass}</bdi> <small>in part {from === "" ? "whole" : from}</small>
      </p>
      <input
        type="search"
        class="filter"
        aria-label="Filter properties"
        placeholder="name, tag or value"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        data-testid="filter-properties"
      />
      <Properties title="Message" properties={properties} text={text} />
      {recipients.map((one, index) => (
        <Properties key={`recipient ${index}`} title={`Recipient ${index + 1}`} properties={one} text={text} />
      ))}
      {attachments.map((one, index) => (
        <Properties key={`attachment ${index}`} title={one.name} properties={one.properties} text={text} />
      ))}
    </div>
  );
}

interface PropertiesProps {
  readonly title: string;
  readonly properties: readonly MessageProperty[];
  readonly text: string;
}

function Properties({ title, properties, text }: PropertiesProps) {
  const found = matching(
    properties.map((property) => ({ ...property, value: `${property.value} ${property.tag}`, shown: property.value })),
    text,
  );
  if (found.length === 0) return null;
  return (
    <table class="fields">
      <caption>
        <bdi>{title}</bdi> <small>{found.length}</small>
      </caption>
      <tbody>
        {found.map(({ tag, name, type, shown, details, meaning }, index) => (
          <tr key={`${index}${tag}`} title={meaning}>
            <th scope="row">
              <bdi>{name === "" ? tag : name}</bdi>{" "}
              <small>
                {name === "" ? "" : tag} {type}
              </small>
            </th>
            <td>
              <bdi>{shown}</bdi>
              {details.map((line) => (
                <small key={line} class="detail-line">
                  <bdi>{line}</bdi>
                </small>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
