import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { ApiDocument } from './openapi.ts';

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin-top: 2.5rem; }
details { border: 1px solid color-mix(in srgb, currentColor 20%, transparent); border-radius: .5rem; margin: .5rem 0; }
summary { padding: .5rem .75rem; cursor: pointer; }
summary b { display: inline-block; min-width: 4.5rem; }
summary span { opacity: .75; margin-left: .75rem; }
details > div { padding: 0 .75rem .75rem; }
pre { overflow: auto; font-size: .85rem; }
`;

const HEAD = `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Spotter API</title><style>${STYLE}</style>`;

const hash = createHash('sha256').update(STYLE).digest('base64');

/** What the page may do: show itself. */
export const docsPolicy = `default-src 'none'; style-src 'sha256-${hash}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;

type Operation = NonNullable<NonNullable<ApiDocument['paths'][string]>['get']>;
interface Route {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The API as a page that needs nothing but itself: every route by area, with what goes in and comes out. */
export function docsPage(document: ApiDocument) {
  const routes = routesOf(document);
  const areas = [...new Set(routes.map(areaOf))].toSorted();
  const sections = areas.map(
    (area) =>
      html`<h2>${area}</h2>
        ${routes.filter((route) => areaOf(route) === area).map(routeDetails)}`,
  );
  const schemas = Object.entries(document.components.schemas ?? {});
  return html`${raw(HEAD)}
    <h1>Spotter API ${document.info.version}</h1>
    <p>${document.info.description} For programs: <a href="/api/openapi.json">OpenAPI 3.1</a>.</p>
    ${sections}
    <h2>Shared schemas</h2>
    ${schemas.map(([name, schema]) => block(name, schema))}`;
}

const areaOf = (route: Route) => route.operation.tags?.[0] ?? 'Other';

function routesOf(document: ApiDocument): Route[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ method: method.toUpperCase(), path, operation }];
    }),
  );
}

function routeDetails({ method, path, operation }: Route) {
  const { parameters, requestBody, responses } = operation;
  return html`<details>
    <summary><b>${method}</b> <code>${path}</code><span>${operation.summary ?? ''}</span></summary>
    <div>
      ${parameters === undefined ? '' : block('Parameters', parameters)}
      ${requestBody === undefined ? '' : block('Body', requestBody)}${block('Answers', responses)}
    </div>
  </details>`;
}

function block(title: string, value: unknown) {
  return html`<h4>${title}</h4>
    <pre>${JSON.stringify(value, null, 2)}</pre>`;
}
