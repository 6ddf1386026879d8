"""Judges what checkov found: `judge_checkov.py REPORT.json FOLDER`, the folder being the one that was scanned.

Fails on a finding, on a file that was not read or not judged, and on a skip without a written reason.
"""

import json
import pathlib
import sys

LEAST_WORDS = 5


def main(report, folder):
    problems = []
    results = json.loads(report.read_text(encoding="utf-8"))
    if results.get("check_type") != "cloudformation":
        sys.exit(f"checkov judged no CloudFormation template: {str(results)[:200]}")
    found = results["results"]
    for name in found.get("parsing_errors", []):
        problems.append(f"{name} could not be read")
    for check in found["failed_checks"]:
        problems.append(f"{check['file_path']}: {check['resource']}: {check['check_id']} {check['check_name']}")
    judged = {check["file_path"].lstrip("/") for check in found["passed_checks"]}
    for file in sorted(folder.iterdir()):
        if file.name not in judged:
            problems.append(f"{file.name} was not judged")
    skipped = set()
    for check in found["skipped_checks"]:
        skipped.add((check["resource"], check["check_id"]))
        reason = check["check_result"].get("suppress_comment", "")
        if len(reason.split()) < LEAST_WORDS:
            problems.append(f"{check['file_path']}: {check['resource']}: {check['check_id']} is skipped without a reason")
    if problems:
        sys.exit("\n".join(sorted(set(problems))))
    print(
        f"checkov: {len(found['passed_checks'])} checks passed in {len(judged)} files,"
        f" {len(skipped)} skipped with a reason:"
    )
    for resource, check in sorted(skipped):
        print(f"  {check} {resource}")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
