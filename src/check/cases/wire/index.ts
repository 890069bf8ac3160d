import type { Case } from "../case.ts";

export const WIRE_CASES: readonly Case[] = [];
