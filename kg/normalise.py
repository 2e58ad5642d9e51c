"""One-to-one unification of characters, so that an offset into the result is an offset into the text.

Never NFKC on a text: it changes lengths (① ㎡ … become several characters).
"""

import re

# Full-width ASCII to half-width; the punctuation that Chinese texts mix; spaces of every kind; look-alikes of 〔〕 and ·.
_ASCII = {0xFF01 + i: 0x21 + i for i in range(94)}
_OTHERS = {
    "﹝": "〔", "﹞": "〕", "⟨": "〈", "⟩": "〉", "﹙": "(", "﹚": ")", "，": ",", "﹐": ",", "﹔": ";", "﹕": ":",
    "•": "·", "・": "·", "‧": "·", "∙": "·", "●": "·", "━": "—", "―": "—", "–": "—", "‐": "-", "‑": "-", "−": "-",
    "﹣": "-", "〝": "“", "〞": "”", "＂": '"', "「": "“", "」": "”", "『": "‘", "』": "’", "○": "〇", "◯": "〇",
    "\u3000": " ", "\xa0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u200b": " ", "\ufeff": " ", "\t": " ",
    "\r": " ", "\v": " ", "\f": " ", "\u2028": "\n", "\u2029": "\n", "\x85": "\n",
}  # fmt: skip
_TABLE = {**_ASCII, **{ord(a): ord(b) for a, b in _OTHERS.items()}}
_STRAIGHT = re.compile(r'"([^"\n]*)"')


def normalise(text: str) -> str:
    """Return the text with unified characters, of the same length.

    Straight quotes are paired within their line. A lone carriage return ends a line as a line feed does.
    """
    result = text.translate(_TABLE)
    if '"' in result:
        result = _STRAIGHT.sub(r"“\1”", result)
    if "\r" in text and "\n" not in text:
        result = "".join("\n" if a == "\r" else b for a, b in zip(text, result, strict=True))
    return result


QUOTES = str.maketrans("", "", "“”‘’")
