/** Mantine's theme, made of our tokens: no colour of its own, no gradient, no shadow on what does not float. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const accent = Array.from({ length: 10 }, () => 'var(--accent)') as unknown as MantineColorsTuple; // ten by construction

export const theme = createTheme({
  primaryColor: 'accent',
  colors: { accent },
  primaryShade: 6,
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '10.5px', sm: '11.5px', md: '12.5px', lg: '14px', xl: '22px' },
  lineHeights: { xs: '1.4', sm: '1.4', md: '1.4', lg: '1.4', xl: '1.3' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '5px', sm: '6px', md: '7px', lg: '9px', xl: '11px' },
  defaultRadius: 'md',
  shadows: {
    xs: 'none',
    sm: 'none',
    md: 'var(--shadow-float)',
    lg: 'var(--shadow-float)',
    xl: 'var(--shadow-float)',
  },
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Menu: {
      defaultProps: { transitionProps: { duration: 140, transition: 'fade' }, shadow: 'md' },
    },
    Popover: {
      defaultProps: { transitionProps: { duration: 140, transition: 'fade' }, shadow: 'md' },
    },
    Tooltip: { defaultProps: { transitionProps: { duration: 80, transition: 'fade' } } },
  },
});

const tokens = {
  '--mantine-color-body': 'var(--panel)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-3)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-default': 'var(--panel)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--ink-3)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
};

/** Both schemes read the same tokens; the tokens themselves change with `data-theme`. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: tokens,
  light: tokens,
  dark: tokens,
});
