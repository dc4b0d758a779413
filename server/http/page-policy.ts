const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'";

const META = /<meta\s+http-equiv="content-security-policy"\s+content="([^"]*)"/i;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', quot: '"', '#39': "'", lt: '<', gt: '>' };

/**
 * The Content-Security-Policy that the build wrote into its page (it holds the hash of the one inline script), as a
 * header. Only there a browser honours `frame-ancestors`.
 * @param page undefined when nothing is built: then nothing is allowed
 */
export function pagePolicy(page: string | undefined): string {
  const written = META.exec(page ?? '')?.[1];
  const policy = written === undefined ? NOTHING : decoded(written).trim().replace(/;$/, '');
  return `${policy}; frame-ancestors 'none'`;
}

function decoded(attribute: string): string {
  return attribute.replaceAll(/&(amp|quot|#39|lt|gt);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
