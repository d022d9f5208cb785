/** Classes of one's own: pictures by camera or from files, one press to train, bars that follow the camera. */
import { PackageOpen, Plus, Video, VideoOff } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import { actionById } from '../actions/all';
import { Button } from '../controls/Button';
import { useWords, words } from '../i18n/index';
import { useRun } from '../stores/run';
import { ClassCard } from './ClassCard';
import { startCamera, stopCamera, useCamera } from './camera';
import { addClass, type Collection, MOST_CLASSES } from './collection';
import { LiveAnswer } from './LiveAnswer';
import styles from './MyClasses.module.css';
import { change, useCollection } from './my-pictures';

export function MyClasses() {
  const t = useWords();
  const collection = useCollection();
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => stopCamera, []);
  if (!collection) return null;
  return (
    <div className={styles.panel}>
      <ol className={styles.classes} aria-label={t('transfer.myClasses')}>
        {collection.classes.map((name, label) => (
          <ClassCard key={name} label={label} collection={collection} video={video} />
        ))}
        <li className={styles.add}>
          <Button
            icon={Plus}
            disabled={collection.classes.length >= MOST_CLASSES}
            onClick={() => void addNext(collection)}
          >
            {t('transfer.addClass')}
          </Button>
        </li>
      </ol>
      <section className={styles.live} aria-label={t('transfer.live')}>
        <CameraView video={video} />
        <div className={styles.answer}>
          <Run collection={collection} />
          <LiveAnswer video={video} size={collection} />
        </div>
      </section>
    </div>
  );
}

/** A class of the next free number. */
function addNext(collection: Collection): Promise<void> {
  for (let number = collection.classes.length + 1; ; number++) {
    const name = words('transfer.classNumber', { number });
    if (collection.classes.includes(name)) continue;
    return change(words('transfer.addClass'), (before) => addClass(before, name));
  }
}

function CameraView({ video }: { readonly video: RefObject<HTMLVideoElement | null> }) {
  const t = useWords();
  const camera = useCamera();
  const stream = camera.phase === 'on' ? camera.stream : null;
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream, video]);
  const isOn = stream !== null;
  return (
    <div className={styles.camera}>
      <video
        ref={video}
        autoPlay
        muted
        playsInline
        aria-label={t('transfer.camera')}
        hidden={!isOn}
      />
      {!isOn && (
        <p>
          {camera.phase === 'refused' && t('transfer.cameraRefused')}
          {camera.phase === 'missing' && t('transfer.cameraMissing')}
          {camera.phase === 'asking' && t('transfer.cameraAsking')}
          {camera.phase === 'off' && t('transfer.cameraOff')}
        </p>
      )}
      <Button
        icon={isOn ? VideoOff : Video}
        disabled={camera.phase === 'asking'}
        onClick={() => (isOn ? stopCamera() : void startCamera())}
      >
        {t(isOn ? 'transfer.stopCamera' : 'transfer.startCamera')}
      </Button>
    </div>
  );
}

/** Train and export are the studio's own actions. */
function Run({ collection }: { readonly collection: Collection }) {
  const t = useWords();
  const phase = useRun((run) => run.state.phase);
  const trained = useRun((run) => run.startedAt !== null);
  const train = actionById('run.train');
  const isEmpty = collection.classes.some(
    (_, label) => !collection.pictures.some((picture) => picture.label === label),
  );
  return (
    <div className={styles.run}>
      <Button variant="primary" disabled={isEmpty || phase === 'compiling'} onClick={train?.run}>
        {train?.label()}
      </Button>
      <Button
        icon={PackageOpen}
        disabled={!trained}
        onClick={() => actionById('file.export')?.run()}
      >
        {t('transfer.export')}
      </Button>
      {isEmpty && <span>{t('transfer.needPictures')}</span>}
    </div>
  );
}
