// The first message of a run: does anything come back at all, and what does the product declare to write into it.
import type { DeclaredEdits } from "../journey/compare/comparison.ts";
import { learnEdits } from "../journey/compare/learn-edits.ts";
import type { Bench } from "./lab/bench.ts";
import { CaseFailure } from "./lab/failure.ts";
import { TrialLab } from "./lab/trial-lab.ts";
import { CheckError, type DeclaredEdit } from "./options.ts";
import { patience } from "./patience.ts";

export interface Calibration {
  readonly edits?: DeclaredEdits;
  readonly notices: readonly string[];
}

const TEXT =
  "This message shows what the smart host writes into a text.\r\n\r\nWith kind regards\r\nThe recall check\r\n";
const HTML =
  "<html><body><p>This message shows what the smart host writes into HTML.</p><p>With kind regards<br>The recall check</p></body></html>\r\n";

/** Throws CheckError where nothing comes back: no case could say anything. */
export async function calibrate(
  bench: Bench,
  recipient: string,
  declared: readonly DeclaredEdit[],
  ends?: AbortSignal,
): Promise<Calibration> {
  const time = patience(bench.timeoutMs);
  const of = {
    ...{ id: "CALIBRATION", title: "What does the smart host write into mail", level: "info" as const },
    ...{ requirement: { text: "A message comes back.", source: "chosen" }, sends: "", judges: "", run: async () => {} },
  };
  const facts = { of, form: "mime", tenant: "default", serviceLevel: "2026-09", hasOwnRecipients: true } as const;
  const lab = new TrialLab(
    bench,
    { ...facts, recipients: [recipient] },
    ends ? AbortSignal.any([time.signal, ends]) : time.signal,
  );
  const sent = await lab.send({ text: TEXT, html: HTML });
  const passage = await lab
    .returned(sent)
    .catch((error: unknown) => {
      throw error instanceof CaseFailure ? new CheckError(nothingBack(error.message, bench)) : error;
    })
    .finally(() => time.stop());
  const [edit] = declared;
  if (!edit || !passage.left) return { notices: [] };
  const learned = await learnEdits(passage.left.bytes, passage.first.bytes);
  const { begin, end } = edit;
  const markers = begin !== undefined && end !== undefined ? { begin, end } : {};
  const signature = { ...learned.signature, ...markers };
  const found = Object.keys(signature).length > 0;
  return {
    edits: { ...learned, ...(found && { signature }) },
    notices: found ? [] : ["--edits signature was declared, but the calibration message came back without one."],
  };
}

function nothingBack(why: string, { tenant, smartHost }: Bench): string {
  const where = `${smartHost.host}:${smartHost.port}`;
  if (/\b530\b|authenticat/i.test(why)) return `${why} It wants a sign-in: give name and password with --auth.`;
  if (/\b4\.7\.32\d|STARTTLS|certificate/i.test(why)) return `${why} See --tls and --ca.`;
  if (/had not answered/.test(why)) return `${why} It must reply to the end of each message.`;
  return `${why} The check needs mail to come back from ${where}: let it hand mail to 127.0.0.1:${tenant.ports.return}, and look into its log.`;
}
