"""The name of a case flows in, its verdicts flow out: run as a program, with a roof over its memory.

`python -m tests.hostile.child MIB MODULE NAME...` prints one line of JSON before and one after each case.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time

from listed.lists import Document
from listed.names import load
from listed.scan.audit import lists_of


def _tell(what: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main(mib: int, module: str, chosen: list[str]) -> None:
    """Audit each case and tell what came of it."""
    resource.setrlimit(resource.RLIMIT_AS, (mib << 20, mib << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    cases = importlib.import_module(module).CASES
    for name in chosen:
        _tell({"began": name})
        case = cases[name]
        document = Document(case.path, case.make(), case.media)
        began = time.perf_counter()
        lists = lists_of(load(), document)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        told = {
            "name": name,
            "verdicts": sorted({one.verdict for one in lists if one.scope == "world"}),
            "lists": len(lists),
            "seconds": round(time.perf_counter() - began, 3),
            "mib": peak,
        }
        _tell(told)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3:])
