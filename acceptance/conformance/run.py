"""Runs the cases on each cloud and writes the page that says who passes what."""
import argparse
import json
import os
import subprocess
import sys
import time

import backends
import issuer
import report

def run(name, parallel, only=None, cases=None):
    """One cloud's results: what it is, and its cases (or these alone); or why it is not there."""
    began = time.monotonic()
    results = backends.WORK / f"{name}.json"
    results.unlink(missing_ok=True)
    try:
        with issuer.running(backends.WORK) as tokens, backends.ALL[name](tokens["CONFORMANCE_ISSUER"]) as backend:
            environment = {**os.environ, **backend.environment(), **tokens, "CONFORMANCE_BACKEND": backend.to_json(),
                           "CONFORMANCE_RESULTS": str(results), "PYTHONDONTWRITEBYTECODE": "1"}
            command = [sys.executable, "-m", "pytest", "-n", str(parallel), "--dist", "loadgroup",
                       "-c", backends.HERE / "pytest.ini", *(["-k", only] if only else []), *nodes(cases)]
            log = backends.WORK / f"{name}.pytest.log"
            with open(log, "wb") as out:
                code = subprocess.run(command, env=environment, stdout=out, stderr=subprocess.STDOUT).returncode
            if code not in (0, 1) or not results.exists():
                raise backends.CannotStart(f"pytest ended with {code}; see {log}")
            found = {"backend": name, "version": backend.version, "runs": backend.runs,
                     "cases": json.loads(results.read_text())}
    except backends.CannotStart as e:
        found = {"backend": name, "missing": str(e), "cases": []}
    results.write_text(json.dumps(found, indent=1))
    print(summary(found, time.monotonic() - began), flush=True)
    return found


def nodes(cases):
    """What pytest is to run: everything, or some cases by their ids."""
    folder = backends.HERE / "cases"
    return [folder] if cases is None else [f"{folder}/{case.replace('::', '.py::', 1)}" for case in cases]


def again(found, parallel):
    """Runs once more what came out otherwise than the page says: a case that waits can be late on a busy machine."""
    differing = report.differing(found)
    if not differing or found["backend"] == "embedded":
        return found
    print(f"{found['backend']:<11}again, since the page says otherwise: {', '.join(differing)}", flush=True)
    second = {(case["id"], case["driver"]): case for case in run(found["backend"], parallel, cases=differing)["cases"]}
    found["cases"] = [second.get((case["id"], case["driver"]), case) for case in found["cases"]]
    return found


def summary(found, seconds):
    if "missing" in found:
        return f"{found['backend']:<11}not run: {found['missing']}"
    count = {outcome: sum(case["outcome"] == outcome for case in found["cases"])
             for outcome in ("passed", "failed", "unsupported")}
    lines = [f"{found['backend']:<11}{count['passed']} passed, {count['failed']} failed, "
             f"{count['unsupported']} not supported, {seconds:.0f} s"]
    if found["backend"] == "embedded":
        lines += [f"  {case['outcome']} {case['id']} ({case['driver']}): {case['reason']}"
                  for case in found["cases"] if case["outcome"] != "passed"]
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(prog=".ci/conformance", description=__doc__)
    parser.add_argument("--backend", action="append", choices=list(backends.ALL), help="this cloud alone; may be repeated")
    parser.add_argument("--check", action="store_true", help="fail unless the embedded cloud passes all and the page is as committed")
    parser.add_argument("--parallel", type=int, default=4, help="how many cases run at once (4)")
    parser.add_argument("-k", metavar="EXPRESSION", help="these cases alone, as pytest's -k; writes no page")
    options = parser.parse_args()
    backends.build_function()
    chosen = options.backend or list(backends.ALL)
    results = [run(name, options.parallel, options.k) for name in chosen]
    if options.check and not options.k:
        results = [again(found, options.parallel) for found in results]
    problems = [f"{found['backend']} was not run: {found['missing']}" for found in results if "missing" in found]
    for found in results:
        if found["backend"] == "embedded" and any(case["outcome"] != "passed" for case in found["cases"]):
            problems.append("the embedded cloud does not pass every case")
    if len(results) == len(backends.ALL) and not options.k and not problems:
        problems += report.update(results, options.check)
    for problem in problems:
        print(f"conformance: {problem}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
