// What the trace is asked for; each filter stands in the address.
import { useEffect, useState } from "preact/hooks";
import { type Filters, STATUSES } from "./filters.ts";

interface FiltersProps {
  readonly filters: Filters;
  readonly choose: (changes: Readonly<Record<string, string | undefined>>) => void;
}

const FIELDS = [
  ["sender", "Sender", "*@contoso.com"],
  ["recipient", "Recipient", "bob@contoso.com"],
  ["subject", "Subject contains", ""],
  ["id", "Message ID", "<…@contoso.com>"],
] as const;

export function TraceFilters({ filters, choose }: FiltersProps) {
  const isFiltered = Object.values(filters).some(Boolean);
  return (
    <search class="trace-filters">
      {FIELDS.map(([name, label, placeholder]) => (
        <TextFilter
          key={name}
          label={label}
          placeholder={placeholder}
          value={filters[name] ?? ""}
          choose={(value) => choose({ [name]: value })}
        />
      ))}
      <label>
        Status
        <select value={filters.status ?? ""} onChange={({ currentTarget }) => choose({ status: currentTarget.value })}>
          <option value="">All</option>
          {STATUSES.map((status) => (
            <option key={status} value={status}>
              {status}
            </option>
          ))}
        </select>
      </label>
      {(["from", "to"] as const).map((name) => (
        <label key={name} class="time">
          {name === "from" ? "From (UTC)" : "To (UTC)"}
          <input
            type="datetime-local"
            value={filters[name] ?? ""}
            onChange={({ currentTarget }) => choose({ [name]: currentTarget.value })}
          />
        </label>
      ))}
      <button
        type="button"
        disabled={!isFiltered}
        onClick={() => choose(Object.fromEntries(Object.keys(filters).map((name) => [name, undefined])))}
      >
        Clear
      </button>
    </search>
  );
}

interface TextProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly choose: (value: string) => void;
}

/** Asked for when typing pauses. */
function TextFilter({ label, placeholder, value, choose }: TextProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => choose(text.trim()), 250);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <label>
      {label}
      <input
        type="search"
        placeholder={placeholder}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
      />
    </label>
  );
}
