import { describe, expect, it } from "vitest";
import { styleFor } from "../../../src/cli/style.ts";

describe("styleFor()", () => {
  it("colours on a terminal only", () => {
    expect(styleFor({ env: {}, isInteractive: true }).good("ok")).toBe("\u001b[32mok\u001b[39m");
    expect(styleFor({ env: {}, isInteractive: false }).good("ok")).toBe("ok");
  });

  it("respects NO_COLOR, and a terminal that can't", () => {
    expect(styleFor({ env: { NO_COLOR: "1" }, isInteractive: true }).bad("no")).toBe("no");
    expect(styleFor({ env: { TERM: "dumb" }, isInteractive: true }).bold("no")).toBe("no");
  });

  it("takes an empty NO_COLOR as not set", () => {
    expect(styleFor({ env: { NO_COLOR: "" }, isInteractive: true }).bad("x")).not.toBe("x");
  });
});
