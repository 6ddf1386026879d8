"""The page docs/fidelity.md, made from the results of a run on all clouds."""
import datetime
import difflib

from backends import ROOT

PAGE = ROOT / "docs" / "fidelity.md"
NAMES = {"embedded": "embedded", "localstack": "LocalStack", "moto": "moto", "ministack": "ministack"}
MARKS = {"passed": "✓", "failed": "✗", "unsupported": "–"}
DATE = "Last run: "

INTRO = """\
# Fidelity of the embedded cloud

*Written by `.ci/conformance`; do not edit.*

{cases} cases, each a sentence of AWS's documentation, driven from outside by boto3; {cli} of them also by the AWS CLI. The same cases run on
four clouds. AWS's page decides, not another emulator: each case links the one that does. The cases are in
[`acceptance/conformance`](../acceptance/conformance/README.md).

Run again: `.ci/conformance` (all four, then this page), `.ci/conformance --backend embedded` (one of them).

{date}{versions}.

✓ passes (by boto3 and, where the CLI runs it, by both); ✗ answers otherwise; – says that it has no such operation, or cannot run
functions here. Each cloud runs with its defaults and without patches: what it could be told to enforce, and does not, counts as not enforced.
The embedded cloud runs the function under test in Java, LocalStack in Java containers, ministack a Python twin of it in a process; moto runs
functions only in images of its own, which are not used here.

What this does not say: the cases ask for what Slipway and its users need, so the others are measured on our ground, and they do much that the
embedded cloud does not do at all.
"""


class Row:
    """One case with what became of it on each cloud."""

    def __init__(self, case):
        self.id, self.area, self.says = case["id"], case["area"], case["says"]
        self.title, self.url = case["title"], case["url"]
        self.results = {}

    def outcome(self, backend):
        """The worst of its drivers."""
        found = [result["outcome"] for result in self.results.get(backend, {}).values()]
        return next((worst for worst in ("failed", "unsupported", "passed") if worst in found), "unsupported")

    def reason(self, backend):
        return next((r["reason"] for r in self.results.get(backend, {}).values() if r["outcome"] == "failed"), "")


def rows(results):
    by_id = {}
    for found in results:
        for case in found["cases"]:
            row = by_id.setdefault(case["id"], Row(case))
            row.results.setdefault(found["backend"], {})[case["driver"]] = case
    return [by_id[key] for key in sorted(by_id, key=lambda key: (by_id[key].area, key))]


def page(results, today):
    table, names = rows(results), [found["backend"] for found in results]
    cli = sum("cli" in row.results.get("embedded", {}) for row in table)
    versions = ", ".join(f"{NAMES[found['backend']]} ({found['version']})" for found in results)
    parts = [INTRO.format(cases=len(table), cli=cli, date=f"{DATE}{today}\n\n", versions=versions),
             summary(table, names), drivers(results), cases(table, names), disagreements(table, names)]
    return "\n".join(parts)


def summary(table, names):
    lines = ["## Who passes what", "", "Passed / failed / not supported, by area.", "",
             "| area | cases | " + " | ".join(NAMES[name] for name in names) + " |",
             "|---|---:|" + "---|" * len(names)]
    areas = sorted({row.area for row in table})
    for area in [*areas, None]:
        mine = [row for row in table if area in (row.area, None)]
        lines.append(f"| {area or '**all**'} | {len(mine)} | " + " | ".join(counted(mine, name) for name in names) + " |")
    return "\n".join([*lines, ""])


def counted(mine, name):
    outcomes = [row.outcome(name) for row in mine]
    return " / ".join(str(outcomes.count(outcome)) for outcome in ("passed", "failed", "unsupported"))


def drivers(results):
    lines = ["By driver: runs passed of all runs.", "", "| driver | " + " | ".join(NAMES[f["backend"]] for f in results) + " |",
             "|---|" + "---|" * len(results)]
    for driver, title in (("boto3", "boto3"), ("cli", "AWS CLI")):
        cells = []
        for found in results:
            mine = [case["outcome"] for case in found["cases"] if case["driver"] == driver]
            cells.append(f"{mine.count('passed')} of {len(mine)}")
        lines.append(f"| {title} | " + " | ".join(cells) + " |")
    return "\n".join([*lines, ""])


def cases(table, names):
    lines = ["## The cases", ""]
    for area in sorted({row.area for row in table}):
        lines += [f"### {area}", "", "| case | " + " | ".join(NAMES[name] for name in names) + " | decided by |",
                  "|---|" + ":-:|" * len(names) + "---|"]
        for row in table:
            if row.area == area:
                marks = " | ".join(MARKS[row.outcome(name)] for name in names)
                both = " (CLI too)" if "cli" in row.results.get("embedded", {}) else ""
                lines.append(f"| {escaped(row.says)}{both} | {marks} | [{row.title}]({row.url}) |")
        lines.append("")
    return "\n".join(lines)


def disagreements(table, names):
    lines = ["## Where they disagree", "", "Each line: the case, and who answers otherwise than the page that decides it.", ""]
    for row in table:
        who = [NAMES[name] for name in names if row.outcome(name) == "failed"]
        if who:
            lines.append(f"- {escaped(row.says)}: {', '.join(who)}. [{row.title}]({row.url})")
    return "\n".join([*lines, ""])


def escaped(text):
    return text.replace("|", "\\|").replace("*", "\\*").replace("$", "\\$").replace("<", "&lt;")


def differing(found):
    """The ids of the cases whose mark on the committed page is another than in these results."""
    name = NAMES[found["backend"]]
    marks, column, area = {}, None, ""
    for line in PAGE.read_text().splitlines() if PAGE.exists() else []:
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if line.startswith("### "):
            area = line[4:]
        elif cells[0] == "case":
            column = cells.index(name) if name in cells else None
        elif column is not None and len(cells) > column and line.startswith("|"):
            marks[area, cells[0].removesuffix(" (CLI too)")] = cells[column]
    return [row.id for row in rows([found])
            if marks.get((row.area, escaped(row.says)), "") not in ("", MARKS[row.outcome(found["backend"])])]


def update(results, check):
    """Writes the page; with `check` compares it, its date aside, and returns what is wrong."""
    today = datetime.date.today().isoformat()
    wanted = page(results, today)
    if not check:
        PAGE.write_text(wanted)
        return []
    committed = PAGE.read_text() if PAGE.exists() else ""
    differing = [line for line in difflib.unified_diff(undated(committed), undated(wanted), "committed", "this run", n=0, lineterm="")]
    if not differing:
        return []
    return [f"{PAGE.relative_to(ROOT)} differs from this run (write it with .ci/conformance):\n" + "\n".join(differing[:60])]


def undated(text):
    return [line for line in text.splitlines() if not line.startswith(DATE)]
