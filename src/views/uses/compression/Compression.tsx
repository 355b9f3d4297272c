import { useText } from '../../../app/i18n';

export function Compression() {
  const { t } = useText();
  return <section aria-label={t('uses.compression')} />;
}
