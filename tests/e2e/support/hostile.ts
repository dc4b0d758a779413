// Each would set `window.pwned`, open a dialog or leave the site if any part of the page took it for markup or a link.
const RUN = 'window.pwned=1;alert(1)';

const MARKUP: readonly string[] = [
  `<script>${RUN}</script>`,
  `<SCRIPT SRC=data:text/javascript,${RUN}></SCRIPT>`,
  `"><script>${RUN}</script>`,
  `'><script>${RUN}</script>`,
  `</textarea><script>${RUN}</script>`,
  `</title><script>${RUN}</script>`,
  `--><script>${RUN}</script>`,
  `]]><script>${RUN}</script>`,
  `<img src=x onerror="${RUN}">`,
  `<img src=x onerror=${RUN}//`,
  `<img/src/onerror=${RUN}>`,
  `<image src=x onerror="${RUN}">`,
  `<svg onload="${RUN}">`,
  `<svg><script>${RUN}</script></svg>`,
  `<svg><animate onbegin="${RUN}" attributeName=x dur=1s>`,
  `<svg><a xlink:href="javascript:${RUN}"><text>x</text></a></svg>`,
  `<math><mtext></form><form><mglyph><style></math><img src onerror="${RUN}">`,
  `<body onload="${RUN}">`,
  `<iframe src="javascript:${RUN}"></iframe>`,
  `<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>`,
  `<object data="javascript:${RUN}"></object>`,
  `<embed src="data:text/html,<script>${RUN}</script>">`,
  `<video><source onerror="${RUN}"></video>`,
  `<audio src=x onerror="${RUN}">`,
  `<details open ontoggle="${RUN}">`,
  `<input autofocus onfocus="${RUN}">`,
  `<select autofocus onfocus="${RUN}">`,
  `<marquee onstart="${RUN}">`,
  `<form action="javascript:${RUN}"><button>x</button></form>`,
  `<a href="javascript:${RUN}">x</a>`,
  `<meta http-equiv="refresh" content="0;url=javascript:${RUN}">`,
  `<link rel=stylesheet href="data:text/css,*{display:none}">`,
  `<style>*{display:none!important}</style>`,
  `<base href="https://evil.example/">`,
  `<template><script>${RUN}</script></template>`,
  `<xss style="animation-name:x" onanimationstart="${RUN}">`,
  `&lt;script&gt;${RUN}&lt;/script&gt;`,
  `&#60;script&#62;${RUN}&#60;/script&#62;`,
  `\\u003cscript\\u003e${RUN}\\u003c/script\\u003e`,
];

const TEMPLATES: readonly string[] = [
  `{{constructor.constructor('${RUN}')()}}`,
  `\${${RUN}}`,
  `{@html "<img src=x onerror=${RUN}>"}`,
  `<%= ${RUN} %>`,
  `__proto__`,
  `constructor`,
  `[object Object]`,
];

const ADDRESSES: readonly string[] = [
  `javascript:${RUN}`,
  `JaVaScRiPt:${RUN}`,
  `java\tscript:${RUN}`,
  `data:text/html,<script>${RUN}</script>`,
  `data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==`,
  `vbscript:${RUN}`,
  `file:///etc/passwd`,
  `https://bank.example@evil.example/login`,
  `https://good.example/"onmouseover="${RUN}`,
  `https://good.example/'><img src=x onerror=${RUN}>`,
  `mailto:a@b.example"onclick="${RUN}`,
  `blob:https://evil.example/x`,
];

const UNICODE: readonly string[] = [
  `\u202Etxt.exe\u202C ends here`,
  `\u2066\u2067isolated\u2069 text`,
  `zero\u200Bwidth\u200Cjoin\u200Ders`,
  `Z\u0351\u0343\u0301\u030C\u0302\u0306\u0303\u0308\u0307\u0308a\u0321\u0322\u0327\u0328l\u0334\u0335\u0336go`,
  `\uFF1Cscript\uFF1E${RUN}\uFF1C/script\uFF1E`,
  `👩‍👩‍👧‍👦🏳️‍🌈 flags 🇩🇪`,
];

/** What somebody might write who means harm. */
export const HOSTILE: readonly string[] = [...MARKUP, ...TEMPLATES, ...ADDRESSES, ...UNICODE];

const TAGS = ['img', 'svg', 'video', 'iframe', 'details', 'input', 'marquee', 'object', 'math', 'style'];
const HANDLERS = [
  'onerror',
  'onload',
  'ontoggle',
  'onfocus',
  'onmouseover',
  'onanimationstart',
  'onpointerenter',
  'onbegin',
  'onstart',
];

/** Every way in which markup of these kinds could run something by itself. */
const HANDLED: readonly string[] = TAGS.flatMap((tag) =>
  HANDLERS.map((on) => `<${tag} src=x open autofocus ${on}=alert(1)>${tag} ${on}</${tag}>`),
);

export const EVERY: readonly string[] = [...HANDLED, ...HOSTILE];

/** All of them for a field that takes so many characters. */
export function cutTo(max: number): readonly string[] {
  return EVERY.map((text) => text.slice(0, max).trim());
}

/** All of them in as few texts of so many characters as hold them, one a line. */
export function packed(max: number): readonly string[] {
  const packs: string[] = [];
  for (const text of cutTo(max)) {
    const last = packs.at(-1);
    if (last !== undefined && last.length + 1 + text.length <= max) packs.splice(-1, 1, `${last}\n${text}`);
    else packs.push(text);
  }
  return packs;
}

/** As it reads where white space is folded. */
export const folded = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
