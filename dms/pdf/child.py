"""The program of the child process: ``python -m dms.pdf.child examine FILE``, ``draw FILE FOLDER FIRST LAST``,
``text FILE FIRST LAST``, ``photograph FILE PICTURE PAGE``, ``marks FILE FIRST LAST`` or ``pairs EARLIER LATER PAIRS``.
Its answer is one line of JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from dms.pdf import limits


def answer(words: list[str]) -> dict[str, Any]:
    """The parsers are imported behind the fence: what they allocate counts, and nothing of a file is read before."""
    what, path = words[0], Path(words[1])
    if what == "examine":
        from dms.pdf import structure

        found = structure.examine(path)
        return found if found["codes"] else _seen(path, found)
    from dms.pdf import differences, pages, texts

    try:
        if what == "marks":
            return differences.marks(path, int(words[2]), int(words[3]))
        if what == "pairs":
            return differences.pairs(path, Path(words[2]), words[3])
        if what == "text":
            return texts.read(path, int(words[2]), int(words[3]))
        if what == "photograph":
            return texts.photograph(path, Path(words[2]), int(words[3]))
        return pages.draw(path, Path(words[2]), int(words[3]), int(words[4]))
    except MemoryError:
        return {"pages": None, "codes": ["too_heavy"]}
    except Exception:  # a stranger's bytes: whatever the parser stumbles over is a fault of the file
        return {"pages": None, "codes": ["broken"]}


def _seen(path: Path, found: dict[str, Any]) -> dict[str, Any]:
    """What a sound structure looks like on paper: what cannot be drawn, or is blank throughout, proves nothing."""
    from dms.pdf import traits

    try:
        looks = traits.look(path)
    except MemoryError:
        return found | {"codes": ["too_heavy"]}
    except Exception:  # as above
        return found | {"codes": ["broken"]}
    return found | {"traits": looks, "codes": ["blank"] if traits.is_blank(looks, found["pages"]) else []}


if __name__ == "__main__":
    limits.fence()
    sys.stdout.write(json.dumps(answer(sys.argv[1:])))
