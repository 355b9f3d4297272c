/**
 * Problems as messages on the screen. A problem that is already shown is not shown again, and a notice
 * disappears when its cause does.
 */
import type { Problem, ProblemCode } from '../experiment/problem';
import { type NoticeAction, useStore } from './store';

/** More than this would cover the page; the oldest is removed. */
const MAX_NOTICES = 6;
let nextId = 1;

/** The actions that a problem offers. */
function waysOn(code: ProblemCode): NoticeAction[] {
  switch (code) {
    case 'data.unreachable':
    case 'data.kept':
    case 'run.noData':
      return ['retryData', 'openFiles'];
    case 'data.checksum':
      return ['retryData'];
    case 'run.diverged':
      return ['restoreLastGood', 'reset'];
    case 'worker.died':
    case 'engine.failed':
    case 'worker.failed':
      return ['restartWorker'];
    case 'page.update':
      return ['openUpdate'];
    case 'worker.blocked':
      return ['openTab'];
    default:
      return code.startsWith('idx.') ||
        (code.startsWith('checkpoint.') && code !== 'checkpoint.mapped') ||
        code === 'data.noImages' ||
        code === 'data.noFiles'
        ? ['openFiles']
        : [];
  }
}

const same = (a: Problem, b: Problem) =>
  a.code === b.code && JSON.stringify(a.params ?? {}) === JSON.stringify(b.params ?? {});

export function notify(problem: Problem): void {
  const { notices } = useStore.getState();
  if (notices.some((n) => same(n.problem, problem))) return;
  const notice = { id: nextId++, problem, actions: waysOn(problem.code) };
  useStore.setState({ notices: [...notices, notice].slice(-MAX_NOTICES) });
}

export function dismiss(id: number): void {
  useStore.setState(({ notices }) => ({ notices: notices.filter((n) => n.id !== id) }));
}

/** Removes notices whose cause has gone. */
export function clearProblems(...codes: ProblemCode[]): void {
  const { notices } = useStore.getState();
  const left = notices.filter((n) => !codes.includes(n.problem.code));
  if (left.length < notices.length) useStore.setState({ notices: left });
}
