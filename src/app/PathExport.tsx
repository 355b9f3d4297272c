/** Buttons that save the path: its strip as a picture, and a film along it. */
import { useState } from 'react';
import { ProblemError } from '../experiment/problem';
import { notify } from '../state/notices';
import { pathNow } from '../state/path';
import { useStore } from '../state/store';
import { Button } from '../ui/Button';
import { classes } from '../ui/classes';
import { download } from '../ui/download';
import layout from '../ui/layout.module.css';
import { isDark } from '../ui/palette';
import { useWords } from '../ui/words';

const KINDS = ['png', 'svg', 'gif', 'video'] as const;
type Kind = (typeof KINDS)[number];

/** Loaded when a file is wanted. */
const loadFiles = () => import('../export/pathFiles');
const loadVideo = () => import('../export/video');

/** `kinds`: those that are offered. */
export function PathExport({ kinds = KINDS }: { kinds?: readonly Kind[] }) {
  const { t } = useWords();
  const [busy, setBusy] = useState<Kind | null>(null);
  const recordable = typeof MediaRecorder !== 'undefined';

  const save = async (kind: Kind) => {
    setBusy(kind);
    try {
      const files = await loadFiles();
      const path = pathNow();
      const { loop, speed } = useStore.getState().walk;
      const waypoints = useStore.getState().path ?? [];
      const film = { dark: isDark(), loop, speed };
      const bytes =
        path &&
        {
          png: () => files.stripPng(path, film.dark),
          svg: () =>
            files.stripSvg(path, t('path.fileTitle', { waypoints: waypoints.join(' → ') }), film.dark),
          gif: () => files.filmGif(path, film),
          video: () => files.filmVideo(path, film),
        }[kind]();
      const done = await bytes;
      if (!done) throw new ProblemError('path.notSaved');
      const ending = kind === 'video' ? (await loadVideo()).videoTypes()[0]?.kind : kind;
      download(`path-${waypoints.join('-')}.${ending}`, done, TYPES[kind]);
    } catch {
      notify({ code: 'path.notSaved' });
    } finally {
      setBusy(null);
    }
  };
  return (
    <div className={classes(layout.row, layout.wrap)}>
      {t('path.save')}
      {kinds.map((kind) => (
        <Button
          key={kind}
          look="small"
          disabled={busy !== null || (kind === 'video' && !recordable)}
          title={t(kind === 'video' && !recordable ? 'path.save.video.none' : `path.save.${kind}.help`)}
          onClick={() => void save(kind)}
        >
          {busy === kind ? t('path.saving') : t(`path.save.${kind}`)}
        </Button>
      ))}
    </div>
  );
}

const TYPES: Record<Kind, string> = {
  png: 'image/png',
  svg: 'image/svg+xml',
  gif: 'image/gif',
  video: 'video/webm',
};
