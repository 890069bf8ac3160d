// A terminal that keeps what is written and sends signals on demand.
import type { Terminal } from "../../../src/cli/terminal.ts";

export interface FakeTerminal extends Terminal {
  readonly written: string[];
  readonly complained: string[];
  readonly exits: number[];
  signal(name: string): void;
}

export function fakeTerminal(options: Partial<Terminal> = {}): FakeTerminal {
  const written: string[] = [];
  const complained: string[] = [];
  const exits: number[] = [];
  const listeners = new Set<(signal: string) => void>();
  return {
    env: {},
    isInteractive: false,
    isLogInteractive: false,
    columns: Number.POSITIVE_INFINITY,
    exitCode: 0,
    out: (text) => written.push(text),
    err: (text) => complained.push(text),
    onSignal(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    exit: (code) => exits.push(code),
    ...options,
    written,
    complained,
    exits,
    signal: (name) => {
      for (const listener of listeners) listener(name);
    },
  };
}
