/**
 * Build time only (Node): a Vite plugin that compiles `assembly/` to WebAssembly.
 * `import bytes from './assembly/index.ts?simd'`, or `?relaxed-simd` for the same source with fused multiply-add; with
 * `-shared` appended, for memory that threads share. The module is about ten kilobytes, so it is inlined in the script
 * that uses it: nothing to fetch, and it works from any folder of any host.
 */
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import asc from 'assemblyscript/asc';
import type { Plugin } from 'vite';

const QUERY = /^(.+\.ts)\?(relaxed-)?simd(-shared)?$/;

/** Shared by all instances of the plugin: a build has one for the page and one for its workers. */
const compiled = new Map<string, Promise<Uint8Array>>();

export function assemblyScript(): Plugin {
  return {
    name: 'assembly-script',
    enforce: 'pre',

    async load(id) {
      const [, entry, relaxed, shared] = QUERY.exec(id) ?? [];
      if (!entry) return null;
      for (const file of await readdir(dirname(entry))) this.addWatchFile(join(dirname(entry), file));
      let module = compiled.get(id);
      if (!module) {
        module = compile(entry, !!relaxed, !!shared);
        compiled.set(id, module);
      }
      const base64 = Buffer.from(await module).toString('base64');
      // Marked pure, so that a bundle which does not use the bytes drops them.
      return `export default /* @__PURE__ */ Uint8Array.from(/* @__PURE__ */ atob('${base64}'), (c) => c.charCodeAt(0));`;
    },

    watchChange(id) {
      for (const key of compiled.keys()) {
        const [, entry] = QUERY.exec(key) ?? [];
        if (entry && dirname(entry) === dirname(id)) compiled.delete(key);
      }
    },
  };
}

/** Throws with the compiler's messages where the source is wrong. */
async function compile(entry: string, relaxed: boolean, shared: boolean): Promise<Uint8Array> {
  let binary: Uint8Array | null = null;
  const { error, stderr } = await asc.main(
    [
      entry,
      '--outFile=module.wasm',
      '-O3',
      '--noAssert',
      '--runtime=stub',
      '--importMemory',
      '--enable=simd',
      ...(relaxed ? ['--enable=relaxed-simd'] : []),
      // The maximum that WebAssembly allows; the actual size is chosen when the memory is created.
      ...(shared ? ['--enable=threads', '--sharedMemory', '--maximumMemory=65536'] : []),
      // The host's logarithm, so that normal draws have the same bits as in TypeScript.
      '--use=Math=JSMath',
      '--use=abort=',
    ],
    {
      writeFile(name: string, contents: string | Uint8Array) {
        if (name === 'module.wasm' && typeof contents !== 'string') binary = contents;
      },
    },
  );
  if (error || !binary) throw new Error(`${entry}: ${stderr.toString() || error?.message}`);
  return binary;
}
