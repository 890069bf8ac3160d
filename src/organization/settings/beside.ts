// What stands beside the tenant: the built-in smart host, agents of one's own, other hosts.
import type { SettingDeclaration } from "./declaration.ts";

export const BESIDE_SETTINGS = {
  "smartHost.enabled": { type: "boolean", default: true, sentence: "Whether the built-in smart host runs." },
  "smartHost.preset": {
    type: "choice",
    values: [
      "transparent",
      "signature",
      "re-serialises",
      "strips-exchange-headers",
      "rewrites-message-id",
      "strip-tnef",
      "unpack-tnef",
      "rewrite-correlator",
      "keep-tnef",
      "stamp-text-part-only",
      "re-encode-winmail",
      "rename-winmail",
      "drops-loop-header",
    ],
    default: "signature",
    sentence: "What the built-in smart host does to mail.",
  },
  "smartHost.signature.text": {
    type: "text",
    default: "Contoso Ltd | signed by the recall-sandbox smart host",
    sentence: "Signature added to plain text.",
  },
  "smartHost.signature.html": {
    type: "text",
    default: "<p>Contoso Ltd | signed by the <b>recall-sandbox</b> smart host</p>",
    sentence: "Signature added to HTML.",
  },

  "agents.folder": {
    type: "optionalText",
    default: null,
    sentence: "Folder with agents of your own, one .ts or .js file each; loaded again when a file changes.",
  },
  "agents.timeout": {
    type: "duration",
    min: "1s",
    max: "1h",
    default: "1m",
    sentence: "An agent that takes longer than this, in real time, is given up and its message deferred.",
  },

  allowedDestinations: {
    type: "texts",
    default: [],
    sentence: "host or host:port that mail may be sent to; beyond loopback nothing else is ever dialled.",
  },
} as const satisfies Record<string, SettingDeclaration>;
