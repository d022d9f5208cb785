/** Where a document begins: templates as cards, recent documents, an empty canvas, a file. */
import {
  ArrowUpDown,
  BrainCircuit,
  ChartSpline,
  Clock,
  Cpu,
  FolderOpen,
  Image,
  Landmark,
  LayoutGrid,
  type LucideIcon,
  Plus,
  Search,
  Sparkles,
  Spline,
  Table2,
  Target,
  TextInitial,
  Workflow,
  Zap,
} from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { Button } from '../controls/Button';
import { classes } from '../controls/classes';
import { openFile } from '../exchange/open-files';
import { useWords } from '../i18n';
import { newDocument, show } from '../persistence/files';
import { loadTemplates, type Template } from '../persistence/templates';
import { useRun } from '../stores/run';
import { backendNames } from '../training/run-words';
import { CardGrid } from './CardGrid';
import styles from './Gallery.module.css';
import { Preview } from './Preview';
import { RecentList } from './RecentList';
import { families, familyName, familyOf, inOrder, searchText, timeOf } from './template-facts';

const familyIcons: Readonly<Record<string, LucideIcon>> = {
  Images: Image,
  Tables: Table2,
  Text: TextInitial,
  Series: ChartSpline,
  Plane: Spline,
  Generative: Sparkles,
  Memory: BrainCircuit,
  Architectures: Landmark,
};

export function Gallery() {
  const t = useWords();
  const [family, setFamily] = useState<string | null>(null);
  const [query, setQuery] = useState('');
  const [previewed, setPreviewed] = useState<Template | null>(null);
  const templates = useTemplates();
  const all = useMemo(() => inOrder(templates ?? []), [templates]);
  const shown = useMemo(() => {
    const parts = query.toLowerCase().split(/\s+/).filter(Boolean);
    return all.filter((template) => {
      if (family !== null && familyOf(template.document) !== family) return false;
      const text = searchText(t, template);
      return parts.every((part) => text.includes(part));
    });
  }, [all, family, query, t]);
  return (
    <div className={styles.gallery}>
      <aside className={styles.side} aria-label={t('gallery.templates')}>
        <Button variant="primary" size="bar" icon={Plus} onClick={() => show(newDocument())}>
          {t('gallery.empty')}
        </Button>
        <Button size="bar" icon={FolderOpen} onClick={() => void openFile()}>
          {t('gallery.openFile')}
        </Button>
        <Families all={all} chosen={family} onChoose={setFamily} />
        <RecentList />
        <Machine all={all} />
      </aside>
      <div className={styles.main}>
        <div className={styles.inner}>
          <header className={styles.header}>
            <div>
              <h1>{t('gallery.title')}</h1>
              <p>{t('gallery.subtitle')}</p>
            </div>
            <label className={styles.find}>
              <Search size={15} strokeWidth={1.75} aria-hidden />
              <input
                type="search"
                aria-label={t('gallery.find')}
                placeholder={t('gallery.find')}
                value={query}
                onChange={(event) => setQuery(event.target.value)}
              />
            </label>
          </header>
          {templates === null ? (
            <p className={styles.nothing}>{t('gallery.loading')}</p>
          ) : shown.length > 0 ? (
            <CardGrid templates={shown} onPreview={setPreviewed} />
          ) : (
            <div className={styles.nothing}>
              <p>{t('gallery.nothing', { text: query })}</p>
              <Button
                onClick={() => {
                  setQuery('');
                  setFamily(null);
                }}
              >
                {t('gallery.showAll')}
              </Button>
            </div>
          )}
        </div>
      </div>
      <footer className={styles.foot}>
        <span>
          <Workflow size={14} strokeWidth={1.75} aria-hidden /> {t('gallery.parameters')}
        </span>
        <span>
          <Target size={14} strokeWidth={1.75} aria-hidden /> {t('gallery.result')}
        </span>
        <span>
          <Clock size={14} strokeWidth={1.75} aria-hidden /> {t('gallery.time')}
        </span>
        <span>
          <Cpu size={14} strokeWidth={1.75} aria-hidden /> {t('gallery.macs')}
        </span>
        <span className={styles.keys}>{t('gallery.keys')}</span>
      </footer>
      {previewed && <Preview template={previewed} onClose={() => setPreviewed(null)} />}
    </div>
  );
}

/** `null` until they are read. */
function useTemplates(): readonly Template[] | null {
  const [templates, setTemplates] = useState<readonly Template[] | null>(null);
  useEffect(() => {
    let current = true;
    void loadTemplates().then((found) => current && setTemplates(found));
    return () => {
      current = false;
    };
  }, []);
  return templates;
}

function Families(props: {
  readonly all: readonly Template[];
  readonly chosen: string | null;
  readonly onChoose: (family: string | null) => void;
}) {
  const t = useWords();
  const counts = new Map<string, number>();
  for (const { document } of props.all) {
    counts.set(familyOf(document), (counts.get(familyOf(document)) ?? 0) + 1);
  }
  const names = [
    ...families.filter((name) => counts.has(name)),
    ...[...counts.keys()].filter((name) => !families.includes(name)),
  ];
  const rows: readonly [string | null, LucideIcon, string, number][] = [
    [null, LayoutGrid, t('gallery.all'), props.all.length],
    ...names.map((name): [string, LucideIcon, string, number] => [
      name,
      familyIcons[name] ?? ArrowUpDown,
      familyName(t, name),
      counts.get(name) ?? 0,
    ]),
  ];
  return (
    <nav aria-label={t('gallery.templates')} className={styles.families}>
      <h2>{t('gallery.templates')}</h2>
      {rows.map(([name, Icon, label, count]) => (
        <button
          key={label}
          type="button"
          aria-current={props.chosen === name ? 'true' : undefined}
          className={classes(styles.family, props.chosen === name && styles.chosen)}
          onClick={() => props.onChoose(name)}
        >
          <Icon size={15} strokeWidth={1.75} aria-hidden />
          <span>{label}</span>
          <span className={styles.count}>{count}</span>
        </button>
      ))}
    </nav>
  );
}

function Machine({ all }: { readonly all: readonly Template[] }) {
  const t = useWords();
  const backend = useRun((run) => run.verdict?.backend);
  if (!backend) return null;
  const known = all.some(({ document }) => timeOf(t, document, backend) !== null);
  return (
    <div className={styles.machine}>
      <p>
        <Zap size={14} strokeWidth={1.75} aria-hidden />
        {t('gallery.onMachine', { backend: backendNames[backend] })}
      </p>
      <p>{t(known ? 'gallery.timesKnown' : 'gallery.measured')}</p>
    </div>
  );
}
