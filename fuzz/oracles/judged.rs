//! Constructed descriptions on which suppressions and templates are tried.

use std::sync::LazyLock;

use mentorcheck_core::{
    checker::{Checker, CheckerBuilder},
    eval::{Expectation, VerdictStatus},
    input::Input,
    pack::{DEFAULT_PACK, Pack, built_in},
    report::{Programme, Report},
    schema::vocabulary,
    suppress::{Policy, SuppressionTally, allow_comments::find_directives},
};
use mentorcheck_yaml::ParsedFile;

pub const PATHS: [&str; 3] = ["drafts/one.yaml", "two.yaml", "drafts/three.json"];

/// Each has findings; together they have mistakes, contradictions, refuted and open points, readings and a label.
const TEXTS: [&str; 3] = [
    "programme: {id: one, name: 'A draft (constructed)', label: mentoring}
mentor: {capacity: paid, gains: [salary, nothing-else]}
mentee: {target: child, gains: [knowledge]}
purpose: {main: companionship, objectives: not-set}
relationship: {contact: one-off, role: means, course: [open-ended, two-way]}
evidence:
  - {for: mentor.capacity, source: guide.pdf, quote: They are paid.}
",
    "programme: {name: Mistakes (constructed), label: buddy}
mentor: {capcity: volunteer, gains: [vast-riches, salary], does: []}
purpose: {main: wrk, objectives: [agreed, not-set]}
relationship: {contact: regular, balance: [one-way, equal]}
---
programme: {name: Another (constructed)}
mentee: {target: adult, situation: [job-seeker]}
",
    "{\"programme\": {\"name\": \"Nearly all is open (constructed)\"}, \"purpose\": {\"main\": \"work\"}}",
];

pub static PACK: LazyLock<Pack> = LazyLock::new(load_pack);

fn load_pack() -> Pack {
    built_in(DEFAULT_PACK).expect("built-in pack").load(vocabulary()).expect("built-in pack is valid")
}

/// What the pack is about is expected.
pub fn expectation() -> Expectation {
    Expectation::Kind(PACK.concept)
}

/// What a code is called now.
pub fn current_code(code: &str) -> &str {
    PACK.renamed_codes.iter().find(|(old, _)| old == code).map_or(code, |(_, new)| new)
}

/// A checker whose paths are below `/work`.
pub fn builder() -> CheckerBuilder {
    Checker::builder(load_pack()).compute_fixes(false).root("/work".into())
}

pub fn inputs() -> [Input; 3] {
    [0, 1, 2].map(|index| Input::new(PATHS[index], TEXTS[index]))
}

pub fn report(checker: &Checker) -> Report {
    checker.check_all(inputs())
}

/// What is found without suppressions.
pub static REPORT: LazyLock<Report> = LazyLock::new(|| report(&builder().build()));

/// The files of the programmes in the report, by their order.
static FILES: LazyLock<Vec<ParsedFile>> =
    LazyLock::new(|| PATHS.into_iter().zip(TEXTS).map(|(path, text)| ParsedFile::parse(path, text.into())).collect());

/// The programmes as they are in a report made with this policy, and what the policy counted. Checking them again would take
/// most of the time.
pub fn apply(policy: &Policy) -> (Vec<Programme>, SuppressionTally) {
    let mut programmes = REPORT.programmes.clone();
    let mut tally = SuppressionTally::default();
    for programme in &mut programmes {
        let file = FILES.iter().find(|file| file.text.name() == programme.path).expect("the report is on these files");
        let comments = find_directives(&file.text, &file.documents);
        tally.merge(policy.apply(programme, &comments[programme.document]));
    }
    (programmes, tally)
}

/// What no suppression may change.
pub fn answers(programme: &Programme) -> (bool, bool, VerdictStatus, Option<&str>, &str) {
    let verdict = &programme.verdict;
    (programme.valid, programme.as_expected, verdict.standing, verdict.kind.as_deref(), &verdict.sentence)
}
