import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { HttpError } from "../../../src/http/http-error.ts";
import { judge } from "../../../src/http/judge-request.ts";

const schema = z.strictObject({
  by: z.int().min(1).max(9),
  name: z.string().min(1).max(5).optional(),
  kind: z.enum(["a", "b", "c"]).optional(),
  way: z.enum(["in", "out"]).optional(),
  at: z.iso.datetime().optional(),
  on: z.boolean().optional(),
  parts: z.array(z.strictObject({ title: z.string() })).optional(),
  own: z.string("must be a word").optional(),
});

function problems(given: unknown): string[] {
  try {
    judge("body", schema, given);
    return [];
  } catch (error) {
    const { status, extra, message } = error as HttpError;
    expect(status).toBe(400);
    const told = extra.problems as { in: string; name: string; message: string }[];
    for (const one of told) expect(message).toContain(one.message);
    return told.map((one) => `${one.in} ${one.name}: ${one.message}`);
  }
}

describe("judge()", () => {
  it("gives what fits", () => {
    expect(judge("body", schema, { by: 1 })).toEqual({ by: 1 });
  });

  it.each([
    [{}, "body by: is missing"],
    [{ by: "1" }, 'body by: must be a number, not "1"'],
    [{ by: 1.5 }, "body by: must be a whole number, not 1.5"],
    [{ by: 0 }, "body by: must be at least 1, not 0"],
    [{ by: 10 }, "body by: must be at most 9, not 10"],
    [{ by: null }, "body by: must be a number, not null"],
    [{ by: [1] }, "body by: must be a number, not a list"],
    [{ by: 1, name: "" }, "body name: must not be empty"],
    [{ by: 1, name: "longer" }, 'body name: must have at most 5 characters, not "longer"'],
    [{ by: 1, kind: "d" }, 'body kind: must be one of a, b, c, not "d"'],
    [{ by: 1, way: "up" }, 'body way: must be in or out, not "up"'],
    [{ by: 1, at: "noon" }, 'body at: must be a time such as 2026-11-20T12:00:00Z, not "noon"'],
    [{ by: 1, on: "yes" }, 'body on: must be true or false, not "yes"'],
    [{ by: 1, parts: {} }, "body parts: must be a list, not an object"],
    [{ by: 1, parts: [{ title: "a" }, { title: 7 }] }, "body parts.1.title: must be text, not 7"],
    [{ by: 1, parts: [{ title: "a", titl: 1 }] }, "body parts.0.titl: is not known here; did you mean `title`?"],
    [{ by: 1, own: 1 }, "body own: must be a word, not 1"],
    [{ by: 1, nam: "a" }, "body nam: is not known here; did you mean `name`?"],
    [{ by: 1, toString: "a" }, expect.stringContaining("body toString: is not known here; known here: by, name")],
    [JSON.parse('{"by":1,"__proto__":{}}'), expect.stringContaining("body __proto__: is not known here")],
    [[], "body : must be an object, not a list"],
    [null, "body : must be an object, not null"],
    ["x".repeat(500), `body : must be an object, not "${"x".repeat(99)}…`],
  ])("%j", (given, problem) => {
    expect(problems(given)).toEqual([problem]);
  });

  it("tells every problem at once", () => {
    expect(problems({ by: 0, kind: "x", extra: 1 })).toHaveLength(3);
  });
});
