// Third parties as one meets them, by name. All stamp the loop marker but drops-loop-header.
import { addSignature } from "./behaviours/add-signature.ts";
import type { Behaviour } from "./behaviours/behaviour.ts";
import { keepTnef } from "./behaviours/keep-tnef.ts";
import { LOOP_MARKER, loopMarker } from "./behaviours/loop-marker.ts";
import { reEncodeWinmail } from "./behaviours/re-encode-winmail.ts";
import { reSerialise } from "./behaviours/re-serialise.ts";
import { renameWinmail } from "./behaviours/rename-winmail.ts";
import { rewriteCorrelator } from "./behaviours/rewrite-correlator.ts";
import { rewriteMessageId } from "./behaviours/rewrite-message-id.ts";
import { stampTextPartOnly } from "./behaviours/stamp-text-part-only.ts";
import { stripHeaders } from "./behaviours/strip-headers.ts";
import { stripTnef } from "./behaviours/strip-tnef.ts";
import { unpackTnef } from "./behaviours/unpack-tnef.ts";
import { BehaviourError } from "./options.ts";
import type { SignatureOptions } from "./signature/sign-message.ts";

export interface PresetOptions {
  readonly signature?: SignatureOptions;
}

interface Preset {
  readonly summary: string;
  behaviours(options: PresetOptions): Behaviour[];
}

export const PRESETS = {
  transparent: { summary: "changes nothing", behaviours: () => [loopMarker()] },
  signature: {
    summary: "adds a signature",
    behaviours: ({ signature }) => [addSignature(signature), loopMarker()],
  },
  "rewrites-message-id": {
    summary: "gives every message a Message-ID of its own",
    behaviours: () => [rewriteMessageId(), loopMarker()],
  },
  "strips-exchange-headers": {
    summary: "removes X-MS-Exchange-* headers",
    behaviours: () => [stripHeaders(/^x-ms-exchange-/i), loopMarker()],
  },
  "re-serialises": {
    summary: "parses every message and writes it anew, signed ones too",
    behaviours: () => [reSerialise(), loopMarker()],
  },
  "keep-tnef": {
    summary: "adds a signature, but lets TNEF pass byte for byte",
    behaviours: ({ signature }) => [keepTnef(), addSignature(signature), loopMarker()],
  },
  "strip-tnef": {
    summary: "removes winmail.dat, keeps the text beside it",
    behaviours: () => [stripTnef(), loopMarker()],
  },
  "unpack-tnef": {
    summary: "turns TNEF into MIME and adds a signature",
    behaviours: ({ signature }) => [unpackTnef(), addSignature(signature), loopMarker()],
  },
  "stamp-text-part-only": {
    summary: "adds a signature, to TNEF mail in the text beside winmail.dat only",
    behaviours: ({ signature }) => [stampTextPartOnly(signature), loopMarker()],
  },
  "re-encode-winmail": {
    summary: "writes winmail.dat in base64 lines of another length",
    behaviours: () => [reEncodeWinmail(), loopMarker()],
  },
  "rename-winmail": {
    summary: "gives winmail.dat another file name, its media type stays",
    behaviours: () => [renameWinmail(), loopMarker()],
  },
  "rewrite-correlator": {
    summary: "changes X-MS-TNEF-Correlator, not the key inside winmail.dat",
    behaviours: () => [rewriteCorrelator(), loopMarker()],
  },
  "drops-loop-header": {
    summary: "removes the loop marker, whoever stamped it: mail loops",
    behaviours: () => [stripHeaders(new RegExp(`^${LOOP_MARKER.header}$`, "i"))],
  },
} as const satisfies Record<string, Preset>;

export type PresetName = keyof typeof PRESETS;

export const PRESET_NAMES = Object.keys(PRESETS) as readonly PresetName[];

/** Throws BehaviourError where there is no such preset (yet). */
export function presetBehaviours(name: string, options: PresetOptions = {}): Behaviour[] {
  const preset: Preset | undefined = Object.hasOwn(PRESETS, name) ? PRESETS[name as PresetName] : undefined;
  if (!preset)
    throw new BehaviourError(`No smart host preset is called "${name}": use one of ${PRESET_NAMES.join(", ")}`);
  return preset.behaviours(options);
}
