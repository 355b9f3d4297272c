/** The entry of a helper thread, and nothing else, for the reason given in `worker/engine.worker.ts`. */
import('./listen').catch(reportError);
