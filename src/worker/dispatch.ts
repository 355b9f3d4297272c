/** Every command to what the session does with it, and one reply to each. */
import { type Problem, toProblem } from '../experiment/problem';
import type { Post } from './post';
import type { Command } from './protocol';
import type { Session } from './session';

function handle(session: Session, command: Command): unknown {
  switch (command.type) {
    case 'open':
      return session.open(command);
    case 'ping':
      return session.ping();
    case 'configure':
      return session.configure(command);
    case 'train':
      return session.train(command);
    case 'pause':
      return session.pause();
    case 'step':
      return session.step(command);
    case 'reset':
      return session.reset();
    case 'restoreLastGood':
      return session.restoreLastGood();
    case 'evaluate':
      return session.evaluate();
    case 'encode':
      return session.encode(command);
    case 'decode':
      return session.decode(command);
    case 'score':
      return session.score(command);
    case 'otherImages':
      return session.otherImages(command);
    case 'exportCheckpoint':
      return session.exportCheckpoint(command);
    case 'importCheckpoint':
      return session.importCheckpoint(command);
    case 'importDataset':
      return session.importDataset(command);
    case 'retryData':
      return session.retryData();
    case 'view':
      return session.view(command);
    case 'hand':
      return session.hand(command);
    case 'returnWeights':
      return session.returnWeights(command);
    default:
      return command satisfies never;
  }
}

const failed = (message: string): Problem => ({ code: 'worker.failed', params: { message } });

export async function dispatch(session: Session, command: Command, post: Post): Promise<void> {
  const { requestId } = command;
  try {
    post({ type: 'reply', requestId, ok: true, value: await handle(session, command) });
  } catch (error) {
    post({ type: 'reply', requestId, ok: false, problem: toProblem(error, failed) });
  }
}
