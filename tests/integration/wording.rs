//! What reports say of the constructed programmes: the verdict on each in words, and of each sort of finding the first one
//! in full.

use std::{collections::BTreeMap, fmt::Write as _};

use crate::common::{CHECKER, check, check_with, checker, fixtures_in, input};
use mentorcheck_core::{
    diagnostic::{Finding, FindingKind, SourceLocation},
    eval::{Answer, Expectation, VerdictStatus},
    report::Programme,
};

const FOLDERS: [&str; 9] =
    ["borderline", "contrary", "decisions", "drafts", "model", "must-not-flag", "open", "paper", "related"];

fn programmes() -> BTreeMap<String, Programme> {
    let texts = FOLDERS.iter().flat_map(|folder| {
        fixtures_in(&format!("constructed/{folder}"))
            .into_iter()
            .map(move |(name, text)| (format!("{folder}/{name}"), text))
    });
    let programmes = texts.flat_map(|(name, text)| {
        let report = CHECKER.check_all([input(&format!("{name}.yaml"), &text)]);
        report.programmes.into_iter().map(move |programme| (name.clone(), programme))
    });
    programmes.collect()
}

#[test]
fn verdicts_on_constructed_programmes() {
    let verdicts = programmes().into_iter().map(|(name, programme)| format!("{name}: {}", programme.verdict.sentence));
    insta::assert_snapshot!(verdicts.collect::<Vec<_>>().join("\n"));
}

#[test]
fn verdicts_on_unclassified_programmes_of_which_nothing_is_expected() {
    let checker = checker(Some(Expectation::Any)).build();
    let unclassified = programmes().into_iter().filter_map(|(name, programme)| {
        let is_unclassified = programme.verdict.standing == VerdictStatus::Unclassified;
        let text = is_unclassified.then(|| check_with(&checker, programme.text.content()).verdict.sentence)?;
        Some(format!("{name}: {text}"))
    });
    insta::assert_snapshot!(unclassified.collect::<Vec<_>>().join("\n"));
}

/// The answer on the criterion that a finding is about.
fn answer(programme: &Programme, finding: &Finding) -> Option<Answer> {
    let of_blocks = programme.blocks.iter().flat_map(|block| &block.indicators);
    let of_kinds = programme.kinds.iter().flat_map(|kind| &kind.conditions);
    of_blocks.chain(of_kinds).find(|one| one.code == finding.code).map(|one| one.answer)
}

fn in_full(finding: &Finding) -> String {
    let mut text = format!("{:?}, {:?}, {}: {}\n", finding.kind, finding.severity, finding.code, finding.message);
    for SourceLocation { pointer, line, column, end_line, end_column, label, .. } in &finding.spans {
        let (pointer, label) = (pointer.as_deref().unwrap_or("no field"), label.as_deref().unwrap_or("no label"));
        let _ = writeln!(text, "  at {line}:{column} to {end_line}:{end_column}, {pointer}: {label}");
    }
    for (title, part) in [("help", &finding.help), ("page", &finding.url)] {
        let _ = part.as_ref().map(|part| writeln!(text, "  {title}: {part}"));
    }
    if let Some(why) = &finding.why {
        let quote = why.quote.as_deref().unwrap_or("no quotation");
        let _ = writeln!(text, "  {}: {} “{quote}” {}", why.claim, why.says, why.from.as_deref().unwrap_or("ours"));
    }
    text
}

#[test]
fn one_finding_of_each_sort() {
    let mut sorts = BTreeMap::new();
    for (name, programme) in programmes() {
        for finding in &programme.findings {
            let answer = answer(&programme, finding);
            // A missing fact is shown in its field, in its section or where its section would be.
            let length = finding.spans.first().map(|span| (span.byte_end - span.byte_start).min(2));
            let is_kind = programme.kinds.iter().any(|kind| finding.code.starts_with(&format!("{}/", kind.id)));
            let sort = format!("{:?} {answer:?} {:?} {is_kind} {length:?}", finding.kind, finding.severity);
            sorts.entry(sort).or_insert_with(|| format!("{name}: {}", in_full(finding)));
        }
    }
    insta::assert_snapshot!(sorts.into_values().collect::<Vec<_>>().join("\n"));
}

/// Constructed; the value of one field is misspelt.
const MISREAD: &str = "programme: {name: A draft (constructed), label: mentoring}
purpose: {main: work}
mentor: {capacity: volunter, brings: [local-labour-market]}
";

#[test]
fn a_value_that_is_not_understood_leaves_its_points_open() {
    let programme = check(MISREAD);
    let is_about_it = |finding: &&Finding| finding.message.contains("mentor.capacity");
    let findings = programme.findings.iter().filter(is_about_it).map(in_full);
    insta::assert_snapshot!(findings.collect::<Vec<_>>().join("\n"));
}

/// Constructed; nothing is established, so no kind says what matters.
const REFUTING: &str =
    "programme: {name: A draft (constructed)}\nmentor: {reward: wage}\npurpose: {main: companionship}\n";

#[test]
fn what_rules_out_kinds_is_noted_if_none_is_expected() {
    let severities = |expectation| -> Vec<String> {
        let programme = check_with(&checker(Some(expectation)).build(), REFUTING);
        assert_eq!(programme.verdict.kind, None);
        programme.findings.iter().map(|finding| format!("{:?} {}", finding.severity, finding.code)).collect()
    };
    insta::assert_snapshot!(severities(Expectation::Any).join("\n"));
    assert_eq!(severities(Expectation::Any), severities(Expectation::Label));
}

#[test]
fn the_definition_decides_nothing_if_another_kind_is_expected() {
    let is_expected = |kind: &str| {
        let kind = CHECKER.pack().kinds.iter().position(|one| one.id == kind).unwrap();
        let programme = check_with(&checker(Some(Expectation::Kind(kind))).build(), REFUTING);
        programme.findings.iter().any(|finding| finding.code == "goal-orientation/towards-work")
    };
    assert!(is_expected("mentoring-to-work") && !is_expected("befriending"));
}

#[test]
fn a_label_is_measured_by_the_closest_of_its_kinds() {
    let places = |rest: &str| -> Vec<String> {
        let programme = check(&format!("programme: {{name: A draft (constructed), label: mentoring}}\n{rest}"));
        let label = programme.findings.into_iter().find(|finding| finding.kind == FindingKind::Label).unwrap();
        label.spans.into_iter().filter_map(|span| span.pointer).collect()
    };
    // The aim is that of academic mentoring, so it rules out nothing; mentoring to work is the first kind of the label.
    let study = places("purpose: {main: study}\nrelationship: {contact: one-off}\n");
    assert_eq!(study, ["/programme/label", "/relationship/contact"]);
    // Nothing that defines a kind is shown, so the one of which least is ruled out is the closest.
    let company =
        places("purpose: {main: companionship}\nmentor: {capacity: volunteer}\nrelationship: {contact: one-off}\n");
    assert_eq!(company, ["/programme/label", "/purpose/main"]);
}

#[test]
fn placeholders_are_no_words_of_a_programme() {
    for (stated, own_words) in [
        ("a walking group", Some("a walking group")),
        ("tbd", None),
        ("'  '", None),
        ("~", None),
        ("' a group '", Some("a group")),
    ] {
        let programme =
            check(&format!("programme: {{name: A draft (constructed), label: other, calls_itself: {stated}}}"));
        assert_eq!(programme.label.own_words.as_deref(), own_words, "{stated}");
    }
}
