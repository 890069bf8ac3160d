// A list of any length: only rows in sight are drawn, all of one height, j and k go through them.
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { isDialogOpen, isTyping } from "./shortcuts.tsx";
import "./rows.css";

export interface RowsProps<T> {
  /** Of one list at most: whoever comes back to it finds the row that was chosen. */
  readonly label: string;
  readonly items: readonly T[];
  readonly idOf: (item: T) => string;
  /** With a link, on which j and k put the focus. */
  readonly draw: (item: T) => ComponentChildren;
  readonly open: (item: T) => void;
  /** The end is near: more may be fetched. */
  readonly onEnd?: () => void;
  /** Pixels. */
  readonly rowHeight: number;
}

const SPARE = 8;
/** The chosen row of each list, by its label. */
const left = new Map<string, string>();

export function Rows<T>({ label, items, idOf, draw, open, onEnd, rowHeight }: RowsProps<T>) {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(800);
  const [chosenId, setChosenId] = useState(left.get(label));
  // Keys may come faster than the list is drawn: each goes on from where the last one led.
  const at = useRef(chosenId);
  const isToFocus = useRef(false);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // What arrives on top must not push away what somebody reads.
  const first = useRef<string>(undefined);
  useLayoutEffect(() => {
    const before = first.current;
    first.current = items[0] && idOf(items[0]);
    if (before === undefined) return scrollTo(indexOf(at.current));
    if (!box.current || box.current.scrollTop < rowHeight) return;
    const moved = indexOf(before);
    if (moved > 0) box.current.scrollTop += moved * rowHeight;
  }, [items]);

  const indexOf = (id: string | undefined) => items.findIndex((item) => idOf(item) === id);
  const scrollTo = (index: number) => {
    if (!box.current || index < 0) return;
    const y = index * rowHeight;
    const { scrollTop, clientHeight } = box.current;
    if (y < scrollTop) box.current.scrollTop = y;
    else if (y + rowHeight > scrollTop + clientHeight) box.current.scrollTop = y + rowHeight - clientHeight;
  };
  const mark = (item: T) => {
    const id = idOf(item);
    at.current = id;
    left.set(label, id);
    setChosenId(id);
  };
  const choose = (step: -1 | 1) => {
    const index = Math.max(0, Math.min(items.length - 1, indexOf(at.current) + step));
    const item = items[index];
    if (!item) return;
    isToFocus.current = true;
    mark(item);
    scrollTo(index);
  };
  useLayoutEffect(() => {
    if (isToFocus.current) box.current?.querySelector<HTMLElement>(".chosen a")?.focus({ preventScroll: true });
    isToFocus.current = false;
  }, [chosenId]);
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey || isDialogOpen()) return;
      const item = items[indexOf(at.current)];
      if (event.key === "j" || event.key === "ArrowDown") choose(1);
      else if (event.key === "k" || event.key === "ArrowUp") choose(-1);
      else if (event.key === "Enter" && item && isOnRows(box.current)) open(item);
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
            onFocusIn={() => mark(item)}
          >
            {draw(item)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Enter on a button or on a link elsewhere is its own. */
const isOnRows = (box: HTMLElement | null): boolean =>
  document.activeElement === document.body || box?.contains(document.activeElement) === true;
