// Matching names: as written, by alias, by full pinyin and by initials. Used by the page and by the index.

/** Fold what people type differently: case, width, spaces, quotes and brackets. */
function fold(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[\s"'“”‘’《》〈〉()（）·.-]/g, "");
}

/** What is compared with a query, worked out once for each entity. */
function entryOf(names, pinyin) {
  return {
    names: names.map((name) => ({ name, folded: fold(name) })),
    full: pinyin.map((reading) => fold(reading)),
    initials: pinyin.map((reading) => reading.split(" ").map((part) => (/^[a-z]/.test(part) ? part[0] : part)).join("")),
    starts: pinyin.map(syllableStarts),
  };
}

/** Where syllables begin in the folded reading: a match in the middle of one is no match. */
function syllableStarts(reading) {
  const starts = new Set();
  let at = 0;
  for (const part of reading.split(" ")) {
    starts.add(at);
    at += fold(part).length;
  }
  return starts;
}

/** How well an entry matches: lower is better, null is not at all. */
function match(entry, wanted) {
  let best = null;
  const better = (score, name) => {
    if (!best || score < best.score) best = { score, name };
  };
  entry.names.forEach(({ name, folded }, i) => {
    if (folded === wanted) better(0 + i * 0.1, name);
    else if (folded.startsWith(wanted)) better(1 + Math.min(i, 1) * 0.5, name);
    else if (folded.includes(wanted)) better(2 + Math.min(i, 1) * 0.5, name);
  });
  if (!best && /^[a-z0-9]+$/.test(wanted)) {
    entry.initials.forEach((letters) => {
      if (letters === wanted) better(1.2);
      else if (wanted.length > 1 && letters.includes(wanted)) better(letters.startsWith(wanted) ? 2.2 : 3.2);
    });
    entry.full.forEach((letters, i) => {
      for (let at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + 1)) {
        if (entry.starts[i].has(at)) better(at ? 3 : 1.6);
      }
    });
  }
  return best;
}
