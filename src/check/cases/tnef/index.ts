import type { Case } from "../case.ts";

export const TNEF_CASES: readonly Case[] = [];
