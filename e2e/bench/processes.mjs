/** The browser's renderers: the processes of its pages and of their workers. Linux only. */
import { readdirSync, readFileSync } from 'node:fs';

/** The ids of all renderers that descend from this process. @returns {number[]} */
export function renderers() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((id) => {
      try {
        return readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('--type=renderer') && isOurs(id);
      } catch {
        return false; // It has just ended.
      }
    })
    .map(Number);
}

/**
 * Bytes of memory of the largest renderer. own: what it alone uses, the “memory footprint” in Chromium's task manager;
 * resident: all pages that it maps, also those of the browser's program.
 */
export function memoryOfLargest() {
  const all = renderers().map((id) => ({
    resident: kilobytes(`/proc/${id}/status`, 'VmRSS') * 1024,
    own: (kilobytes(`/proc/${id}/status`, 'RssAnon') + kilobytes(`/proc/${id}/status`, 'VmSwap')) * 1024,
  }));
  const [largest] = all.sort((a, b) => b.resident - a.resident);
  return largest ?? { resident: 0, own: 0 };
}

/** @param {string} file @param {string} row */
function kilobytes(file, row) {
  try {
    return Number(new RegExp(`^${row}:\\s+(\\d+)`, 'm').exec(readFileSync(file, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Whether a process descends from this one. @param {string} id @returns {boolean} */
function isOurs(id) {
  const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? '0';
  return parent === String(process.pid) || (parent !== '0' && parent !== '1' && isOurs(parent));
}
