// Scripts made of pieces, by seed: whatever they are, they are read, or refused with a place in them.
import { expect, it } from "vitest";
import { parse } from "../../../src/shell/parse/parse.ts";
import { ShellError } from "../../../src/shell/shell-error.ts";
import { ran } from "./support.ts";

const PIECES = [
  ..."$ $x $_ $true $( ( ) { } [ ] @{ @( ' \" ` | || & && ; , . : = == - -- -eq -and -not ! < > # <# #> \u201c \u2019 \u2013".split(
    " ",
  ),
  ..."Get-Thing Set-Thing foreach in if select ? % n= e= one 6/13/2025 10MB 1e9 -5 -Title -WhatIf: a@b.c .Name $x.y".split(
    " ",
  ),
  ...[
    " ",
    " ",
    " ",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "\u{1f600}",
    "\ud800",
    "$detail = ",
    "foreach ($a in $b) {",
    "@{n='X';e={$_}}",
  ],
];

/** Numerical Recipes' linear congruential generator. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state;
  }
}

function script(seed: number): string {
  const random = numbers(seed);
  const length = 1 + ((random.next().value >>> 8) % 30);
  return Array.from({ length }, () => PIECES[(random.next().value >>> 8) % PIECES.length]).join("");
}

it("is read, or refused with a place within the text", () => {
  let read = 0;
  for (let seed = 0; seed < 20_000; seed += 1) {
    const text = script(seed);
    try {
      parse(text);
      read += 1;
    } catch (error) {
      if (!(error instanceof ShellError)) throw new Error(`seed ${seed}: ${JSON.stringify(text)}`, { cause: error });
      const line = text.split("\n")[error.at.line - 1];
      expect(line, `seed ${seed}`).toBeDefined();
      expect(error.at.column, `seed ${seed}`).toBeLessThanOrEqual((line?.length ?? 0) + 1);
      expect(error.message, `seed ${seed}`).not.toBe("");
    }
  }
  expect(read).toBeGreaterThan(1000);
});

it("what can be read runs, or fails with a located error", async () => {
  for (let seed = 0; seed < 3000; seed += 1) {
    await ran(script(seed), { answer: true }).catch((cause: unknown) => {
      throw new Error(`seed ${seed}: ${JSON.stringify(script(seed))}`, { cause });
    });
  }
});

it("takes linear time", () => {
  for (const piece of ["(", "{", "@{a=", "$x = ", "!", "'", '"', "$(", "a,", "a|", "a;", "<", "#", "`", "<#"]) {
    const started = performance.now();
    expect(() => parse(piece.repeat(50_000 / piece.length))).not.toThrow(RangeError);
    expect(performance.now() - started, piece).toBeLessThan(2000);
  }
});
