/** All parts of the abuse, in the order in which they run. */
import * as chaos from './chaos.mjs';
import * as checkpoints from './checkpoints.mjs';
import * as dataFiles from './datafiles.mjs';
import * as device from './device.mjs';
import * as kills from './kills.mjs';
import * as leaks from './leaks.mjs';
import * as links from './links.mjs';
import * as missing from './missing.mjs';
import * as network from './network.mjs';
import * as pairs from './pairs.mjs';

/** @type {readonly import('./part.mjs').Part[]} */
export const PARTS = [pairs, chaos, kills, device, missing, network, checkpoints, dataFiles, links, leaks];
