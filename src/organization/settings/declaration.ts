// What a setting is declared by.

export type SettingDeclaration = { readonly sentence: string; readonly unit?: string } & (
  | {
      readonly type: "choice";
      readonly values: readonly string[];
      readonly default: string;
    }
  | { readonly type: "boolean"; readonly default: boolean }
  /** true, false or null; null is stored, echoed and acts as the sentence says. */
  | { readonly type: "triState"; readonly default: boolean | null }
  | { readonly type: "count"; readonly min: number; readonly max: number; readonly default: number }
  | { readonly type: "port"; readonly default: number }
  | { readonly type: "optionalPort"; readonly default: number | null }
  /** Written "5m", held in milliseconds. */
  | { readonly type: "duration"; readonly min?: string; readonly max?: string; readonly default: string }
  | { readonly type: "durations"; readonly default: readonly string[] }
  /** Written "35MB", held in bytes. */
  | { readonly type: "size"; readonly min?: string; readonly default: string }
  | { readonly type: "text"; readonly default: string }
  | { readonly type: "optionalText"; readonly default: string | null }
  | { readonly type: "texts"; readonly default: readonly string[] }
);
