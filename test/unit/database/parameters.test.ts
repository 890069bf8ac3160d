import { describe, expect, it } from "vitest";
import { database } from "./support.ts";

/** What these expressions come to. */
async function values(expressions: readonly string[], params: readonly (string | number)[]): Promise<unknown[]> {
  const sql = `SELECT ${expressions.map((expression, index) => `${expression} AS c${index}`).join(", ")}`;
  return Object.values((await database().get(sql, params)) ?? {});
}

describe("$1 parameters", () => {
  it("are bound by their number, in whatever order they stand", async () => {
    expect(await values(["$2", "$1", "$3"], ["first", "second", "third"])).toEqual(["second", "first", "third"]);
  });

  it("may stand several times", async () => {
    expect(await values(["$1", "$2", "$1", "$1 = $2"], ["a", "b"])).toEqual(["a", "b", "a", 0]);
  });

  it("go beyond nine", async () => {
    const numbers = Array.from({ length: 12 }, (_, index) => index + 1);
    expect(
      await values(
        numbers.map((number) => `$${number}`),
        numbers,
      ),
    ).toEqual(numbers);
  });

  it("are null where none is given", async () => {
    expect(await values(["$1", "$2"], ["a"])).toEqual(["a", null]);
  });
});
