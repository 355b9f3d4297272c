/** Passes every command to its handler, and sends one reply to each. */
import { type Problem, toProblem } from '../experiment/problem';
import type { Handlers } from './handlers';
import type { Post } from './post';
import type { Command } from './protocol';

function handle(handlers: Handlers, command: Command): unknown {
  switch (command.type) {
    case 'open':
      return handlers.open(command);
    case 'ping':
      return handlers.ping();
    case 'configure':
      return handlers.configure(command);
    case 'train':
      return handlers.train(command);
    case 'pause':
      return handlers.pause();
    case 'step':
      return handlers.step(command);
    case 'reset':
      return handlers.reset();
    case 'showPretrained':
      return handlers.showPretrained(command);
    case 'pretrainedRun':
      return handlers.pretrainedRun(command);
    case 'readSteps':
      return handlers.readSteps(command);
    case 'restoreLastGood':
      return handlers.restoreLastGood();
    case 'evaluate':
      return handlers.evaluate();
    case 'trainingCodes':
      return handlers.trainingCodes(command);
    case 'encode':
      return handlers.encode(command);
    case 'decode':
      return handlers.decode(command);
    case 'score':
      return handlers.score(command);
    case 'pull':
      return handlers.pull(command);
    case 'oneStep':
      return handlers.oneStep(command);
    case 'otherImages':
      return handlers.otherImages(command);
    case 'allImages':
      return handlers.allImages();
    case 'exportCheckpoint':
      return handlers.exportCheckpoint(command);
    case 'importCheckpoint':
      return handlers.importCheckpoint(command);
    case 'continueFrom':
      return handlers.continueFrom(command);
    case 'importDataset':
      return handlers.importDataset(command);
    case 'retryData':
      return handlers.retryData();
    case 'view':
      return handlers.view(command);
    case 'movement':
      return handlers.movement(command);
    case 'returnWeights':
      return handlers.returnWeights(command);
    default:
      return command satisfies never;
  }
}

const failed = (message: string): Problem => ({ code: 'worker.failed', params: { message } });

export async function handleCommand(handlers: Handlers, command: Command, post: Post): Promise<void> {
  const { requestId } = command;
  try {
    post({ type: 'reply', requestId, ok: true, value: await handle(handlers, command) });
  } catch (error) {
    post({ type: 'reply', requestId, ok: false, problem: toProblem(error, failed) });
  }
}
