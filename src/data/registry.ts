/**
 * The data sets that this page knows by name: their four files, how to verify them, where to download them,
 * and their authors. Data only; source.ts downloads them in the page and origin/ in Node.
 */
import type { DatasetId } from '../experiment/config.ts';
import { idxBytes } from './idx.ts';

export type RemoteId = Extract<DatasetId, 'mnist' | 'fashion-mnist' | 'kmnist'>;
export type Role = 'trainImages' | 'trainLabels' | 'testImages' | 'testLabels';
export const ROLES: readonly Role[] = ['trainImages', 'trainLabels', 'testImages', 'testLabels'];

/**
 * How to verify a file's bytes. For MNIST it is SHA-256, packed and unpacked, which a page can check too. For
 * the others only the MD5 that their authors published for the packed file is known, and `crypto.subtle` has
 * no MD5: Node checks it (origin/), while a page relies on the exact unpacked size, the IDX structure and the
 * CRC-32 inside the gzip.
 */
export type Fingerprint =
  | { kind: 'sha256'; packed: string; unpacked: string }
  | { kind: 'md5'; packed: string };

/** The browser's cache of files that came from mirrors. */
export const MIRRORED = 'latent-playground-data-1';

export interface RemoteFile {
  role: Role;
  /** `<name>.bin` under `data/<set>/` on the page's own origin; not `.gz`, which servers treat specially. */
  name: string;
  /** The name in mirrors and folders; the same name without `.gz` is the unpacked file. */
  packedName: string;
  /** Bytes of the packed file: for the progress bar, and as a check where there is a SHA-256. */
  packedBytes: number;
  /** Exact size of the unpacked file, in bytes. */
  bytes: number;
  count: number;
  fingerprint: Fingerprint;
}

export interface Mirror {
  /** A prefix that ends in a slash; `packedName` is appended. */
  url: string;
  /** Whether it sends `Access-Control-Allow-Origin: *`, so that a page may request it directly. */
  cors: boolean;
}

export interface RemoteSet {
  id: RemoteId;
  title: string;
  licence: string;
  attribution: string;
  home: string;
  files: readonly RemoteFile[];
  mirrors: readonly Mirror[];
}

interface Row {
  packedBytes: number;
  fingerprint: Fingerprint;
}

/** The four files have the same names and counts in all three sets: both successors copied MNIST's. */
function files(rows: Record<Role, Row>): RemoteFile[] {
  return ROLES.map((role) => {
    const train = role.startsWith('train');
    const images = role.endsWith('Images');
    const count = train ? 60_000 : 10_000;
    return {
      role,
      name: `${train ? 'train' : 'test'}-${images ? 'images' : 'labels'}`,
      packedName: `${train ? 'train' : 't10k'}-${images ? 'images-idx3' : 'labels-idx1'}-ubyte.gz`,
      bytes: idxBytes(images ? 'images' : 'labels', count),
      count,
      ...rows[role],
    };
  });
}

const sha256 = (packedBytes: number, packed: string, unpacked: string): Row => ({
  packedBytes,
  fingerprint: { kind: 'sha256', packed, unpacked },
});
const md5 = (packedBytes: number, packed: string): Row => ({
  packedBytes,
  fingerprint: { kind: 'md5', packed },
});

export const registry: Record<RemoteId, RemoteSet> = {
  mnist: {
    id: 'mnist',
    title: 'MNIST',
    licence: 'CC BY-SA 3.0',
    attribution: 'Yann LeCun, Corinna Cortes and Christopher J. C. Burges: The MNIST database',
    home: 'http://yann.lecun.com/exdb/mnist/',
    files: files({
      trainImages: sha256(
        9_912_422,
        '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
        'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
      ),
      trainLabels: sha256(
        28_881,
        '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
        '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
      ),
      testImages: sha256(
        1_648_877,
        '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6',
        '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
      ),
      testLabels: sha256(
        4_542,
        'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6',
        'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
      ),
    }),
    mirrors: [
      { url: 'https://cdn.jsdelivr.net/gh/fgnt/mnist/', cors: true },
      { url: 'https://storage.googleapis.com/cvdf-datasets/mnist/', cors: false },
      { url: 'https://ossci-datasets.s3.amazonaws.com/mnist/', cors: false },
    ],
  },
  'fashion-mnist': {
    id: 'fashion-mnist',
    title: 'Fashion-MNIST',
    licence: 'MIT',
    attribution: 'Han Xiao, Kashif Rasul and Roland Vollgraf (Zalando Research): Fashion-MNIST',
    home: 'https://github.com/zalandoresearch/fashion-mnist',
    files: files({
      trainImages: md5(26_421_880, '8d4fb7e6c68d591d4c3dfef9ec88bf0d'),
      trainLabels: md5(29_515, '25c81989df183df01b3e8a0aad5dffbe'),
      testImages: md5(4_422_102, 'bef4ecab320f06d8554ea6380940ec79'),
      testLabels: md5(5_148, 'bb300cfdad3c16e7a12a480ee83cd310'),
    }),
    // Plain http, as its authors publish it, and no CORS: only Node can download it, and checks the MD5.
    mirrors: [{ url: 'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/', cors: false }],
  },
  kmnist: {
    id: 'kmnist',
    title: 'KMNIST',
    licence: 'CC BY-SA 4.0',
    attribution:
      'KMNIST Dataset (created by CODH), adapted from Kuzushiji Dataset (created by NIJL and others)',
    home: 'http://codh.rois.ac.jp/kmnist/',
    files: files({
      trainImages: md5(18_165_135, 'bdb82020997e1d708af4cf47b453dcf7'),
      trainLabels: md5(29_497, 'e144d726b3acfaa3e44228e80efcd344'),
      testImages: md5(3_041_136, '5c965bf0a639b31b8f53240b1b52f4d7'),
      testLabels: md5(5_120, '7320c461ea6c1c855c0b718fb2a4b134'),
    }),
    mirrors: [{ url: 'http://codh.rois.ac.jp/kmnist/dataset/kmnist/', cors: false }],
  },
};
