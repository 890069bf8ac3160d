import { describe, expect, it } from "vitest";
import { explainStatus } from "../../../src/dsn/explain-status.ts";

describe("explainStatus()", () => {
  it.each([
    ["5.1.10", /wasn't found/],
    ["5.4.1", /wasn't found/],
    ["4.4.1", /couldn't be reached/],
    ["5.4.14", /loop/],
    ["5.3.4", /too large/],
    ["5.7.999", /security or policy/],
    ["5.0.0", /no closer reason/],
    ["", /no closer reason/],
  ])("says of %s what happened", (status, happened) => {
    expect(explainStatus(status).happened).toMatch(happened);
    expect(explainStatus(status).advice).not.toBe("");
  });
});
