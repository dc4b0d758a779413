import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true },
  kit: {
    adapter: adapter({
      pages: 'build/client',
      assets: 'build/client',
      fallback: '200.html',
      precompress: true,
    }),
    // The hash of Kit's one inline script ends up in the fallback page's meta tag; the server reads it at boot
    // and sends it as a header, where frame-ancestors is honoured too.
    csp: {
      mode: 'hash',
      directives: {
        'default-src': ['none'],
        'script-src': ['self'],
        'style-src': ['self'],
        'style-src-attr': ['unsafe-inline'],
        'img-src': ['self', 'data:', 'blob:'],
        'font-src': ['self'],
        'media-src': ['self', 'blob:'],
        'connect-src': ['self'],
        'manifest-src': ['self'],
        'worker-src': ['self'],
        'form-action': ['self'],
        'base-uri': ['none'],
      },
    },
    alias: { $ui: 'src/lib/ui' },
    // The app registers it once it is online, and not while it is developed.
    serviceWorker: { register: false },
  },
};
