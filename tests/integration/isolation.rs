//! One input can cost only itself. The program reads 200 good descriptions and one hostile input beside them, with
//! evidence on and with one gigabyte of address space, and answers all 200, whatever the form of the report.
//!
//! The short form tries some of the hostile inputs and forms, the same in each run. Another number tries others, and `all`
//! tries every input in every form ([`VARIABLE`]; `scripts/isolation`).

#![allow(clippy::print_stdout, reason = "says what was tried, and how long it took")]
#![cfg(target_os = "linux")]

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    io::{Cursor, Read},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

use crate::programmes::ProgrammeGenerator;
use mentorcheck_render::format::Format;

/// `all`, or the number that chooses what the short form tries.
const VARIABLE: &str = "MENTORCHECK_ISOLATION";

/// How many hostile inputs the short form tries, and each in how many forms at once.
const SHORT_CASES: usize = 8;
const SHORT_FORMS: usize = 3;

/// How many good descriptions there are, and what their names begin with.
const GOOD: usize = 200;
const NAME: &str = "Neighbour ";

/// The address space of the program, in kilobytes.
const ADDRESS_SPACE: usize = 1 << 20;

/// What is too large or too many for a run of minutes, or no input of a check.
const LEFT_OUT: [&str; 2] = ["crowd", "crowd-large"];

/// What a form says about the good descriptions.
#[derive(Debug)]
enum Answers {
    /// The names of those that it shows.
    Names(BTreeSet<String>),
    /// The files that it mentions: only those with a finding.
    Files(BTreeSet<String>),
    /// How many programmes it counts: it has no room for all of them.
    Total(usize),
}

/// A hostile input and the forms to try it in.
type Run<'h> = (&'h PathBuf, Vec<Format>);

#[test]
fn a_hostile_input_costs_only_itself() {
    let temporary = tempfile::tempdir().unwrap();
    let Some(hostile) = hostile_inputs(&temporary.path().join("inputs")) else {
        println!("Skipped: python3 is missing.");
        return;
    };
    let folder = temporary.path().join("call");
    write_good(&folder);
    let choice = env::var(VARIABLE).unwrap_or_else(|_| "1".to_owned());
    let runs = match choice.parse() {
        Ok(number) => short_runs(&hostile, number),
        Err(_) => every_run(&hostile),
    };
    println!("{} runs; repeat them with {VARIABLE}={choice}", runs.len());
    let (alone, _) = check(&folder, &Format::ALL, temporary.path()).unwrap();
    assert_answered(&alone);
    let mut violations = Vec::new();
    for (input, forms) in runs {
        let name = input.file_name().unwrap().to_string_lossy();
        let names: Vec<_> = forms.iter().map(|form| form.name()).collect();
        let guest = folder.join(&*name);
        fs::rename(input, &guest).unwrap();
        let result = check(&folder, &forms, temporary.path());
        fs::rename(&guest, input).unwrap();
        let problems = match result {
            Err(problem) => vec![problem],
            Ok((reports, milliseconds)) => {
                println!("{milliseconds:>7} ms  {name} as {}", names.join(", "));
                problems(&alone, &reports)
            }
        };
        violations.extend(problems.into_iter().map(|problem| format!("{name} as {}: {problem}", names.join(", "))));
    }
    assert!(violations.is_empty(), "{}", violations.join("\n"));
}

/// The generated hostile inputs: files and folders. `None` if they cannot be generated for want of Python.
fn hostile_inputs(folder: &Path) -> Option<Vec<PathBuf>> {
    let generator = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/hostile/generate.py");
    if !Command::new("python3").arg(generator).arg(folder).status().is_ok_and(|status| status.success()) {
        assert!(Command::new("python3").arg("--version").status().is_err(), "the generator failed");
        return None;
    }
    let is_tried = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        !LEFT_OUT.contains(&&*name) && path.extension().is_none_or(|extension| extension != "md")
    };
    let mut inputs: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    inputs.retain(is_tried);
    inputs.sort();
    assert!(inputs.len() > 150, "only {} hostile inputs", inputs.len());
    Some(inputs)
}

/// Good descriptions with names that are found in every form.
fn write_good(folder: &Path) {
    fs::create_dir(folder).unwrap();
    let generator = ProgrammeGenerator::new(21, 0);
    for number in 0..GOOD {
        let text = generator.generate(number);
        let name = format!("Constructed programme {number}");
        assert!(text.contains(&name), "{text}");
        fs::write(folder.join(format!("good-{number:03}.yaml")), text.replace(&name, &format!("{NAME}{number:03}")))
            .unwrap();
    }
}

fn every_run(hostile: &[PathBuf]) -> Vec<Run<'_>> {
    hostile.iter().flat_map(|input| Format::ALL.map(|form| (input, vec![form]))).collect()
}

/// Inputs of every sort, and every form; other inputs, and the same in other forms, for every number.
fn short_runs(hostile: &[PathBuf], number: usize) -> Vec<Run<'_>> {
    let stride = hostile.len().div_ceil(SHORT_CASES);
    let run = |case: usize| {
        let input = &hostile[(number % stride + case * stride) % hostile.len()];
        let form = |place: usize| Format::ALL[(number / stride + case * SHORT_FORMS + place) % Format::ALL.len()];
        (input, (0..SHORT_FORMS).map(form).collect())
    };
    (0..SHORT_CASES).map(run).collect()
}

/// What the report says in each of these forms, and in NDJSON, and how many milliseconds it took.
///
/// # Errors
/// When the program ended otherwise than with a verdict.
fn check(folder: &Path, forms: &[Format], temporary: &Path) -> Result<(BTreeMap<&'static str, Answers>, u128), String> {
    let forms: BTreeMap<&str, Format> =
        forms.iter().chain(&[Format::Ndjson]).map(|form| (form.name(), *form)).collect();
    let report = |name: &str| temporary.join(format!("report.{name}"));
    let mut command = Command::new("sh");
    // Whatever happens, the test ends.
    command.args(["-c", &format!("ulimit -v {ADDRESS_SPACE}; exec timeout 600 \"$@\""), "sh"]);
    command.args([env!("CARGO_BIN_EXE_mentorcheck"), "check", "--no-config", "--evidence", "--force"]);
    for name in forms.keys() {
        command.args(["--format", name, "--output"]).arg(report(name));
    }
    let started = Instant::now();
    let output = command.arg(folder).current_dir(temporary).stdin(Stdio::null()).output().unwrap();
    let milliseconds = started.elapsed().as_millis();
    let said = String::from_utf8_lossy(&output.stderr);
    let said: String = said.chars().take(400).collect();
    if !matches!(output.status.code(), Some(0 | 1 | 3)) || said.contains("panicked") {
        return Err(format!("{}: {said}", output.status));
    }
    let answers = forms.iter().map(|(name, form)| (form.name(), answers(*form, &fs::read(report(name)).unwrap())));
    Ok((answers.collect(), milliseconds))
}

/// What a report in a form says.
fn answers(form: Format, report: &[u8]) -> Answers {
    let text = if form == Format::Xlsx { parts_of(report) } else { String::from_utf8_lossy(report).into_owned() };
    match form {
        Format::Markdown | Format::Github => Answers::Total(number_before(&text, " programmes, ")),
        Format::Sarif => Answers::Total(number_after(&text[text.rfind("\"totals\"").unwrap()..], "\"programmes\": ")),
        Format::Gitlab => Answers::Files(numbered(&text, "good-", ".yaml")),
        _ => Answers::Names(numbered(&text, NAME, "")),
    }
}

/// The texts of all parts of a workbook.
fn parts_of(workbook: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut text = String::new();
    for index in 0..archive.len() {
        archive.by_index(index).unwrap().read_to_string(&mut text).unwrap();
    }
    text
}

/// Every three digits between these words, with the words.
fn numbered(text: &str, before: &str, after: &str) -> BTreeSet<String> {
    let digits = text.split(before).skip(1).filter_map(|rest| {
        let (digits, rest) = rest.split_at_checked(3)?;
        (digits.bytes().all(|byte| byte.is_ascii_digit()) && rest.starts_with(after)).then(|| digits.to_owned())
    });
    digits.collect()
}

fn number_before(text: &str, words: &str) -> usize {
    let before = text.split_once(words).expect("the totals are there").0;
    before[before.trim_end_matches(|ch: char| ch.is_ascii_digit()).len()..].parse().unwrap()
}

fn number_after(text: &str, words: &str) -> usize {
    let after = text.split_once(words).expect("the totals are there").1;
    after[..after.len() - after.trim_start_matches(|ch: char| ch.is_ascii_digit()).len()].parse().unwrap()
}

/// Without a hostile input, every form that has room for it answers every description.
fn assert_answered(alone: &BTreeMap<&str, Answers>) {
    for (form, answers) in alone {
        match answers {
            Answers::Names(names) => assert_eq!(names.len(), GOOD, "{form}"),
            Answers::Files(files) => assert!(files.len() > GOOD / 2, "{form}: {}", files.len()),
            Answers::Total(total) => assert_eq!(*total, GOOD, "{form}"),
        }
    }
}

/// Every way in which the good descriptions are answered otherwise than without the hostile input.
fn problems(alone: &BTreeMap<&str, Answers>, reports: &BTreeMap<&str, Answers>) -> Vec<String> {
    let mut problems = Vec::new();
    let totals: BTreeSet<usize> = reports
        .values()
        .filter_map(|answers| if let Answers::Total(total) = answers { Some(*total) } else { None })
        .collect();
    for (form, answers) in reports {
        let (expected, found) = match (&alone[form], answers) {
            (Answers::Names(expected), Answers::Names(found)) | (Answers::Files(expected), Answers::Files(found)) => {
                (expected.len(), expected.intersection(found).count())
            }
            // Programmes of the hostile input count as well.
            (Answers::Total(expected), Answers::Total(found)) => (*expected, (*found).min(*expected)),
            _ => unreachable!("a form says the same sort of thing twice"),
        };
        if found < expected {
            problems.push(format!("{form} answers {found} of {expected} good descriptions"));
        }
    }
    if totals.len() > 1 {
        problems.push(format!("the forms count differently: {totals:?}"));
    }
    problems
}
