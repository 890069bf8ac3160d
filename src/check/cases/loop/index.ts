import type { Case } from "../case.ts";

export const LOOP_CASES: readonly Case[] = [];
