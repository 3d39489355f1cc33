// Builds the faces into dist/: `node build.mjs`. With --tests it bundles tests/ for node's own test runner.
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import * as sass from "sass";

// Browsers that run modules and `?.` (2020 on). Older ones never start the script and keep the page's own words.
const TARGET = "es2020";

async function scripts() {
  const common = { bundle: true, minify: true, target: TARGET, charset: "utf8", legalComments: "none", outdir: "dist" };
  await build({ ...common, entryPoints: { chat: "src/main.ts", leave: "src/leave.ts", desk: "src/desk.ts" }, format: "esm" });
  await build({ ...common, entryPoints: { embed: "src/embed.ts" }, format: "iife" });
}

function styles() {
  for (const name of ["chat", "desk"]) {
    const { css } = sass.compile(`styles/${name}.scss`, { style: "compressed", loadPaths: ["node_modules"], quietDeps: true });
    writeFileSync(`dist/${name}.css`, css);
  }
}

async function tests() {
  const outdir = "node_modules/.cache/page-tests";
  rmSync(outdir, { recursive: true, force: true });
  const entryPoints = readdirSync("tests").filter((name) => name.endsWith(".test.ts")).map((name) => `tests/${name}`);
  await build({ entryPoints, outdir, bundle: true, platform: "node", format: "esm", target: "node20", outExtension: { ".js": ".mjs" } });
}

if (process.argv.includes("--tests")) {
  await tests();
} else {
  rmSync("dist", { recursive: true, force: true });
  mkdirSync("dist");
  styles();
  await scripts();
  copyFileSync("styles/icon.svg", "dist/icon.svg");
}
