import { attached, file, html, message, multipart } from "../../mail/compose.ts";
import { document } from "../../mail/samples.ts";
import type { Case } from "../case.ts";
import { sameFields } from "../judging/fields.ts";
import { sameFiles, sameTypes } from "../judging/files.ts";
import { sameTexts } from "../judging/texts.ts";
import { unchanged } from "../unchanged.ts";

const FIELDS = ["Content-Class: voice-CA", "X-CallingTelephoneNumber: +41440000000", "X-VoiceMessageDuration: 12"];

export const voiceMailPasses: Case = unchanged({
  id: "PACK-12",
  title: "Voice mail passes",
  requirement: {
    text: "A voice message is a file with sound; fields say who called and how long.",
    source: "RFC 2046 §4.3",
  },
  level: "must",
  sends: "A voice message: HTML, a WAV file, Content-Class: voice-CA and the caller.",
  judges: "The file has the same bytes, and the fields are there.",
  mail: () => {
    const shown = html("<html><body><p>Voice mail from +41 44 000 00 00</p></body></html>\r\n");
    const sound = file("audio/wav; name=voice.wav", document(4000), [attached("voice.wav")]);
    return message(FIELDS, multipart("mixed", [shown, sound]));
  },
  holds: [
    sameFiles,
    sameTypes,
    sameTexts,
    sameFields("Content-Class", "X-CallingTelephoneNumber", "X-VoiceMessageDuration"),
  ],
});
