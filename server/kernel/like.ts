/** The `like` pattern of texts that contain this one. Whoever searches types letters, not patterns. */
export function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
