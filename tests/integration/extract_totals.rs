//! Extracts the totals of a run from the output of each format.

use std::collections::BTreeSet;

use serde_json::Value;

use mentorcheck_render::format::Format;

/// Totals read from an output; `None` where the format does not show them.
#[derive(Debug, Default)]
pub struct Numbers {
    programmes: Option<usize>,
    passing: Option<usize>,
    /// Passing and valid.
    succeeding: Option<usize>,
    invalid: Option<usize>,
    unreadable: Option<usize>,
    /// Errors, warnings and notes.
    findings: Option<[usize; 3]>,
    excused: Option<usize>,
}

impl Numbers {
    /// Checks them against the JSON report, and the JSON report for consistency.
    pub fn check(&self, json: &Value, what: &str) {
        let totals = &json["totals"];
        let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
        let programmes = json["programmes"].as_array().unwrap();
        let succeeding = programmes.iter().filter(|one| one["passes"] == true && one["valid"] == true).count();
        let findings = &totals["findings"];
        let findings = [number(&findings["error"]), number(&findings["warning"]), number(&findings["note"])];
        let excused = totals["excused"].as_object().unwrap().values().map(number).sum();
        let same = |told: Option<usize>, counted: usize, which: &str| {
            assert!(told.is_none_or(|told| told == counted), "{what}: {which} {told:?} instead of {counted}");
        };
        same(Some(programmes.len()), number(&totals["programmes"]), "programmes in JSON");
        same(self.programmes, number(&totals["programmes"]), "programmes");
        same(self.passing, number(&totals["passing"]), "passing");
        same(self.succeeding, succeeding, "succeeding");
        same(self.invalid, number(&totals["invalid"]), "invalid");
        same(self.unreadable, number(&totals["unreadable"]), "unreadable");
        same(self.excused, excused, "excused");
        assert!(
            self.findings.is_none_or(|told| told == findings),
            "{what}: {:?} instead of {findings:?}",
            self.findings
        );
        let told = [self.programmes, self.succeeding, self.findings.map(|all| all[0])];
        assert!(told.iter().any(Option::is_some) || what.starts_with("html"), "{what}: nothing was extracted");
    }
}

/// Extracts the totals from output in `format`.
pub fn of(format: Format, text: &str) -> Numbers {
    match format {
        Format::Text => of_text(text),
        // Covered by the tests of the HTML report.
        Format::Html => Numbers::default(),
        Format::Csv => of_csv(text),
        Format::Grid => of_grid(text),
        Format::Markdown => of_markdown(text),
        Format::Json => of_totals(&serde_json::from_str::<Value>(text).unwrap()["totals"]),
        Format::Ndjson => of_totals(&serde_json::from_str(text.lines().last().unwrap()).unwrap()),
        Format::Sarif => of_sarif(&serde_json::from_str(text).unwrap()),
        Format::Junit => of_junit(text),
        Format::Github => of_github(text),
        Format::Gitlab => of_gitlab(&serde_json::from_str(text).unwrap()),
    }
}

fn of_totals(totals: &Value) -> Numbers {
    let number = |value: &Value| Some(usize::try_from(value.as_u64().unwrap()).unwrap());
    Numbers {
        programmes: number(&totals["programmes"]),
        passing: number(&totals["passing"]),
        invalid: number(&totals["invalid"]),
        unreadable: number(&totals["unreadable"]),
        findings: Some(["error", "warning", "note"].map(|name| number(&totals["findings"][name]).unwrap())),
        excused: Some(totals["excused"].as_object().unwrap().values().filter_map(number).sum()),
        ..Numbers::default()
    }
}

/// Counts the signs of the findings and the lines on unreadable files.
fn of_text(text: &str) -> Numbers {
    let signs = |signs: &[&str]| {
        text.lines().filter(|line| signs.iter().any(|sign| line.starts_with(&format!("  {sign} ")))).count()
    };
    let unreadable = text.lines().filter(|line| line.ends_with(" could not be read.")).count();
    let invalid = text.lines().filter(|line| line.starts_with("Parts of the file could not be understood")).count();
    let spectra = text.lines().filter(|line| line.starts_with("  Spectrum  ")).count();
    Numbers {
        programmes: Some(spectra),
        invalid: Some(invalid),
        unreadable: Some(unreadable),
        findings: Some([signs(&["×"]), signs(&["⚠"]), signs(&["☞", "·"])]),
        ..Numbers::default()
    }
}

fn records(text: &str) -> Vec<std::collections::HashMap<String, String>> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

fn of_csv(text: &str) -> Numbers {
    let records = records(text);
    let count = |column: &str, value: &str| records.iter().filter(|row| row[column] == value).count();
    let sum = |column: &str| records.iter().map(|row| row[column].parse::<usize>().unwrap()).sum();
    let programmes = records.iter().filter(|row| !row["Document"].is_empty());
    Numbers {
        programmes: Some(programmes.clone().count()),
        passing: Some(count("Passes", "yes")),
        succeeding: Some(programmes.filter(|row| row["Passes"] == "yes" && row["Understood in full"] == "yes").count()),
        invalid: Some(count("Understood in full", "no")),
        unreadable: Some(count("Verdict", "could not be read")),
        findings: Some(["Errors", "Warnings", "Notes"].map(sum)),
        excused: Some(sum("Excused")),
    }
}

fn of_grid(text: &str) -> Numbers {
    let records = records(text);
    let each = |which: &dyn Fn(&std::collections::HashMap<String, String>) -> bool| {
        let rows = records.iter().filter(|row| which(row));
        rows.map(|row| (&row["Path"], &row["Document"])).collect::<BTreeSet<_>>().len()
    };
    Numbers {
        programmes: Some(each(&|row| !row["Document"].is_empty())),
        passing: Some(each(&|row| row["Passes"] == "yes")),
        unreadable: Some(each(&|row| row["Verdict"] == "could not be read")),
        ..Numbers::default()
    }
}

/// The number before `word` in a line of totals.
fn before(line: &str, word: &str) -> usize {
    let words: Vec<_> = line.split([' ', ',', ';', '.']).filter(|word| !word.is_empty()).collect();
    let found = words.windows(2).find(|two| two[1].trim_end_matches('s') == word && two[0].parse::<usize>().is_ok());
    found.unwrap_or_else(|| panic!("{word} in {line}"))[0].parse().unwrap()
}

fn of_sums(line: &str) -> Numbers {
    Numbers {
        programmes: Some(before(line, "programme")),
        passing: Some(before(line, "passing")),
        invalid: Some(before(line, "understood")),
        unreadable: Some(before(line, "not")),
        findings: Some(["error", "warning", "note"].map(|word| before(line, word))),
        excused: Some(before(line, "excused")),
        ..Numbers::default()
    }
}

fn of_markdown(text: &str) -> Numbers {
    let numbers = of_sums(text.lines().nth(2).unwrap());
    let rows: Vec<_> = text.lines().filter(|line| line.starts_with("| `")).collect();
    assert_eq!(numbers.programmes, Some(rows.len()), "{text}");
    let passing = rows.iter().filter(|row| row.contains(" | yes")).count();
    assert_eq!(numbers.passing, Some(passing), "{text}");
    let unreadable = text.lines().filter(|line| line.ends_with("` could not be read:")).count();
    assert_eq!(numbers.unreadable, Some(unreadable), "{text}");
    numbers
}

fn of_sarif(sarif: &Value) -> Numbers {
    let run = &sarif["runs"][0];
    let results = run["results"].as_array().unwrap();
    let excused = |one: &&Value| !one["suppressions"].as_array().unwrap().is_empty();
    let held: Vec<_> = results.iter().filter(|one| !excused(one)).collect();
    let level = |level: &str| held.iter().filter(|one| one["level"] == level).count();
    let findings = Some(["error", "warning", "note"].map(level));
    let told = of_totals(&run["properties"]["totals"]);
    assert_eq!(told.findings, findings);
    Numbers {
        findings,
        excused: Some(results.iter().filter(excused).count()),
        unreadable: Some(run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap().len()),
        ..told
    }
}

fn of_junit(text: &str) -> Numbers {
    let report = quick_junit::Report::deserialize_from_str(text).unwrap();
    let suite = &report.test_suites[0];
    assert_eq!((report.tests, report.failures, report.errors), (suite.tests, suite.failures, suite.errors));
    assert_eq!(suite.test_cases.len(), suite.tests);
    let names: BTreeSet<_> = suite.test_cases.iter().map(|one| (one.classname.clone(), &one.name)).collect();
    assert_eq!(names.len(), suite.tests, "test names are unique");
    let property = |name: &str| {
        suite.properties.iter().find(|one| one.name == *name).unwrap().value.as_str().parse::<usize>().unwrap()
    };
    let unreadable = suite.test_cases.iter().filter(|one| one.name.as_str().ends_with(": could not be read")).count();
    Numbers {
        programmes: Some(suite.tests - unreadable),
        passing: Some(property("passing")),
        succeeding: Some(suite.tests - suite.failures - suite.errors),
        invalid: Some(suite.errors - unreadable),
        unreadable: Some(unreadable),
        findings: Some(["errors", "warnings", "notes"].map(property)),
        excused: Some(property("excused")),
    }
}

fn of_github(text: &str) -> Numbers {
    let numbers = of_sums(text.lines().last().unwrap().rsplit_once("::").unwrap().1);
    let name = |name: &str| text.lines().filter(|line| line.starts_with(&format!("::{name} file="))).count();
    assert_eq!(numbers.findings, Some(["error", "warning", "notice"].map(name)));
    numbers
}

fn of_gitlab(quality: &Value) -> Numbers {
    let severity =
        |severity: &str| quality.as_array().unwrap().iter().filter(|one| one["severity"] == severity).count();
    Numbers { findings: Some(["major", "minor", "info"].map(severity)), ..Numbers::default() }
}
