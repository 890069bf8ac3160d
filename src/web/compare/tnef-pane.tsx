// The MAPI properties of both sides' winmail.dat.
import { AllOrChanged, ChangeSign } from "./change-sign.tsx";
import { LongValue } from "./long-value.tsx";
import { type PropertyRow, pairProperties } from "./pair-properties.ts";
import type { PanesProps } from "./panes.tsx";

export function TnefPane({ comparison: { left, right, differences }, isAll, goTo }: PanesProps) {
  const rows = pairProperties(left.tnef, right.tnef, differences);
  if (rows.length === 0)
    return <p class="faint">Neither side has a winmail.dat: the message is MIME, and has no MAPI properties.</p>;
  const changed = rows.filter(({ change }) => change !== "same");
  const shown = isAll || changed.length === 0 ? rows : changed;
  return (
    <>
      {changed.length === 0 ? (
        <p class="faint">All {rows.length} properties came back as they left.</p>
      ) : (
        <AllOrChanged isAll={isAll} same={rows.length - changed.length} goTo={goTo} />
      )}
      <table class="sides properties" data-testid="properties">
        <thead>
          <tr>
            <th>
              <span class="visually-hidden">Change</span>
            </th>
            <th>Property</th>
            <th>As it left</th>
            <th>As it came back</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <PropertyLine key={`${row.tag}${row.name}`} row={row} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function PropertyLine({ row: { name, tag, type, change, before, after, difference } }: { row: PropertyRow }) {
  return (
    <tr class={change}>
      <td>
        <ChangeSign change={change} difference={difference} />
      </td>
      <th scope="row">
        {name}
        <small>
          {tag} {type}
        </small>
      </th>
      <td class="before">{before !== undefined && <LongValue text={before} />}</td>
      <td class="after">{after !== undefined && <LongValue text={after} />}</td>
    </tr>
  );
}
