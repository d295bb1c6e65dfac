"""Runs Python scripts one after the other in this process.

Reads a JSON object from standard input: the source of each script, by name. Writes a JSON object: the output of each script, or its
error as {"error": "..."}.
"""

import contextlib
import io
import json
import sys
import traceback


def run(name, source):
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(source, name, "exec"), {"__name__": "__main__"})
    except SystemExit as end:
        return {"error": str(end)}
    except BaseException:
        return {"error": traceback.format_exc()}
    return {"output": printed.getvalue()}


json.dump({name: run(name, source) for name, source in json.load(sys.stdin).items()}, sys.stdout)
