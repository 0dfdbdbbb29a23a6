"""Reads reports with third-party programs. Called by `run`, which installs the dependencies."""

import csv
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import duckdb
import openpyxl
import xmlschema
import yaml
from junitparser import Error, Failure, JUnitXml
from sarif import loader

PROGRAM, ROOT, WORK = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
OFFICE, MULTITOOL, AJV = sys.argv[4], sys.argv[5], sys.argv[6]
FORMATS = ["json", "ndjson", "sarif", "junit", "gitlab", "csv", "grid"]
FORMULA = '=HYPERLINK("http://x";"y")'
UMLAUTS = "Zürich – Søndag, Łódź, 東京"
NASTY = ["<script>alert(1)</script> & ]]>", FORMULA, "  =1+1", "@SUM(A1:A2)", "+1+1", "-1+1", "\t=1+1", "\x1b[31m\u202ered", UMLAUTS]

done, skipped = 0, []


def check(what, true):
    global done
    if not true:
        sys.exit(f"not so: {what}")
    done += 1


def equal(what, read, meant):
    check(f"{what}: {read} was read, {meant} was meant", read == meant)


def report(name, *arguments):
    """Runs mentorcheck once in every format; returns the folder and the parsed JSON report."""
    folder = WORK / name
    folder.mkdir()
    command = [PROGRAM, "check", *arguments]
    for form in FORMATS:
        command += ["--format", form, "--output", str(folder / form)]
    status = subprocess.run(command, cwd=ROOT, capture_output=True)
    if status.returncode not in (0, 1, 3) or status.stderr:
        sys.exit(f"{command}: {status}")
    return folder, json.loads((folder / "json").read_text("utf-8"))


def nasty():
    """A folder with texts that a consumer might interpret, and with unreadable files."""
    folder = WORK / "nasty"
    folder.mkdir()
    for number, text in enumerate(NASTY):
        quoted = json.dumps(text, ensure_ascii=True)
        (folder / f"{number}.yaml").write_text(f"programme: {{name: {quoted}}}\nmentor: {{reward: {quoted}}}\n")
    for name in ["several.yaml", "syntax-tab.yaml", "documents-second-broken.yaml"]:
        (folder / name).write_bytes((ROOT / "fixtures/malformed" / name).read_bytes())
    return str(folder)


def sarif(name, folder, data):
    path = folder / "sarif"
    path.rename(path.with_suffix(".sarif"))
    path = path.with_suffix(".sarif")
    findings = data["totals"]["finding_counts"]
    read = loader.load_sarif_file(str(path))
    counts = read.get_report().get_issue_count_for_severity
    for severity in ["error", "warning", "note"]:
        equal(f"{name}: sarif-tools, {severity}s", counts(severity), findings[severity])
    summary = subprocess.run(["sarif", "summary", str(path)], capture_output=True, text=True, check=True).stdout
    for severity in ["error", "warning", "note"]:
        check(f"{name}: `sarif summary` counts {findings[severity]} {severity}s", f"{severity}: {findings[severity]}\n" in summary)
    converted = folder / "converted.json"
    subprocess.run(["sarif", "codeclimate", "--output", str(converted), str(path)], capture_output=True, check=True)
    ours = json.loads((folder / "gitlab").read_text("utf-8"))
    theirs = json.loads(converted.read_text("utf-8"))
    places = lambda entries: sorted((one["location"]["path"], one["location"]["lines"]["begin"]) for one in entries)
    relative = [one for one in ours if not one["location"]["path"].startswith("/")]
    if len(relative) == len(ours):
        equal(f"{name}: places, as sarif-tools makes a code quality report of SARIF", places(theirs), places(ours))
    equal(f"{name}: entries of the code quality report", len(ours), len(theirs))
    if MULTITOOL:
        found = folder / "multitool.sarif"
        environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
        subprocess.run(
            [MULTITOOL, "validate", str(path), "--rule-kind", "Sarif;Gh", "--output", str(found)],
            capture_output=True, check=True, env=environment,
        )
        results = json.loads(found.read_text("utf-8-sig"))["runs"][0].get("results", [])
        # The project has no website to name as the tool's `informationUri`.
        faults = [one["ruleId"] for one in results if one.get("level", "warning") != "note"]
        equal(f"{name}: faults that Microsoft's validator finds", faults, ["SARIF2005"])


def junit(name, folder, data):
    totals = data["totals"]
    xmlschema.XMLSchema(str(ROOT / "tests/official/junit-10.xsd")).validate(str(folder / "junit"))
    check(f"{name}: JUnit keeps to the schema that Jenkins publishes", True)
    read = JUnitXml.fromfile(str(folder / "junit"))
    equal(f"{name}: tests", read.tests, totals["programmes"] + totals["unreadable"])
    equal(f"{name}: errors", read.errors, totals["invalid"] + totals["unreadable"])
    failing = sum(1 for one in data["programmes"] if one["valid"] and not one["passes"])
    equal(f"{name}: failures", read.failures, failing)
    cases = [case for suite in read for case in suite]
    equal(f"{name}: cases", len(cases), read.tests)
    of = lambda kind: sum(1 for case in cases if any(isinstance(result, kind) for result in case.result))
    equal(f"{name}: cases with a failure and with an error", (of(Failure), of(Error)), (read.failures, read.errors))


def tables(name, folder, data):
    totals = data["totals"]
    with open(folder / "csv", newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file, strict=True))
    programmes = [row for row in rows if row["Document"]]
    equal(f"{name}: rows with a programme", len(programmes), totals["programmes"])
    # Only what is understood in full passes in a table for people.
    passing = sum(one["passes"] and one["valid"] for one in data["programmes"])
    equal(f"{name}: rows that pass", sum(row["Passes"] == "yes" for row in rows), passing)
    for column, severity in [("Errors", "error"), ("Warnings", "warning"), ("Notes", "note")]:
        equal(f"{name}: {column}", sum(int(row[column]) for row in rows), totals["finding_counts"][severity])
    with open(folder / "grid", newline="", encoding="utf-8-sig") as file:
        grid = list(csv.DictReader(file, strict=True))
    indicators = sum(len(block["indicators"]) for block in data["pack"]["blocks"])
    judged = [row for row in grid if row["Document"]]
    equal(f"{name}: rows of the grid", len(judged), indicators * totals["programmes"])
    cells = [cell for row in rows + grid for cell in row.values()]
    signs = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
    equal(f"{name}: cells that somebody would calculate", [cell for cell in cells if cell.strip().startswith(signs)], [])


def lines(name, folder, data):
    """DuckDB reads ndjson as one table, in which a column has one type and one meaning."""
    table = f"read_ndjson('{folder / 'ndjson'}')"
    counted = duckdb.execute(f"select coalesce(sum(len(findings)), 0)::int from {table}").fetchone()[0]
    findings = data["totals"]["finding_counts"]
    equal(f"{name}: findings in ndjson", counted, sum(findings.values()) + sum(data["totals"]["excused"].values()))
    programmes = duckdb.execute(f"select count(*)::int from {table} where type = 'programme'").fetchone()[0]
    equal(f"{name}: programmes in ndjson", programmes, data["totals"]["programmes"])
    types = {row[0]: row[1] for row in duckdb.execute(f"describe select * from {table}").fetchall()}
    if programmes:
        equal(f"{name}: whether a programme is as expected", types["as_expected"], "BOOLEAN")


TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE_NS = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def opened(path, separator=","):
    """The cells of a table as LibreOffice reads it: (kind, formula, text).

    Headless LibreOffice does not ask for the encoding and assumes Windows-1252, even with a byte-order mark; 76 is UTF-8.
    """
    out = WORK / "opened"
    home = f"-env:UserInstallation=file://{WORK}/office"
    subprocess.run(
        [OFFICE, home, "--headless", f"--infilter=CSV:{ord(separator)},34,76", "--convert-to", "fods", "--outdir", str(out), str(path)],
        capture_output=True, check=True, timeout=180,
    )
    tree = ElementTree.parse((out / path.name).with_suffix(".fods"))
    return [
        (cell.get(OFFICE_NS + "value-type"), cell.get(TABLE + "formula"), "".join(cell.itertext()).strip())
        for cell in tree.iter(TABLE + "table-cell")
    ]


def office(name, folder):
    for form in ["csv", "grid"]:
        path = (folder / form).rename(folder / f"{form}.csv")
        plain = WORK / f"plain-{form}.csv"
        plain.write_bytes(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
        check(f"{name}: the mark of UTF-8 stands first in {form}", plain.stat().st_size + 3 == path.stat().st_size)
        for cells in [opened(path), opened(plain)]:
            equal(f"{name}: first cell of {form}", cells[0][2], "Programme" if form == "csv" else "Path")
            equal(f"{name}: formulas in {form}", [cell for cell in cells if cell[1]], [])
            names = [cell for cell in cells if cell[2] == f"'{FORMULA}"]
            check(f"{name}: {FORMULA} is text in {form}", names and all(kind == "string" for kind, _, _ in names))
            check(f"{name}: {UMLAUTS} is whole in {form}", any(text == UMLAUTS for _, _, text in cells))
            check(f"{name}: numbers are numbers in {form}", any(kind == "float" for kind, _, _ in cells))
    usual = [text for _, _, text in opened(WORK / "plain-csv.csv")]
    for word, separator in [(";", ";"), ("tab", "\t")]:
        path = WORK / f"separated-{ord(separator)}.csv"
        command = [PROGRAM, "check", "--expect", "any", "--format", "csv", "--separator", word, "-o", str(path), MEAN]
        subprocess.run(command, cwd=ROOT, capture_output=True)
        equal(f"{name}: cells separated by {word}", [text for _, _, text in opened(path, separator)], usual)
    workbook(name)
    bait = WORK / "bait.csv"
    bait.write_text(f"a\n=1+1\n")
    check("LibreOffice calculates what is not made safe", any(formula for _, formula, _ in opened(bait)))


def workbook(name):
    """openpyxl and LibreOffice read the workbook; LibreOffice keeps filters, print titles and texts."""
    path = WORK / "round.xlsx"
    command = [PROGRAM, "check", "--expect", "any", "--evidence", "--format", "xlsx", "-o", str(path), MEAN]
    subprocess.run(command, cwd=ROOT, capture_output=True)
    book = openpyxl.load_workbook(path)
    sheets = ["Programmes", "Questions", "Evidence", "Grid", "Decisions", "Words"]
    equal(f"{name}: sheets", book.sheetnames, sheets)
    for sheet in book:
        cells = [cell for row in sheet.iter_rows() for cell in row]
        equal(f"{name}: formulas in {sheet.title}", [cell.value for cell in cells if cell.data_type == "f"], [])
        equal(f"{name}: links in {sheet.title}", [cell.value for cell in cells if cell.hyperlink], [])
        equal(f"{name}: frozen head of {sheet.title}", sheet.freeze_panes, "B2")
        equal(f"{name}: print titles of {sheet.title}", sheet.print_title_rows, "$1:$1")
        check(f"{name}: filter of {sheet.title}", sheet.auto_filter.ref)
    names = [cell.value for cell in book["Programmes"]["A"]]
    check(f"{name}: {FORMULA} and {UMLAUTS} are whole in the workbook", FORMULA in names and UMLAUTS in names)
    out = WORK / "opened"
    home = f"-env:UserInstallation=file://{WORK}/office"
    command = [OFFICE, home, "--headless", "--convert-to", "fods", "--outdir", str(out), str(path)]
    subprocess.run(command, capture_output=True, check=True, timeout=180)
    tree = ElementTree.parse((out / path.name).with_suffix(".fods"))
    equal(f"{name}: sheets in LibreOffice", [one.get(TABLE + "name") for one in tree.iter(TABLE + "table")], sheets)
    equal(f"{name}: formulas in LibreOffice", [one for one in tree.iter() if one.get(TABLE + "formula")], [])
    equal(f"{name}: filters in LibreOffice", sum(1 for _ in tree.iter(TABLE + "database-range")), len(sheets))
    heads = sum(1 for _ in tree.iter(TABLE + "table-header-rows"))
    equal(f"{name}: repeated heads in LibreOffice", heads, len(sheets))


def schemas(paths):
    """Ajv accepts both drafts of the schema in strict mode, and the same descriptions by each."""
    names, documents = [], []
    for path in sorted(paths):
        try:
            # Without types: the schema has text and null only, and PyYAML reads the country code NO as a boolean.
            for document in yaml.load_all((ROOT / path).read_text("utf-8"), yaml.BaseLoader):
                names.append(path)
                documents.append(document)
        except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
            continue
    (WORK / "documents.json").write_text(json.dumps(documents), "utf-8")
    for which in ["programme", "programme-draft-07"]:
        printed = subprocess.run([PROGRAM, "schema", which], capture_output=True, check=True).stdout
        (WORK / which).write_bytes(printed)
    command = ["node", str(ROOT / "tests/consumers/ajv.mjs"), AJV, "programme", "programme-draft-07", "documents.json"]
    answers = json.loads(subprocess.run(command, cwd=WORK, capture_output=True, check=True).stdout)
    differing = [name for name, (newer, older) in zip(names, answers, strict=True) if newer != older]
    equal("descriptions on which the drafts differ", differing, [])
    real = [name for name, answer in zip(names, answers) if name.startswith("fixtures/real/") and answer != [True, True]]
    equal("real descriptions that Ajv refuses", real, [])
    check("Ajv refuses some malformed descriptions", sum(answer == [False, False] for answer in answers) > 20)


MEAN = nasty()
descriptions = set()
for name, arguments in [
    ("real", ["fixtures/real"]),
    ("malformed", ["fixtures/malformed"]),
    ("constructed", ["--accept", "provisional", "fixtures/constructed"]),
    ("missing", ["no-such-file.yaml"]),
    ("mean", ["--expect", "any", "--excel", MEAN]),
]:
    folder, data = report(f"report-{name}", *arguments)
    descriptions |= {one["path"] for one in data["programmes"] if one["path"].startswith("fixtures/")}
    sarif(name, folder, data)
    junit(name, folder, data)
    tables(name, folder, data)
    lines(name, folder, data)
    if name == "mean" and OFFICE:
        office(name, folder)

if AJV:
    schemas(descriptions)
skipped += [] if AJV else ["npm is not there"]
skipped += [] if OFFICE else ["LibreOffice is not there"]
skipped += [] if MULTITOOL else ["the SARIF Multitool was not asked for"]
print(f"Consumers: {done} checks passed; left out: {'; '.join(skipped) or 'nothing'}.")
