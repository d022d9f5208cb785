/** The parameters that Scale and Offset share. */
import { bool } from './params';

export const learnedFields = {
  learned: bool(false, 'Change it in training.', { structural: true }),
  perChannel: bool(false, 'Learn one for each channel, the last axis.', { structural: true }),
};
