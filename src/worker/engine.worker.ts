/**
 * The training worker's entry, and nothing but that. A bundler may let a lazily loaded chunk import from the chunk
 * that holds the entry, and WebKit then evaluates the entry a second time: whatever listens here would be replaced
 * by an empty twin. A worker that cannot load `listen.ts` ends with an error that its maker hears; an unhandled
 * rejection would not reach it.
 */
import('./listen').catch(reportError);
