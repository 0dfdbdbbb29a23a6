// Bundles form.mjs with Enketo. Its modules name each other as enketo/…, which the application that embeds them resolves.
import { resolve } from "node:path";
import { build } from "esbuild";

const modules = {
  config: "config.js",
  widgets: "src/js/widgets.js",
  translator: "src/js/fake-translator.js",
  dialog: "src/js/fake-dialog.js",
  "file-manager": "src/js/file-manager.js",
  "xpath-evaluator-binding": "src/js/xpath-evaluator-binding.js",
};
const enketo = {
  name: "enketo",
  setup(bundler) {
    bundler.onResolve({ filter: /^enketo\// }, ({ path }) => ({
      path: resolve("node_modules/enketo-core", modules[path.slice("enketo/".length)]),
    }));
    // Used only outside browsers.
    bundler.onResolve({ filter: /^libxslt$/ }, ({ path }) => ({ path, namespace: "empty" }));
    bundler.onLoad({ filter: /.*/, namespace: "empty" }, () => ({ contents: "" }));
  },
};
await build({ entryPoints: ["form.mjs"], bundle: true, format: "iife", outfile: "form.js", plugins: [enketo], logLevel: "error" });
