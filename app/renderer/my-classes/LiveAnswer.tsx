/** What the network makes of the camera's picture, a few times a second, once it has learned something. */
import { type RefObject, useEffect, useState } from 'react';
import { useWords } from '../i18n/index';
import { useDocument } from '../stores/document';
import { useRun } from '../stores/run';
import { useReady } from '../training/use-worker';
import { inputOf, useClasses } from '../try-it/asked';
import { Probabilities } from '../try-it/Probabilities';
import { probabilitiesOf } from '../try-it/probabilities';
import { runClient } from '../worker-client';
import { pixelsOfVideo, type Size, useCamera } from './camera';

/** Between an answer and the next question, so that training and the page keep their time. */
const REST = 120;

export function LiveAnswer(props: {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly size: Size;
}) {
  const t = useWords();
  const classes = useClasses();
  const isOn = useCamera().phase === 'on';
  const ready = useReady();
  const trained = useRun((run) => run.startedAt !== null);
  const isAsked = isOn && ready && trained;
  const answer = useLive({ ...props, isAsked });
  if (!classes || !trained) return <p>{t('transfer.trainFirst')}</p>;
  const output = isAsked ? answer?.[classes.output] : undefined;
  const values = probabilitiesOf(output, classes.names.length);
  return <Probabilities names={classes.names} values={values} moving />;
}

type Answer = Awaited<ReturnType<typeof runClient.predict>>;

function useLive({
  video,
  size: { height, width },
  isAsked,
}: {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly size: Size;
  readonly isAsked: boolean;
}): Answer | null {
  const input = useDocument(({ document }) => inputOf(document));
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    if (!isAsked || input === undefined) return;
    let current = true;
    let timer = 0;
    const ask = async () => {
      const pixels = video.current && pixelsOfVideo(video.current, { height, width });
      // A network that is being rebuilt has no answer; the next question may have one.
      const found = pixels
        ? await runClient
            .predict({ [input]: Float32Array.from(pixels) }, { raw: true })
            .catch(() => null)
        : null;
      if (!current) return;
      if (found) setAnswer(found);
      timer = window.setTimeout(() => void ask(), REST);
    };
    void ask();
    return () => {
      current = false;
      window.clearTimeout(timer);
    };
  }, [isAsked, input, video, height, width]);
  return answer;
}
