// A list of any length: only rows in sight are drawn, all of one height, j and k go through them.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { isTyping } from "./shortcuts.tsx";
import "./rows.css";

export interface RowsProps<T> {
  readonly label: string;
  readonly items: readonly T[];
  readonly idOf: (item: T) => string;
  readonly draw: (item: T) => ComponentChildren;
  readonly open: (item: T) => void;
  /** The end is near: more may be fetched. */
  readonly onEnd?: () => void;
  /** Pixels. */
  readonly rowHeight: number;
}

const SPARE = 8;

export function Rows<T>({ label, items, idOf, draw, open, onEnd, rowHeight }: RowsProps<T>) {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(800);
  const [chosenId, setChosenId] = useState<string>();
  const chosen = items.findIndex((item) => idOf(item) === chosenId);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // What arrives on top must not push away what somebody reads.
  const first = useRef<string>(undefined);
  useEffect(() => {
    const before = first.current;
    first.current = items[0] && idOf(items[0]);
    if (!box.current || before === undefined || box.current.scrollTop < rowHeight) return;
    const moved = items.findIndex((item) => idOf(item) === before);
    if (moved > 0) box.current.scrollTop += moved * rowHeight;
  }, [items]);

  const choose = (index: number) => {
    const item = items[Math.max(0, Math.min(items.length - 1, index))];
    if (!item || !box.current) return;
    setChosenId(idOf(item));
    const y = items.indexOf(item) * rowHeight;
    const { scrollTop, clientHeight } = box.current;
    if (y < scrollTop) box.current.scrollTop = y;
    else if (y + rowHeight > scrollTop + clientHeight) box.current.scrollTop = y + rowHeight - clientHeight;
  };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "j" || event.key === "ArrowDown") choose(chosen + 1);
      else if (event.key === "k" || event.key === "ArrowUp") choose(chosen - 1);
      else if (event.key === "Enter" && chosen >= 0 && document.activeElement?.tagName !== "A")
        open(items[chosen] as T);
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });

  const from = Math.max(0, Math.floor(top / rowHeight) - SPARE);
  const until = Math.min(items.length, Math.ceil((top + height) / rowHeight) + SPARE);
  if (onEnd && until >= items.length - SPARE) queueMicrotask(onEnd);
  return (
    <div ref={box} class="rows" onScroll={(event) => setTop(event.currentTarget.scrollTop)} data-testid="rows">
      <ul aria-label={label} style={{ height: `${items.length * rowHeight}px` }}>
        {items.slice(from, until).map((item, index) => (
          <li
            key={idOf(item)}
            class={idOf(item) === chosenId ? "chosen" : ""}
            style={{ top: `${(from + index) * rowHeight}px`, height: `${rowHeight}px` }}
            aria-setsize={items.length}
            aria-posinset={from + index + 1}
          >
            {draw(item)}
          </li>
        ))}
      </ul>
    </div>
  );
}
