import { useText } from '../../../app/i18n';

export function Anomalies() {
  const { t } = useText();
  return <section aria-label={t('uses.anomalies')} />;
}
