"""Fills a form in with openpyxl, saves it with LibreOffice and compares the verdicts; does the same with the forms of the real
programmes, filled in by the program; converts online forms with pyxform, and reads what a device would send.

Usage: forms.py PROGRAM WORK OFFICE (empty if LibreOffice is not installed)
"""

import csv
import json
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

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
real = sorted((pathlib.Path(__file__).parent.parent.parent / "fixtures" / "real").glob("*.yaml"))
assert len(real) > 30


def run(*arguments):
    return subprocess.run([program, *map(str, arguments)], cwd=folder, capture_output=True, check=False)


def verdicts(*paths):
    """What is said about each programme, by name."""
    report = json.loads(run("check", "--no-config", "--format", "json", *paths).stdout)
    assert not report["unreadable"] and not report["skipped"], report["unreadable"] or report["skipped"]
    found = {}
    for programme in report["programmes"]:
        answers = [(block["id"], block["answer"]) for block in programme["blocks"]]
        codes = sorted(finding["code"] for finding in programme["findings"])
        found[programme["name"]] = programme["verdict"]["sentence"], programme["valid"], answers, codes
    return found


def verdict(path):
    (only,) = verdicts(path).values()
    return only


def text_of(expression):
    """The text that an expression of literals gives."""
    return "".join(one or other for one, other in re.findall(r"'([^']*)'|\"([^\"]*)\"", expression))


def submission(xform):
    """What a device sends if the form is opened and sent as it is: texts by name."""
    tree = ElementTree.fromstring(xform)
    local = lambda node: node.tag.rsplit("}", 1)[1]
    instance = next(node for node in tree.iter() if local(node) == "instance" and not node.get("id"))
    values = {local(node): node.text or "" for node in instance.iter() if len(node) == 0}
    for node in tree.iter():
        expression = {"setvalue": node.get("value"), "bind": node.get("calculate")}.get(local(node))
        name = (node.get("ref") or node.get("nodeset") or "").rsplit("/", 1)[-1]
        if expression and name in values and name.count("__"):
            values[name] = text_of(expression)
    return {name: text for name, text in values.items() if "__" in name}


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

expected = verdicts(*real)
assert len(expected) == len(real)
(folder / "real").mkdir()
rows = []
for path in real:
    assert run("form", "--as", "xlsx", "--prefill", path, "-o", f"real/{path.stem}.xlsx").returncode == 0, path
    run("form", "--as", "xlsform", "--prefill", path, "-o", "online.xlsx")
    rows.append(submission(convert(xlsform=str(folder / "online.xlsx"), validate=False).xform))
folders = ["real"]
if office:
    for kind in ["ods", "xlsx"]:
        command = [office, "--headless", "--convert-to", kind, "--outdir", f"real-{kind}"]
        forms = [str(path) for path in sorted((folder / "real").glob("*.xlsx"))]
        subprocess.run([*command, *forms], cwd=folder, capture_output=True, check=True, timeout=600)
        folders.append(f"real-{kind}")
names = list(dict.fromkeys(name for row in rows for name in row))
with open(folder / "export.csv", "w", encoding="utf-8", newline="") as file:
    table = csv.DictWriter(file, names, restval="")
    table.writeheader()
    table.writerows(rows)
for path in [*folders, "export.csv"]:
    found = verdicts(path)
    assert found.keys() == expected.keys(), (path, found.keys() ^ expected.keys())
    for name in expected:
        assert found[name] == expected[name], (path, name, found[name], expected[name])
print(
    f"forms: {len(saved)} workbooks and an online form; {len(real)} real programmes in {len(folders)} folders and an export"
    + ("" if office else "; LibreOffice is not installed, so it saved none")
)
