"""Fills a form in with openpyxl, saves it with LibreOffice and compares the verdicts; converts the online form with pyxform.

Usage: forms.py PROGRAM WORK OFFICE (empty if LibreOffice is not installed)
"""

import json
import pathlib
import subprocess
import sys

import openpyxl
from pyxform.xls2xform import convert

# Constructed. The keys are those of the hidden column; people see titles.
DESCRIPTION = """
programme: {name: Constructed programme}
purpose: {main: work, steps: [job-search, nothing-else]}
mentor: {capacity: volunteer}
third_actor: {monitors: [check-ins]}
"""
ANSWERS = {
    "programme.name/text": "Constructed programme",
    "purpose.main/choice": "Finding paid work",
    "purpose.steps/tick/job-search": "Yes",
    "purpose.steps/complete/nothing-else": "Yes",
    "mentor.capacity/choice": "A volunteer",
    "third_actor.monitors/tick/check-ins": "Yes",
}

program, work, office = sys.argv[1:]
folder = pathlib.Path(work) / "forms"
folder.mkdir()


def run(*arguments):
    return subprocess.run([program, *map(str, arguments)], cwd=folder, capture_output=True, check=False)


def verdict(path):
    report = json.loads(run("check", "--no-config", "--format", "json", path).stdout)
    (programme,) = report["programmes"]
    answers = [(block["id"], block["answer"]) for block in programme["blocks"]]
    codes = sorted(finding["code"] for finding in programme["findings"])
    return programme["verdict"]["sentence"], programme["valid"], answers, codes


(folder / "plan.yaml").write_text(DESCRIPTION, encoding="utf-8")
assert run("form", "--as", "xlsx", "-o", "blank.xlsx").returncode == 0
book = openpyxl.load_workbook(folder / "blank.xlsx")
sheet = book["Questions"]
rows = {sheet.cell(row, 1).value: row for row in range(3, sheet.max_row + 1)}
for key, text in ANSWERS.items():
    sheet.cell(rows[key], 5).value = text
book.save(folder / "filled.xlsx")
expected = verdict("plan.yaml")
saved = ["filled.xlsx"]
if office:
    for kind in ["ods", "xlsx"]:
        command = [office, "--headless", "--convert-to", kind, "--outdir", "office", "filled.xlsx"]
        subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=120)
        saved.append(f"office/filled.{kind}")
for path in saved:
    assert verdict(path) == expected, (path, verdict(path), expected)
run("form", "--as", "xlsform", "--prefill", "plan.yaml", "-o", "online.xlsx")
xform = convert(xlsform=str(folder / "online.xlsx"), validate=False).xform
assert "purpose__main" in xform and "mentorcheck__fingerprint" in xform
print(f"forms: {len(saved)} workbooks and an online form" + ("" if office else "; LibreOffice is not installed, so it saved none"))
