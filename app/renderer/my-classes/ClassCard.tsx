/** One class: its name, its pictures, and the ways to more of them. */
import { Circle, ImagePlus, Square, Trash2 } from 'lucide-react';
import { type DragEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { Button } from '../controls/Button';
import { formatCount } from '../controls/format';
import { IconButton } from '../controls/IconButton';
import { useWords, words } from '../i18n/index';
import { camera, pixelsOfFile, pixelsOfVideo, startCamera } from './camera';
import {
  addPictures,
  type Collection,
  removeClass,
  removePicture,
  renameClass,
} from './collection';
import styles from './MyClasses.module.css';
import { change } from './my-pictures';
import { Thumb } from './Thumb';

interface Props {
  readonly label: number;
  readonly collection: Collection;
  readonly video: RefObject<HTMLVideoElement | null>;
}

/** The newest are shown; more would only slow the panel. */
const SHOWN = 24;
/** One recording takes at most ten seconds. */
const MOST_FRAMES = 100;
const FRAME_TIME = 100;

export function ClassCard({ label, collection, video }: Props) {
  const t = useWords();
  const name = collection.classes[label] ?? '';
  const own = collection.pictures.filter((picture) => picture.label === label);
  const [unread, setUnread] = useState<readonly string[]>([]);
  const take = async (files: readonly File[]) =>
    setUnread(await addFiles(collection, label, files));
  const onDrop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    void take([...event.dataTransfer.files]);
  };
  return (
    <li
      className={styles.card}
      aria-label={name}
      onDrop={onDrop}
      onDragOver={(e) => e.preventDefault()}
    >
      <header>
        <NameField label={label} collection={collection} />
        <span>{t('transfer.pictures', { count: formatCount(own.length) })}</span>
        <IconButton
          icon={Trash2}
          label={t('transfer.removeClass', { name })}
          disabled={collection.classes.length <= 2}
          onClick={() =>
            void change(words('transfer.removeClass', { name }), (all) => removeClass(all, label))
          }
        />
      </header>
      <ul className={styles.thumbs}>
        {own
          .slice(-SHOWN)
          .reverse()
          .map((picture, i) => (
            <li key={own.length - i}>
              <Thumb
                picture={picture}
                size={collection}
                label={t('transfer.removePicture', { number: own.length - i, name })}
                onPress={() =>
                  void change(words('transfer.removed', { name }), (all) =>
                    removePicture(all, picture),
                  )
                }
              />
            </li>
          ))}
        {own.length > SHOWN && <li className={styles.more}>+{own.length - SHOWN}</li>}
      </ul>
      {unread.length > 0 && (
        <p role="status">{t('transfer.unread', { names: unread.slice(0, 3).join(', ') })}</p>
      )}
      <footer>
        <Record label={label} collection={collection} video={video} />
        <FileButton name={name} onTake={take} />
      </footer>
    </li>
  );
}

/** Adds those that are pictures; returns the names of the others. */
async function addFiles(
  collection: Collection,
  label: number,
  files: readonly File[],
): Promise<readonly string[]> {
  const read = await Promise.all(files.map((file) => pixelsOfFile(file, collection)));
  const pixels = read.filter((picture) => picture !== undefined);
  const name = collection.classes[label] ?? '';
  if (pixels.length > 0) {
    await change(words('transfer.added', { name }), (all) => addPictures(all, label, pixels));
  }
  return files.filter((_, i) => read[i] === undefined).map((file) => file.name);
}

function NameField({ label, collection }: Pick<Props, 'label' | 'collection'>) {
  const t = useWords();
  const name = collection.classes[label] ?? '';
  const [text, setText] = useState(name);
  const keep = () => {
    // A name that another class has, or none at all, is not taken.
    const next = renameClass(collection, label, text.trim()).classes[label] ?? name;
    setText(next);
    if (next === name) return;
    void change(words('transfer.rename', { name }), (all) => renameClass(all, label, next));
  };
  return (
    <input
      aria-label={t('transfer.className', { number: label + 1 })}
      value={text}
      maxLength={40}
      onChange={(event) => setText(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}

/** Pressed once it takes ten pictures a second, pressed again it keeps them; the first press asks for the camera. */
function Record({ label, collection, video }: Props) {
  const t = useWords();
  /** How many pictures were taken; `null` while none are. */
  const [count, setCount] = useState<number | null>(null);
  const name = collection.classes[label] ?? '';
  const isOn = count !== null;
  const taken = useRef<Uint8Array[]>([]);
  const stop = () => {
    setCount(null);
    const pixels = taken.current;
    taken.current = [];
    if (pixels.length > 0) {
      void change(words('transfer.added', { name }), (all) => addPictures(all, label, pixels));
    }
  };
  const stopNow = useRef(stop);
  useEffect(() => {
    stopNow.current = stop;
  });
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => {
      const pixels = video.current && pixelsOfVideo(video.current, collection);
      if (pixels) taken.current.push(pixels);
      setCount(taken.current.length);
      const hasEnded = camera.getState().phase !== 'on';
      if (hasEnded || taken.current.length >= MOST_FRAMES) stopNow.current();
    }, FRAME_TIME);
    return () => clearInterval(timer);
  }, [isOn, collection, video]);
  const begin = async () => {
    await startCamera();
    if (camera.getState().phase === 'on') setCount(0);
  };
  return (
    <Button
      icon={isOn ? Square : Circle}
      aria-label={t(isOn ? 'transfer.stopRecording' : 'transfer.recordClass', { name })}
      aria-pressed={isOn}
      onClick={() => (isOn ? stop() : void begin())}
    >
      {isOn ? t('transfer.taken', { count }) : t('transfer.record')}
    </Button>
  );
}

function FileButton(props: {
  readonly name: string;
  readonly onTake: (files: readonly File[]) => Promise<void>;
}) {
  const t = useWords();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple
        hidden
        onChange={(event) => {
          void props.onTake([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <Button
        icon={ImagePlus}
        aria-label={t('transfer.addFilesTo', { name: props.name })}
        onClick={() => input.current?.click()}
      >
        {t('transfer.addFiles')}
      </Button>
    </>
  );
}
