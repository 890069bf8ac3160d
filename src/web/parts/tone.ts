// The tones that states are shown in, beside a sign and a word.
export type Tone = "good" | "note" | "bad" | "wait" | "away" | "none";
