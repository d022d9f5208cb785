/** Documents opened before, newest first. */
import { Network } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useWords } from '../i18n';
import { openRecent, type Recent, recentDocuments } from '../persistence/recent';
import { useView } from '../stores/view';
import styles from './Gallery.module.css';

export function RecentList() {
  const t = useWords();
  const language = useView((view) => view.language);
  const [recent, setRecent] = useState<readonly Recent[]>([]);
  useEffect(() => {
    let current = true;
    void recentDocuments().then((found) => current && setRecent(found));
    return () => {
      current = false;
    };
  }, []);
  return (
    <section aria-label={t('gallery.recent')} className={styles.families}>
      <h2>{t('gallery.recent')}</h2>
      {recent.length === 0 && <p className={styles.quiet}>{t('gallery.noRecent')}</p>}
      {recent.map((entry) => (
        <button
          key={entry.id}
          type="button"
          className={styles.recent}
          onClick={() => void openRecent(entry)}
        >
          <span className={styles.recentIcon}>
            <Network size={14} strokeWidth={1.75} aria-hidden />
          </span>
          <span>
            {entry.name}
            {entry.at !== undefined && <small>{when(entry.at, language)}</small>}
          </span>
        </button>
      ))}
    </section>
  );
}

/** `today 14:05`, `yesterday`, `18 Nov`, in the words of the language itself. */
function when(at: number, language: string): string {
  const day = 24 * 3600 * 1000;
  const midnight = new Date().setHours(0, 0, 0, 0);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const date = new Date(at);
  if (at >= midnight) {
    const clock = date.toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });
    return `${relative.format(0, 'day')} ${clock}`;
  }
  if (at >= midnight - day) return relative.format(-1, 'day');
  return date.toLocaleDateString(language, { day: 'numeric', month: 'short' });
}
