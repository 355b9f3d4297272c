/**
 * The training worker's entry, and nothing else. A bundler may let a lazily loaded chunk import from the
 * chunk that holds the entry, and WebKit then evaluates the entry a second time: anything that listens here
 * would be replaced by an empty duplicate. A worker that cannot load `listen.ts` ends with an error that the
 * page receives; an unhandled rejection would not reach it.
 */
import('./listen').catch(reportError);
