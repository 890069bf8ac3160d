// `demo` as a process: its table, its JSON and its exit code.
import { describe, expect, it } from "vitest";
import { command } from "./command.ts";

describe("demo", () => {
  it("prints a row for each scene and ends with 0 when all are ok", async () => {
    const { code, stdout, stderr } = await command(["demo", "--only", "exemption,direct"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const [header, first, second, , last] = stdout.split("\n");
    expect(header).toMatch(/^scene +expected +seen +why$/);
    expect(first).toMatch(
      /^1\. internal mail, no smart host +recalled; report: recalled +recalled; report: recalled +ok +\w/,
    );
    expect(second).toMatch(/^2\. .*exempted.* ok +\w/);
    expect(last).toMatch(/^2 scenes in \d+\.\d s, all ok$/);
  });

  it("with --json prints one document", async () => {
    const { code, stdout } = await command(["demo", "--json", "--only", "direct"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      scenes: [
        {
          id: "direct",
          title: "internal mail, no smart host",
          expected: "recalled; report: recalled",
          seen: "recalled; report: recalled",
          ok: true,
          why: expect.stringMatching(/\w/),
        },
      ],
    });
  });
});
