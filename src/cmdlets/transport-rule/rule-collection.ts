// Export- and Import-TransportRuleCollection: all rules as XML, each with the command that makes it. An import puts the
// rules of the file in the place of those that are there, or changes nothing.
import type { Organization, TransportRule } from "../../organization/organization.ts";
import { ruleIdOf } from "../../organization/transport-rule/rule-id.ts";
import { bindParameters } from "../bind.ts";
import { CONFIRMATION, changeOrganization } from "../change.ts";
import { defineCmdlet } from "../cmdlet.ts";
import { argumentError, CmdletError } from "../cmdlet-error.ts";
import { newTransportRule } from "./change-rules.ts";
import { commandOf, readCommand } from "./command-block.ts";
import { editedRule } from "./edit-rule.ts";
import { withRules } from "./rule-list.ts";

const MAX_FILE_BYTES = 16 * 1024 * 1024;
const MAX_COMMAND = 64 * 1024;

export const exportTransportRuleCollection = defineCmdlet({
  name: "Export-TransportRuleCollection",
  synopsis: "Gives all mail-flow rules as one XML file.",
  parameters: { ...CONFIRMATION },
  async run(_, { configurations }) {
    return { objects: [{ FileData: Buffer.from(xmlOf(configurations.latest())).toString("base64") }] };
  },
});

export const importTransportRuleCollection = defineCmdlet({
  name: "Import-TransportRuleCollection",
  synopsis: "Puts the rules of an exported file in the place of all others.",
  parameters: {
    FileData: {
      type: "bytes",
      mandatory: true,
      sentence: "The XML of Export-TransportRuleCollection, as bytes or in base64.",
    },
    Force: { type: "switch", priority: "accept", sentence: "Doesn't ask; nothing asks here." },
    ...CONFIRMATION,
  },
  run(given, services) {
    const commands = commandsOf(given.FileData);
    return changeOrganization(
      {
        cmdlet: "Import-TransportRuleCollection",
        given,
        whatIf: `Replacing all transport rules by ${commands.length} of the collection.`,
        edit: (organization) =>
          withRules(
            organization,
            commands.map((command, index) => imported(command, index, organization)),
          ),
      },
      services,
    );
  },
});

export function xmlOf(organization: Organization): string {
  const rules = organization.transportRules.map((rule) => {
    const id = ruleIdOf(rule, organization);
    // What would end the section or the element is split over two sections.
    const command = commandOf(rule)
      .replaceAll("]]>", "]]]]><![CDATA[>")
      .replaceAll("</commandBlock", "</]]><![CDATA[commandBlock");
    return `  <rule name="${escaped(rule.name)}" id="${id}" format="cmdlet">\r\n    <version requiredMinVersion="15.0.3.0">\r\n      <commandBlock><![CDATA[${command}]]></commandBlock>\r\n    </version>\r\n  </rule>\r\n`;
  });
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n<rules name="TransportVersioned">\r\n${rules.join("")}</rules>\r\n`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);

/** The commands of a collection, in their order. @throws CmdletError */
export function commandsOf(file: Uint8Array): string[] {
  if (file.length > MAX_FILE_BYTES) throw argumentError("-FileData must have at most 16 MB.");
  const xml = textOf(file);
  const root = xml.search(/<rules\b/);
  if (root < 0) throw argumentError("-FileData must be the XML of Export-TransportRuleCollection; it has no <rules>.");
  if (/<!DOCTYPE/i.test(xml.slice(0, root))) throw argumentError("-FileData must have no DOCTYPE.");
  return xml.slice(root).split("</commandBlock>").slice(0, -1).map(commandBefore);
}

/** `part` ends where the element does. */
function commandBefore(part: string, index: number): string {
  const start = part.indexOf("<commandBlock");
  const content = part.slice(part.indexOf(">", start) + 1);
  if (start >= 0 && content.length <= MAX_COMMAND) return textOfElement(content);
  throw argumentError(`Rule ${index + 1} of the collection has no commandBlock of at most ${MAX_COMMAND} characters.`);
}

function textOf(file: Uint8Array): string {
  const [first, second] = file;
  const isUtf16 = first === 0xff && second === 0xfe;
  return new TextDecoder(isUtf16 ? "utf-16le" : "utf-8").decode(file);
}

const CHARACTERS: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function textOfElement(content: string): string {
  return content.replace(
    /<!\[CDATA\[(.*?)\]\]>|&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gis,
    (
      whole,
      data: string | undefined,
      decimal: string | undefined,
      hex: string | undefined,
      name: string | undefined,
    ) => {
      if (data !== undefined) return data;
      if (name !== undefined) return CHARACTERS[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

function imported(command: string, index: number, organization: Organization): TransportRule {
  try {
    const given = bindParameters(newTransportRule.parameters, readCommand(command));
    return editedRule(undefined, given, organization);
  } catch (error) {
    if (!(error instanceof CmdletError)) throw error;
    throw new CmdletError(error.dotNetType, `Rule ${index + 1} of the collection: ${error.message}`, error.category);
  }
}
