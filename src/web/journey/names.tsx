// Addresses, of which there may be thousands: the first, and the rest when asked for.
import { useState } from "preact/hooks";

const SHOWN = 12;

export function Names({ names }: { names: readonly string[] }) {
  const [isOpen, setOpen] = useState(false);
  const shown = isOpen ? names : names.slice(0, SHOWN);
  return (
    <span class="names">
      {shown.map((name) => (
        <bdi key={name}>{name}</bdi>
      ))}
      {names.length > shown.length && (
        <button type="button" onClick={() => setOpen(true)}>
          {(names.length - shown.length).toLocaleString("en-US")} more
        </button>
      )}
    </span>
  );
}
