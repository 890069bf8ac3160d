// What can stand before a colon in the search line; a press puts it there.
import { SEARCHABLE } from "./searchable.ts";

export function SearchNames({ add }: { add: (name: string) => void }) {
  return (
    <details class="search-names" data-testid="search-names">
      <summary>What can be searched</summary>
      <p>
        All words and names must be there; a minus before one, as in <code>-verdict:intact</code>, leaves out what has
        it. Words alone are looked for in subjects, addresses and Message-IDs.
      </p>
      <ul>
        {SEARCHABLE.map(([name, example, meaning]) => (
          <li key={name}>
            <button type="button" onClick={() => add(`${name}:`)}>
              <code>
                {name}:<span class="faint">{example}</span>
              </code>
            </button>{" "}
            {meaning}
          </li>
        ))}
      </ul>
    </details>
  );
}
