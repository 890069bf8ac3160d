import { EOL } from "node:os";
import { describe, expect, it } from "vitest";
import { complaintOf, ran, valuesOf } from "./support.ts";

describe("objects", () => {
  it("Select-Object takes properties, calculates some, and counts", async () => {
    const script = "$x = 'outer'; Get-Thing | select NAME, @{n='Of';e={\"$x $($_.state)\"}} -First 1";
    expect((await ran(script)).text).toBe("\nName Of\n---- --\none  outer Enabled\n");
    expect(await valuesOf("Get-Thing | select -ExpandProperty Name -Last 2")).toEqual(["two", "Three"]);
    expect(await valuesOf("Get-Thing | select -ExpandProperty State | select -Unique")).toEqual([
      "Enabled",
      "Disabled",
    ]);
    expect(await valuesOf("Get-Thing | select -Skip 2 | % Name")).toEqual(["Three"]);
    expect(await complaintOf("Get-Thing | select @{x='y'}")).toContain("The x key is not valid");
    expect(await complaintOf("Get-Thing | select -First many")).toContain("whole number");
  });

  it("Where-Object keeps by a block, or by a property", async () => {
    expect(await valuesOf("Get-Thing | where { $_.State -eq 'enabled' -and $_.Priority -gt 0 } | % Name")).toEqual([
      "Three",
    ]);
    expect(await valuesOf("Get-Thing | ? State -ne Enabled | foreach { $_.Name }")).toEqual(["two"]);
    expect(await valuesOf("Get-Thing | where At | % { $PSItem.Name }")).toEqual(["one", "two"]);
  });

  it("Sort-Object sorts in any case, by several, downwards", async () => {
    expect(await valuesOf("Get-Thing | sort Name | % Name")).toEqual(["one", "Three", "two"]);
    expect(await valuesOf("Get-Thing | sort State, @{e={$_.Priority};descending=$true} | % Name")).toEqual([
      "two",
      "Three",
      "one",
    ]);
    expect(await valuesOf("3, 1, 2, 1 | sort -Descending -Unique")).toEqual([3, 2, 1]);
  });

  it("Measure-Object counts and sums up", async () => {
    expect(await valuesOf("(Get-Thing | measure).Count")).toEqual([3]);
    expect(await valuesOf("$m = Get-Thing | measure Priority -Sum -Maximum; $m.Sum; $m.Maximum")).toEqual([3, 2]);
    expect(await complaintOf("Get-Thing | measure Name -Sum")).toContain('"one" is not numeric');
  });
});

describe("what is shown", () => {
  it("Format-List pads to the longest name, with lists in braces and times of en-US", async () => {
    expect((await ran("Get-Thing | select -First 2 | fl Name, Priority, At, Tags, Nothing")).text).toBe(
      "\nName     : one\nPriority : 0\nAt       : 8/14/2023 9:51:20 PM\nTags     : {a, b}\nNothing  :\n" +
        "\nName     : two\nPriority : 1\nAt       : 8/15/2023 9:01:02 AM\nTags     : {}\nNothing  :\n",
    );
    expect((await ran('"a`nb" | Write-Output; Get-Thing one | fl @{n="x";e={"1`n2"}}')).text).toBe(
      "a\nb\n\nx : 1\n    2\n",
    );
  });

  it("Format-List wraps at the terminal's edge", async () => {
    const { text } = await ran("Get-Thing one | fl @{n='Text';e={'word word word word word word word'}}", {
      width: 30,
    });
    expect(text).toBe("\nText : word word word word\n       word word word\n");
  });

  it("Format-Table puts numbers at the right, and cuts at the edge", async () => {
    expect((await ran("Get-Thing | ft Name, Priority")).text).toBe(
      "\nName  Priority\n----  --------\none          0\ntwo          1\nThree        2\n",
    );
    expect((await ran("Get-Thing one | ft Name, State -HideTableHeaders")).text).toBe("\none Enabled\n");
    expect((await ran("Get-Thing one | ft Name, State", { width: 7 })).text).toContain("\none  E…\n");
  });

  it("few properties are a table, many are a list", async () => {
    expect((await ran("Get-Thing one | select Name, State")).text).toContain("Name State");
    expect((await ran("Get-Thing one")).text).toContain("Priority : 0");
  });

  it("Write-Host prints past the pipeline, Write-Output into it, Out-Null nowhere", async () => {
    const { said, values } = await ran(
      "Write-Host a (Get-Thing one).Name -ForegroundColor Red; Write-Output 'b'; Get-Thing | Out-Null",
    );
    expect([said, values]).toEqual([["a one"], ["b"]]);
  });

  it("Get-Help tells parameters from their declarations, Get-Command what there is", async () => {
    const { text } = await ran("Get-Help Set-Thing");
    expect(text).toContain("NAME\n    Set-Thing\n\nSYNOPSIS\n    Changes a thing.\n");
    expect(text).toContain("Set-Thing [-Identity <identity>]");
    expect(text).toContain("    -Title <string>\n        What it is called.");
    expect(text).toContain("$null is a value");
    expect((await ran("help fl")).text).toContain("Format-List");
    expect((await ran("Get-Command *-Thing | % Name")).values).toEqual(["Get-Thing", "Remove-Thing", "Set-Thing"]);
    expect(await complaintOf("Get-Help Set-Thnig")).toContain("did you mean `Set-Thing`?");
  });
});

describe("files", () => {
  const CSV = "Get-Thing | select Name, At, Tags | Export-Csv t.csv -NoTypeInformation";
  const lines = (...all: string[]) => all.map((line) => line + EOL).join("");
  const HEADER = '"Name","At","Tags"';

  it("Export-Csv quotes every value, and leaves out what is $null", async () => {
    expect((await ran(CSV)).files["t.csv"]).toBe(
      lines(HEADER, '"one","8/14/2023 9:51:20 PM","a, b"', '"two","8/15/2023 9:01:02 AM",""', '"Three",,"c"'),
    );
    const { files } = await ran("Get-Thing one | select @{n='q\"';e={'say \"x\"'}} | Export-Csv -Delimiter ';' q.csv");
    expect(files["q.csv"]).toBe(lines('"q"""', '"say ""x"""'));
  });

  it("Export-Csv -Append keeps the columns of the file, or refuses", async () => {
    const around = { files: { "t.csv": lines(HEADER, '"zero",,') } };
    const appended = await ran("Get-Thing one | select Tags, At, Name, State | Export-Csv t.csv -Append", around);
    expect(appended.files["t.csv"]).toBe(lines(HEADER, '"zero",,', '"one","8/14/2023 9:51:20 PM","a, b"'));
    expect(await complaintOf("Get-Thing one | select Name | Export-Csv t.csv -Append", around)).toContain(
      "does not have a property that corresponds to the following column: At",
    );
    const forced = await ran("Get-Thing one | select Name | Export-Csv t.csv -Append -Force", around);
    expect(forced.files["t.csv"]).toContain(`"one",,${EOL}`);
    expect((await ran(`${CSV} -Append`)).files["t.csv"]).toContain(HEADER);
  });

  it("Export-Csv refuses lines for people, no path, and a file that is to stay", async () => {
    expect(await complaintOf("Get-Thing | fl | Export-Csv x.csv")).toContain("leave them out");
    expect(await complaintOf("Get-Thing | Export-Csv")).toContain("A path must be given");
    expect(await complaintOf("Get-Thing | Export-Csv x -NoClobber", { files: { x: "" } })).toContain("already exists");
    expect(await complaintOf("Get-Thing | Export-Csv x -Encoding ebcdic")).toContain("Encoding must be one of");
  });

  it("Out-File has what would be printed", async () => {
    const { files } = await ran("Get-Thing one | ft Name | Out-File t.txt; 'more' | Out-File t.txt -Append");
    expect(files["t.txt"]).toBe(`\nName\n----\none\n${EOL}more${EOL}`);
  });
});
