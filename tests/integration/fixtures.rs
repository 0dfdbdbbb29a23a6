//! The fixtures are what their names and comments say: constructed cases get the intended answers, what the definition
//! allows is not flagged, and real programmes get the verdict of a manual assessment that predates the rules. Cases for
//! single decisions are in `decisions.rs`.

use crate::common::discover_inputs;
use std::{collections::BTreeMap, path::Path};

use crate::common::{CHECKER, fixtures, fixtures_in, input};

use mentorcheck_core::{
    checker::Checker,
    diagnostic::{Finding, Severity},
    eval::{Answer, VerdictStatus},
    facts::UNNAMED_PROGRAMME,
    report::{Programme, Report},
};
use mentorcheck_render::{streaming::StreamingFormat, style::TextOptions};

/// The reports on a folder of fixtures, by file stem.
fn reports(folder: &str) -> BTreeMap<String, Programme> {
    let named = fixtures_in(folder).into_iter().map(|(name, text)| {
        let mut report = CHECKER.check_all([input(&format!("{name}.yaml"), &text)]);
        assert!(report.unreadable.is_empty() && report.programmes.len() == 1, "{folder}/{name}: {report:#?}");
        (name, report.programmes.remove(0))
    });
    named.collect()
}

fn model() -> Programme {
    reports("constructed/model").remove("model").expect("the model case exists")
}

fn code_and_severity(finding: &Finding) -> (&str, Severity) {
    (&finding.code, finding.severity)
}

/// The notes on the model case: interpretations of this project that it relies on.
const MODEL_NOTES: [(&str, Severity); 2] =
    [("voluntariness/agreement-as-commitment", Severity::Note), ("voluntariness/freedom-to-end", Severity::Note)];

/// Must-not-flag cases that rely on a further interpretation, with its note.
const ADDITIONAL_NOTES: [(&str, &str); 3] = [
    ("N3-no-minimum", "relationship/rhythm-agreed-by-pairs"),
    ("T4-self-selection", "third-actor/choice-through-organisation"),
    ("V5-released-by-employer", "voluntariness/working-time"),
];

fn kind(programme: &Programme) -> &str {
    programme.verdict.kind.as_deref().unwrap_or("none")
}

fn answers(programme: &Programme) -> Vec<(&str, Answer)> {
    programme.blocks.iter().map(|block| (block.id.as_str(), block.answer)).collect()
}

fn is_contradictory(programme: &Programme) -> bool {
    let indicators = programme.blocks.iter().flat_map(|block| &block.indicators);
    let conditions = programme.kinds.iter().flat_map(|kind| &kind.conditions);
    indicators.chain(conditions).any(|criterion| criterion.answer == Answer::Contradictory)
}

#[test]
fn fixtures_are_valid() {
    let folders = ["real", "constructed"].map(|folder| fixtures().join(folder));
    let report = CHECKER.check_all(discover_inputs(&folders));
    assert!(report.unreadable.is_empty() && report.skipped.is_empty(), "{report:#?}");
    assert!(report.programmes.len() >= 41 + 180, "{}", report.programmes.len());
    for programme in &report.programmes {
        assert!(programme.valid, "{}: {:#?}", programme.path, programme.findings);
        let constructed = programme.path.contains("constructed");
        let is_draft = programme.path.contains("drafts") && programme.name == UNNAMED_PROGRAMME;
        assert_eq!(programme.name.ends_with("(constructed)") || is_draft, constructed, "{}", programme.path);
    }
}

// Constructed cases

#[test]
fn the_model_case_shows_every_block_with_interpretation_notes_only() {
    let model = model();
    assert!(model.as_expected, "{}", model.verdict.sentence);
    assert_eq!((model.verdict.standing, kind(&model)), (VerdictStatus::Established, "mentoring-to-work"));
    assert_eq!(model.findings.iter().map(code_and_severity).collect::<Vec<_>>(), MODEL_NOTES);
    for indicator in model.blocks.iter().flat_map(|block| &block.indicators) {
        assert_eq!(indicator.answer, Answer::Shown, "{}", indicator.code);
    }
    assert_eq!(model.blocks.len(), 7);
    assert_eq!(model.label.holds, Some(true));
}

#[test]
fn must_not_flag_cases_have_no_other_findings() {
    let model = model();
    let cases = reports("constructed/must-not-flag");
    for (name, _) in ADDITIONAL_NOTES {
        assert!(cases.contains_key(name), "{name}");
    }
    for (name, programme) in cases {
        let additional =
            ADDITIONAL_NOTES.iter().filter(|(case, _)| *case == name).map(|(_, code)| (*code, Severity::Note));
        let expected: BTreeMap<_, _> = MODEL_NOTES.into_iter().chain(additional).collect();
        let found: Vec<_> = programme.findings.iter().map(code_and_severity).collect();
        assert_eq!(found.len(), expected.len(), "{name}: {found:?}");
        assert_eq!(found.into_iter().collect::<BTreeMap<_, _>>(), expected, "{name}");
        assert_eq!(
            (programme.verdict.standing, kind(&programme)),
            (VerdictStatus::Established, "mentoring-to-work"),
            "{name}"
        );
        assert!(programme.as_expected, "{name}");
        assert_eq!(answers(&programme), answers(&model), "{name}");
        let mut indicators = programme.blocks.iter().flat_map(|block| &block.indicators);
        assert!(indicators.all(|indicator| indicator.answer == Answer::Shown), "{name}");
    }
}

#[test]
fn must_not_flag_cases_pass() {
    let mut command = assert_cmd::Command::cargo_bin("mentorcheck").expect("the program is built for tests");
    let folder = fixtures().join("constructed/must-not-flag");
    command.arg("check").arg(folder).arg(fixtures().join("constructed/model/model.yaml")).assert().code(0).stderr("");
}

#[test]
fn every_claim_that_forbids_a_finding_has_a_case() {
    let cases = fixtures_in("constructed/must-not-flag");
    let claim_id = |name: &str| name.split('-').next().map(str::to_owned).unwrap_or_default();
    for claim in CHECKER.pack().claims.iter().filter(|claim| claim.must_not_flag) {
        assert!(cases.keys().any(|name| claim_id(name) == claim.id), "no case for {}", claim.id);
    }
    for name in cases.keys() {
        let claim = CHECKER.pack().claims.iter().find(|claim| claim.id == claim_id(name));
        assert!(claim.is_some_and(|claim| claim.must_not_flag), "{name} is about no claim that forbids a finding");
    }
}

/// Each file is named after a block and `ending`; only that block has `answer`, all others are shown.
fn assert_one_block(folder: &str, suffix: &str, answer: Answer) {
    let mut blocks: Vec<String> = Vec::new();
    for (name, programme) in reports(folder) {
        let named_block = name.strip_suffix(suffix).expect("the file is named after a block");
        for (block, found) in answers(&programme) {
            let expected = if block == named_block { answer } else { Answer::Shown };
            assert_eq!(found, expected, "{block} in {folder}/{name}");
        }
        assert!(!is_contradictory(&programme), "{name}");
        assert!(!programme.as_expected, "{name}");
        blocks.push(named_block.to_owned());
    }
    let mut all: Vec<_> = CHECKER.pack().blocks.iter().map(|block| block.id.clone()).collect();
    all.sort();
    assert_eq!(blocks, all);
}

#[test]
fn contrary_cases_are_refuted_in_one_block() {
    assert_one_block("constructed/contrary", "-refuted", Answer::Refuted);
    for (name, programme) in reports("constructed/contrary") {
        assert_ne!(kind(&programme), "mentoring-to-work", "{name}");
        assert!(programme.findings.iter().any(|finding| finding.severity == Severity::Error), "{name}");
    }
}

#[test]
fn open_cases_are_open_in_one_block() {
    assert_one_block("constructed/open", "-open", Answer::Open);
    for (name, programme) in reports("constructed/open") {
        assert!(programme.verdict.candidates.iter().any(|kind| kind == "mentoring-to-work"), "{name}");
        assert!(!programme.remedy.questions.is_empty(), "{name}");
    }
}

#[test]
fn related_cases_are_what_they_are_named_after() {
    let cases = reports("constructed/related");
    for (name, programme) in &cases {
        assert_eq!((programme.verdict.standing, kind(programme)), (VerdictStatus::Established, name.as_str()));
        assert!(programme.label.declared.is_none() || programme.label.holds == Some(true), "{name}");
        assert!(!is_contradictory(programme), "{name}");
    }
    let mut others: Vec<_> = CHECKER.pack().kinds.iter().map(|kind| &kind.id).collect();
    others.remove(CHECKER.pack().concept);
    others.sort();
    assert_eq!(cases.keys().collect::<Vec<_>>(), others);
}

#[test]
fn borderline_cases_get_the_verdict_in_their_comments() {
    let mut cases = reports("constructed/borderline");
    let mut case = |name: &str| cases.remove(name).expect("the case exists");

    // Several aims of equal weight: neither work nor company comes first, so the spectrum range lies between them.
    let mixed = case("mixed-aims");
    assert_eq!((mixed.verdict.standing, kind(&mixed)), (VerdictStatus::Established, "social-mentoring"));
    let spectrum_range = mixed.spectrum.map(|range| (range.from, range.to));
    assert_eq!(spectrum_range, Some((3, 4)));
    assert_eq!(mixed.label.holds, Some(true));

    // Everything is shown except that the mentor is a volunteer.
    let unpaid = case("practitioner-reward-not-said");
    assert_eq!((unpaid.verdict.standing, kind(&unpaid)), (VerdictStatus::Provisional, "mentoring-to-work"));
    let open: Vec<_> = answers(&unpaid).into_iter().filter(|(_, answer)| *answer != Answer::Shown).collect();
    assert_eq!(open, vec![("voluntariness", Answer::Open)]);
    assert_eq!(unpaid.remedy.questions[0].field, "mentor.reward");

    // Where work is the main aim, objectives that pairs find on the way do not fail (O2); the report warns that they
    // come late.
    let found = case("objectives-found-on-the-way");
    assert_eq!((found.verdict.standing, kind(&found)), (VerdictStatus::Established, "mentoring-to-work"));
    assert!(found.as_expected);
    assert_eq!(found.spectrum.map(|range| (range.from, range.to)), Some((4, 4)));
    let late = [("goal-orientation/objectives-before-the-pair-starts", Severity::Warning)];
    assert_eq!(
        found.findings.iter().map(code_and_severity).collect::<Vec<_>>(),
        [late.as_slice(), &MODEL_NOTES].concat()
    );

    assert!(cases.is_empty(), "{:?}", cases.keys());
}

// Real programmes

/// Kinds from a manual assessment of fourteen programmes, made from the same pages before there were any rules. It
/// called the social kind social inclusion.
const BY_HAND: [(&str, &str); 14] = [
    ("acces-speed-mentoring", "one-off-activity"),
    ("bbbs-community", "youth-mentoring"),
    ("connect2work", "mentoring-to-work"),
    ("duo-for-a-job", "mentoring-to-work"),
    ("etableringslots", "coaching"),
    ("hostnation", "befriending"),
    ("luckan-fika", "social-mentoring"),
    ("oxford-dphil-supervision", "formal-supervision"),
    ("snc-chomage", "mentoring-to-work"),
    ("start-with-a-friend", "befriending"),
    ("time-together", "social-mentoring"),
    ("uc-work-coach", "coaching"),
    ("wir2-zum-job-hilden", "mentoring-to-work"),
    ("york-support-staff", "workplace-mentoring"),
];

/// The verdict on every other real programme: status and candidate kinds.
const FURTHER_REAL: [(&str, VerdictStatus, &[&str]); 27] = [
    ("alabama-family-coaches", VerdictStatus::Provisional, &["mentoring-to-work"]),
    ("buddy-project-druten", VerdictStatus::Provisional, &["mentoring-to-work"]),
    ("buddy-werkt", VerdictStatus::Provisional, &["mentoring-to-work"]),
    ("chance-plus-bonn", VerdictStatus::Provisional, &["mentoring-to-work"]),
    ("flemish-integration-buddy", VerdictStatus::Established, &["social-mentoring"]),
    ("friend-in-need-age-cymru", VerdictStatus::Established, &["befriending"]),
    ("future2work-werkbuddy", VerdictStatus::Established, &["coaching"]),
    ("gradia-mentomigri", VerdictStatus::Open, &["peer-support", "academic-mentoring"]),
    ("gstt-reverse-mentoring", VerdictStatus::Established, &["workplace-mentoring"]),
    ("helsinki-group-mentoring", VerdictStatus::Open, ROLE_NOT_STATED),
    ("home-start-norge", VerdictStatus::Established, &["social-mentoring"]),
    ("jim-jouw-ingebrachte-mentor", VerdictStatus::Provisional, &["youth-mentoring"]),
    ("kaleidoscope-mentoring", VerdictStatus::Provisional, &["mentoring-to-work"]),
    (
        "law-society-nsw-early-career",
        VerdictStatus::Open,
        &["coaching", "workplace-mentoring", "career-mentoring", "formal-supervision"],
    ),
    ("leicester-peer-mentoring", VerdictStatus::Established, &["academic-mentoring"]),
    ("luckan-jobbuddies", VerdictStatus::Open, ROLE_NOT_STATED),
    ("mentor-sverige", VerdictStatus::Provisional, &["youth-mentoring"]),
    ("mentoring-fuer-migrantinnen", VerdictStatus::Provisional, &["mentoring-to-work"]),
    ("nema-problema", VerdictStatus::Open, ROLE_NOT_STATED),
    ("princes-trust-enterprise", VerdictStatus::Established, &["enterprise-mentoring"]),
    ("seacoast-peers-for-careers", VerdictStatus::Established, &["informal-mentoring"]),
    ("timebank-rise", VerdictStatus::Provisional, &["mentoring-to-work"]),
    ("toender-social-mentorstoette", VerdictStatus::Established, &["coaching"]),
    (
        "toetukassa-peer-support",
        VerdictStatus::Open,
        &["professional-support", "social-mentoring", "formal-supervision"],
    ),
    ("triec-mentoring-partnership", VerdictStatus::Provisional, &["mentoring-to-work"]),
    ("vieraasta-veljeksi", VerdictStatus::Provisional, &["mentoring-to-work"]),
    ("yrkesinriktat-mentorskap-kronoberg", VerdictStatus::Open, ROLE_NOT_STATED),
];

/// The kinds that remain possible where work is the main aim and the mentor's role is not stated.
const ROLE_NOT_STATED: &[&str] = &["mentoring-to-work", "coaching", "workplace-mentoring", "formal-supervision"];

#[test]
fn real_programmes_match_the_manual_assessment() {
    let reports = reports("real");
    for (name, expected_kind) in BY_HAND {
        let verdict = &reports[name].verdict;
        assert!(
            matches!(verdict.standing, VerdictStatus::Established | VerdictStatus::Provisional),
            "{name}: {verdict:?}"
        );
        assert_eq!(verdict.kind.as_deref(), Some(expected_kind), "{name}");
    }
}

#[test]
fn further_real_programmes_keep_their_verdicts() {
    let reports = reports("real");
    for (name, standing, kinds) in FURTHER_REAL {
        let verdict = &reports[name].verdict;
        let settled = matches!(standing, VerdictStatus::Established | VerdictStatus::Provisional);
        let kind = kinds.first().copied().filter(|_| settled);
        assert_eq!((verdict.standing, verdict.kind.as_deref()), (standing, kind), "{name}");
        assert_eq!(verdict.candidates, kinds, "{name}");
    }
    let by_hand = BY_HAND.iter().map(|(name, _)| *name);
    let mut listed: Vec<&str> = by_hand.chain(FURTHER_REAL.iter().map(|(name, ..)| *name)).collect();
    listed.sort_unstable();
    assert_eq!(reports.keys().collect::<Vec<_>>(), listed);
}

#[test]
fn real_programmes_at_a_glance() {
    let lines = reports("real").into_iter().map(|(name, programme)| {
        let verdict = &programme.verdict;
        let standing = serde_json::to_value(verdict.standing).unwrap();
        let kinds = verdict.kind.clone().unwrap_or_else(|| verdict.candidates.join(" or "));
        let answers: Vec<String> = programme
            .blocks
            .iter()
            .map(|block| serde_json::to_value(block.answer).unwrap().as_str().unwrap().to_owned())
            .collect();
        let spectrum = programme.spectrum.map_or("no place".into(), |range| format!("{} to {}", range.from, range.to));
        let label = match (&programme.label.declared, programme.label.holds) {
            (None, _) => "no label".into(),
            (Some(label), Some(holds)) => format!("{label}: {}", if holds { "holds" } else { "does not hold" }),
            (Some(label), None) => format!("{label}: may or may not hold"),
        };
        format!("{name} | {} | {kinds} | {} | {spectrum} | {label}", standing.as_str().unwrap(), answers.join(", "))
    });
    insta::assert_snapshot!(lines.collect::<Vec<_>>().join("\n"));
}

// Text reports

/// The text report on one fixture, as `mentorcheck check` shows it.
fn text(checker: &Checker, fixture: &str, screen_reader: bool) -> String {
    let content = std::fs::read_to_string(fixtures().join(fixture)).expect("fixtures can be read");
    let name = Path::new("fixtures").join(fixture).display().to_string().replace('\\', "/");
    let report: Report = checker.check_all([input(&name, &content)]);
    let written = StreamingFormat::Text(TextOptions { screen_reader, ..TextOptions::default() }).render_all(&report);
    String::from_utf8(written.unwrap()).unwrap()
}

const LUCKAN: &str = "real/luckan-fika.yaml";
const PAID: &str = "constructed/contrary/voluntariness-refuted.yaml";

#[test]
fn the_text_report_on_a_real_programme() {
    insta::assert_snapshot!(text(&CHECKER, LUCKAN, false));
}

/// A report is a screen long, the mistakes of a description aside.
#[test]
fn text_reports_on_real_programmes_are_short() {
    let paths = fixtures_in("real").into_keys().map(|name| format!("real/{name}.yaml"));
    let mut lines: Vec<usize> = paths.map(|path| text(&CHECKER, &path, false).lines().count()).collect();
    lines.sort_unstable();
    assert!(lines[lines.len() / 2] <= 45, "{lines:?}");
}

#[test]
fn the_text_report_on_a_refuted_case() {
    insta::assert_snapshot!(text(&CHECKER, PAID, false));
}

#[test]
fn the_text_report_on_a_real_programme_read_aloud() {
    insta::assert_snapshot!(text(&CHECKER, LUCKAN, true));
}

#[test]
fn the_text_report_on_a_refuted_case_read_aloud() {
    insta::assert_snapshot!(text(&CHECKER, PAID, true));
}
