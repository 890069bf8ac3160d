// Header fields of both sides: added, removed, changed, moved.
import { visibleText } from "../parts/visible-text.ts";
import { alignHeaders, type FieldRow } from "./align-headers.ts";
import { AllOrChanged, ChangeSign } from "./change-sign.tsx";
import { LongValue } from "./long-value.tsx";
import type { PanesProps } from "./panes.tsx";

export function HeadersPane({ comparison: { left, right, differences }, isAll, goTo }: PanesProps) {
  const rows = alignHeaders(left.headers, right.headers, differences);
  const changed = rows.filter(isChanged);
  const shown = isAll || changed.length === 0 ? rows : changed;
  return (
    <>
      {changed.length === 0 ? (
        <p class="faint">All {rows.length} fields came back as they left.</p>
      ) : (
        <AllOrChanged isAll={isAll} same={rows.length - changed.length} goTo={goTo} />
      )}
      <table class="sides" data-testid="headers">
        <thead>
          <tr>
            <th>
              <span class="visually-hidden">Change</span>
            </th>
            <th>Field</th>
            <th>As it left</th>
            <th>As it came back</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row, index) => (
            <FieldLine key={`${index}${row.name}`} row={row} />
          ))}
        </tbody>
      </table>
    </>
  );
}

const isChanged = ({ change, difference }: FieldRow) => change !== "same" || difference !== undefined;

function FieldLine({ row: { name, change, before, after, difference } }: { row: FieldRow }) {
  return (
    <tr class={change}>
      <td>
        <ChangeSign change={change} difference={difference} />
      </td>
      <th scope="row">
        <bdi>{visibleText(name)}</bdi>
      </th>
      <td class="before">{before !== undefined && <LongValue text={before} />}</td>
      <td class="after">{after !== undefined && <LongValue text={after} />}</td>
    </tr>
  );
}
