import { checkKernels } from './kernels.checks';

checkKernels('plain');
