// Colours of the drawing, taken from the style sheet so that they are said once.

const theme = { dark: false, colours: {} };

const groups = ["#1f6fb4", "#b8491f", "#00876c", "#7b4fa3", "#8a6d00", "#a6396b", "#3f6b7d", "#6b7d2e"];
const groupsDark = ["#6fa8dc", "#e0875f", "#3fb39a", "#b394d1", "#c9a93f", "#d985ab", "#86b3c6", "#aebf6a"];

/** Read the colours of the drawing from the style sheet's variables; paper is always light. */
function readTheme(forced = "") {
  const root = document.documentElement;
  const prefers = matchMedia("(prefers-color-scheme: dark)").matches;
  const chosen = forced || state.theme || remember("theme");
  theme.dark = chosen ? chosen === "dark" : prefers;
  root.dataset.theme = forced || (theme.dark ? "dark" : "light");
  const style = getComputedStyle(root);
  for (const name of ["sea", "land", "coast", "ink", "muted", "faint", "line", "accent", "veil", "paper"]) {
    theme.colours[name] = style.getPropertyValue(`--${name}`).trim();
  }
}

/** The colour of an entity's mark: by type, or by region or community where the reader chose that. */
function colourOf(node) {
  const palette = theme.dark ? groupsDark : groups;
  if (state.colour === "community") return node.community < 0 ? theme.colours.muted : palette[node.community % palette.length];
  if (state.colour === "region") return node.homes.length === 1 ? palette[node.homes[0] % palette.length] : theme.colours.muted;
  return typeOf(node)[theme.dark ? 4 : 3];
}

/** Mix two `#rrggbb` colours; leaves are drawn with a mix instead of an alpha, so that lines do not shine through. */
function mix(one, other, share) {
  const part = (colour, i) => Number.parseInt(colour.slice(1 + 2 * i, 3 + 2 * i), 16);
  const hex = (i) => Math.round(part(one, i) * (1 - share) + part(other, i) * share).toString(16).padStart(2, "0");
  return `#${hex(0)}${hex(1)}${hex(2)}`;
}
