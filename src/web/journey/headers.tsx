// Header fields in their order, with a filter.
import { useState } from "preact/hooks";
import type { MessageView } from "../api/answers.ts";
import { Copy } from "../parts/copy.tsx";
import { visibleText } from "../parts/visible-text.ts";
import { matching } from "./headers.ts";

export function Headers({ headers }: Pick<MessageView, "headers">) {
  const [text, setText] = useState("");
  const found = matching(headers, text);
  return (
    <>
      <input
        type="search"
        class="filter"
        aria-label="Filter headers"
        placeholder="name or value"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        data-testid="filter-headers"
      />
      <table class="fields" data-testid="headers">
        <tbody>
          {found.map(({ name, value }, index) => (
            <tr key={`${index}${name}`}>
              <th scope="row">
                <bdi>{name === "" ? "(no field)" : name}</bdi>
              </th>
              <td>
                <bdi>{visibleText(value)}</bdi>
              </td>
              <td class="copy-cell">
                <Copy text={`${name}: ${value}`} label={name} shown="" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.length === 0 && <p class="faint">No field answers “{text}”.</p>}
    </>
  );
}
