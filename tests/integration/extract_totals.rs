//! Extracts the totals of a run from the output of each format.

use std::collections::BTreeSet;

use serde_json::Value;

use mentorcheck_render::format::Format;

/// Totals read from an output; `None` where the format does not show them.
#[derive(Debug, Default)]
pub struct ExtractedTotals {
    programmes: Option<usize>,
    passing: Option<usize>,
    /// Passing and valid.
    succeeding: Option<usize>,
    invalid: Option<usize>,
    unreadable: Option<usize>,
    /// Errors, warnings and notes.
    findings: Option<[usize; 3]>,
    suppressed: Option<usize>,
}

impl ExtractedTotals {
    /// Checks them against the JSON report, and the JSON report for consistency.
    pub fn assert_matches(&self, json: &Value, context: &str) {
        let totals = &json["totals"];
        let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
        let programmes = json["programmes"].as_array().unwrap();
        let succeeding = programmes.iter().filter(|one| one["passes"] == true && one["valid"] == true).count();
        let findings = &totals["finding_counts"];
        let findings = [number(&findings["error"]), number(&findings["warning"]), number(&findings["note"])];
        let excused = totals["excused"].as_object().unwrap().values().map(number).sum();
        let assert_same = |extracted: Option<usize>, counted: usize, name: &str| {
            assert!(
                extracted.is_none_or(|value| value == counted),
                "{context}: {name} {extracted:?} instead of {counted}"
            );
        };
        assert_same(Some(programmes.len()), number(&totals["programmes"]), "programmes in JSON");
        assert_same(self.programmes, number(&totals["programmes"]), "programmes");
        assert_same(self.passing, number(&totals["passing"]), "passing");
        assert_same(self.succeeding, succeeding, "succeeding");
        assert_same(self.invalid, number(&totals["invalid"]), "invalid");
        assert_same(self.unreadable, number(&totals["unreadable"]), "unreadable");
        assert_same(self.suppressed, excused, "excused");
        assert!(
            self.findings.is_none_or(|value| value == findings),
            "{context}: {:?} instead of {findings:?}",
            self.findings
        );
        let countable = [self.programmes, self.succeeding, self.findings.map(|all| all[0])];
        assert!(
            countable.iter().any(Option::is_some) || context.starts_with("html"),
            "{context}: nothing was extracted"
        );
    }
}

/// Extracts the totals from output in `format`.
pub fn extract(format: Format, text: &str) -> ExtractedTotals {
    match format {
        Format::Text => from_text(text),
        // Covered by tests of their own.
        Format::Html | Format::Xlsx => ExtractedTotals::default(),
        Format::Csv => from_csv(text),
        Format::Grid => from_grid(text),
        Format::Markdown => from_markdown(text),
        Format::Json => from_json_totals(&serde_json::from_str::<Value>(text).unwrap()["totals"]),
        Format::Ndjson => from_json_totals(&serde_json::from_str(text.lines().last().unwrap()).unwrap()),
        Format::Sarif => from_sarif(&serde_json::from_str(text).unwrap()),
        Format::Junit => from_junit(text),
        Format::Github => from_github(text),
        Format::Gitlab => from_gitlab(&serde_json::from_str(text).unwrap()),
    }
}

fn from_json_totals(totals: &Value) -> ExtractedTotals {
    let number = |value: &Value| Some(usize::try_from(value.as_u64().unwrap()).unwrap());
    ExtractedTotals {
        programmes: number(&totals["programmes"]),
        passing: number(&totals["passing"]),
        invalid: number(&totals["invalid"]),
        unreadable: number(&totals["unreadable"]),
        findings: Some(["error", "warning", "note"].map(|name| number(&totals["finding_counts"][name]).unwrap())),
        suppressed: Some(totals["excused"].as_object().unwrap().values().filter_map(number).sum()),
        ..ExtractedTotals::default()
    }
}

/// Whether a line is the heading of a file, and not the total of such files.
fn is_on_unreadable(line: &str) -> bool {
    line.ends_with(" could not be read.")
}

/// Counts the signs of the findings and the lines on unreadable files.
/// Whether a line is one of the totals.
fn starts_with_count(line: &str) -> bool {
    line.starts_with(|ch: char| ch.is_ascii_digit())
}

fn from_text(text: &str) -> ExtractedTotals {
    let signs = |signs: &[&str]| {
        text.lines().filter(|line| signs.iter().any(|sign| line.starts_with(&format!("  {sign} ")))).count()
    };
    let unreadable = text.lines().filter(|line| is_on_unreadable(line) && !starts_with_count(line)).count();
    let invalid = text.lines().filter(|line| *line == "Correct first").count();
    let first_blocks = text.lines().filter(|line| line.starts_with("  Asymmetry  ")).count();
    ExtractedTotals {
        programmes: Some(first_blocks),
        invalid: Some(invalid),
        unreadable: Some(unreadable),
        findings: Some([signs(&["×"]), signs(&["⚠"]), signs(&["☞", "·"])]),
        ..ExtractedTotals::default()
    }
}

fn records(text: &str) -> Vec<std::collections::HashMap<String, String>> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

fn from_csv(text: &str) -> ExtractedTotals {
    let records = records(text);
    let count = |column: &str, value: &str| records.iter().filter(|row| row[column] == value).count();
    let sum = |column: &str| records.iter().map(|row| row[column].parse::<usize>().unwrap()).sum();
    let programmes = records.iter().filter(|row| !row["Document"].is_empty());
    ExtractedTotals {
        programmes: Some(programmes.clone().count()),
        // Only what is understood in full passes here.
        passing: None,
        succeeding: Some(programmes.filter(|row| row["Passes"] == "yes").count()),
        invalid: Some(count("Understood in full", "no")),
        unreadable: Some(count("Verdict", "could not be read")),
        findings: Some(["Errors", "Warnings", "Notes"].map(sum)),
        suppressed: Some(sum("Excused")),
    }
}

fn from_grid(text: &str) -> ExtractedTotals {
    let records = records(text);
    let count_distinct = |filter: &dyn Fn(&std::collections::HashMap<String, String>) -> bool| {
        let rows = records.iter().filter(|row| filter(row));
        rows.map(|row| (&row["Path"], &row["Document"])).collect::<BTreeSet<_>>().len()
    };
    ExtractedTotals {
        programmes: Some(count_distinct(&|row| !row["Document"].is_empty())),
        succeeding: Some(count_distinct(&|row| row["Passes"] == "yes")),
        unreadable: Some(count_distinct(&|row| row["Verdict"] == "could not be read")),
        ..ExtractedTotals::default()
    }
}

/// The number before `word` in a line of totals.
fn number_before(line: &str, word: &str) -> usize {
    let words: Vec<_> = line.split([' ', ',', ';', '.']).filter(|word| !word.is_empty()).collect();
    let found = words.windows(2).find(|pair| pair[1].trim_end_matches('s') == word && pair[0].parse::<usize>().is_ok());
    found.unwrap_or_else(|| panic!("{word} in {line}"))[0].parse().unwrap()
}

fn from_totals_line(line: &str) -> ExtractedTotals {
    ExtractedTotals {
        programmes: Some(number_before(line, "programme")),
        passing: Some(number_before(line, "passing")),
        invalid: Some(number_before(line, "with")),
        unreadable: Some(number_before(line, "unreadable")),
        findings: Some(["error", "warning", "note"].map(|word| number_before(line, word))),
        suppressed: Some(number_before(line, "excused")),
        ..ExtractedTotals::default()
    }
}

fn from_markdown(text: &str) -> ExtractedTotals {
    let numbers = from_totals_line(text.lines().nth(2).unwrap());
    let rows: Vec<_> = text.lines().filter(|line| line.starts_with("| `")).collect();
    assert_eq!(numbers.programmes, Some(rows.len()), "{text}");
    let passing = rows.iter().filter(|row| row.contains(" | yes")).count();
    assert_eq!(numbers.passing, Some(passing), "{text}");
    let unreadable = text.lines().filter(|line| line.ends_with("` could not be read:")).count();
    assert_eq!(numbers.unreadable, Some(unreadable), "{text}");
    numbers
}

fn from_sarif(sarif: &Value) -> ExtractedTotals {
    let run = &sarif["runs"][0];
    let results = run["results"].as_array().unwrap();
    let is_suppressed = |one: &&Value| !one["suppressions"].as_array().unwrap().is_empty();
    let active: Vec<_> = results.iter().filter(|one| !is_suppressed(one)).collect();
    let level = |level: &str| active.iter().filter(|one| one["level"] == level).count();
    let findings = Some(["error", "warning", "note"].map(level));
    let totals = from_json_totals(&run["properties"]["totals"]);
    assert_eq!(totals.findings, findings);
    ExtractedTotals {
        findings,
        suppressed: Some(results.iter().filter(is_suppressed).count()),
        unreadable: Some(run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap().len()),
        ..totals
    }
}

fn from_junit(text: &str) -> ExtractedTotals {
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
    ExtractedTotals {
        programmes: Some(suite.tests - unreadable),
        passing: Some(property("passing")),
        succeeding: Some(suite.tests - suite.failures - suite.errors),
        invalid: Some(suite.errors - unreadable),
        unreadable: Some(unreadable),
        findings: Some(["errors", "warnings", "notes"].map(property)),
        suppressed: Some(property("excused")),
    }
}

/// Counts annotations and, in the group at the end, log lines; the summary must name how many lines there are.
fn from_github(text: &str) -> ExtractedTotals {
    let (summary, _) = text.split_once('\n').unwrap();
    let numbers = from_totals_line(summary.rsplit_once("::").unwrap().1);
    let (annotations, group) = text.split_once("\n::group::").unwrap_or((text, ""));
    let (_, log_lines) = group.split_once('\n').unwrap_or_default();
    let count = |text: &str, start: &str| text.lines().filter(|line| line.starts_with(start)).count();
    let annotated = ["::error file=", "::warning file=", "::notice file="].map(|start| count(annotations, start));
    let logged = ["error: ", "warning: ", "note: "].map(|start| count(log_lines, start));
    assert_eq!(annotated.iter().sum::<usize>(), annotations.lines().count() - 1, "{annotations}");
    assert!(group.is_empty() || logged.iter().sum::<usize>() > 0);
    assert!(group.is_empty() || logged.iter().sum::<usize>() + 1 == log_lines.lines().count(), "{log_lines}");
    assert!(group.is_empty() || log_lines.ends_with("\n::endgroup::\n"), "{log_lines}");
    let remaining = summary.split_once("the remaining ").map_or("", |(_, remaining)| remaining);
    for (word, count) in ["error", "warning", "note"].into_iter().zip(logged) {
        assert_eq!(if count == 0 { 0 } else { number_before(remaining, word) }, count, "{summary}");
    }
    assert_eq!(numbers.findings, Some([0, 1, 2].map(|severity| annotated[severity] + logged[severity])));
    numbers
}

fn from_gitlab(quality: &Value) -> ExtractedTotals {
    let severity =
        |severity: &str| quality.as_array().unwrap().iter().filter(|one| one["severity"] == severity).count();
    ExtractedTotals { findings: Some(["major", "minor", "info"].map(severity)), ..ExtractedTotals::default() }
}
