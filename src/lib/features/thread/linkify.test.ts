import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linkify } from './linkify.ts';

function links(text: string): string[] {
  return linkify(text).flatMap((token) => (token.kind === 'link' ? [token.text] : []));
}

it.each([
  ['see https://a.example/b?c=d#e now', ['https://a.example/b?c=d#e']],
  ['HTTPS://A.EXAMPLE', ['HTTPS://A.EXAMPLE']],
  [
    'http://localhost:3000/x and mailto:amira@example.com or tel:+351-21.555(0)',
    ['http://localhost:3000/x', 'mailto:amira@example.com', 'tel:+351-21.555(0)'],
  ],
  ['https://a.example\nhttps://b.example', ['https://a.example', 'https://b.example']],
  ['https://münchen.example/größe', ['https://münchen.example/größe']],
])('finds the addresses in %j', (text, expected) => {
  expect(links(text)).toEqual(expected);
});

it.each([
  ['Read https://a.example/b.', 'https://a.example/b'],
  ['(https://a.example/b)', 'https://a.example/b'],
  ['https://a.example/b?!…', 'https://a.example/b'],
  ['https://en.example/wiki/Squat_(exercise)', 'https://en.example/wiki/Squat_(exercise)'],
  ['(as in https://en.example/wiki/Squat_(exercise)).', 'https://en.example/wiki/Squat_(exercise)'],
  ['"https://a.example/b"', 'https://a.example/b'],
  ['<https://a.example/b>', 'https://a.example/b'],
  ['**https://a.example/b**', 'https://a.example/b'],
])('leaves the punctuation around an address alone: %j', (text, expected) => {
  expect(links(text)).toEqual([expected]);
});

it.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)//https',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'ftp://a.example',
  '//a.example',
  'http://',
  'https://.',
  'xhttp://a.example',
  'mailto:',
  'mailto:nobody',
  'tel:',
  'tel:+',
  'tel:ask',
  'https://bank.example@evil.example/login',
  'https://bank.example:x@evil.example',
  'https://[',
])('makes no link of %j', (text) => {
  expect(linkify(text)).toEqual([{ kind: 'text', text }]);
});

it('ends an address where invisible characters would turn or hide the rest', () => {
  expect(links('https://a.example/\u202egpj.exe')).toEqual(['https://a.example/']);
  expect(links('https://a.example\u200b.evil.example')).toEqual(['https://a.example']);
});

it('stays quick on a message made to be slow', () => {
  const text = `https://a.example/${')'.repeat(9_900)}`;
  expect(links(text)).toEqual(['https://a.example/']);
});

it('never loses or changes a character, and never leads anywhere but http, https, mailto and tel', () => {
  const piece = fc.constantFrom(
    'https://',
    'http:',
    'mailto:',
    'javascript:',
    '@',
    'a.example',
    '(',
    ')',
    '.',
    ' ',
  );
  const text = fc.array(fc.oneof(piece, fc.string({ unit: 'binary' }))).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (input) => {
      const tokens = linkify(input);
      expect(tokens.map((token) => token.text).join('')).toBe(input);
      for (const token of tokens) {
        if (token.kind === 'link')
          expect([token.parts.join(''), token.href]).toEqual([
            token.text,
            expect.stringMatching(/^(https?:\/\/|mailto:|tel:)/),
          ]);
      }
    }),
  );
});

const link = (text: string) => {
  const [token] = linkify(text);
  if (token?.kind !== 'link') throw new Error('No link');
  return token;
};

it('shortens a long address in the middle, and never the host', () => {
  const path = 'a-programme-for-the-first-twelve-weeks/and-what-comes-after';
  expect(link(`https://plans.example/${path}`).parts).toEqual([
    'https://plans.example/a-programme-for-th',
    'e-first-twelve-weeks/and-what',
    '-comes-after',
  ]);
  const host = `${'deep.'.repeat(14)}example`;
  expect(link(`https://${host}/${path}`).parts[0]).toBe(`https://${host}`);
  expect(link('https://a.example/short').parts).toEqual(['https://a.example/short', '', '']);
});

it.each([
  ['https://münchen.example/größe', undefined],
  ['https://a.example/страница', undefined],
  ['https://аррӏе.com/login', 'xn--80ak6aa92e.com'],
  ['https://кто.рф', 'xn--j1ail.xn--p1ai'],
  ['https://xn--80ak6aa92e.com', undefined],
])('says which host letters of another script stand for: %s', (text, host) => {
  expect(link(text).host).toBe(host);
});
