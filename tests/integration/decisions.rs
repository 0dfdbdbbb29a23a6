//! Decisions of the rules as a table: for every file in `fixtures/constructed/decisions` and
//! `fixtures/constructed/paper`, the verdict, the position on the spectrum, whether the label holds, and the relevant
//! findings and answers.

#![allow(clippy::panic)]

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use crate::common::{Description, FieldState, checker, fixtures_in, input, vocabulary};

use mentorcheck_core::{
    checker::Checker,
    diagnostic::Severity::{self, Error, Note, Warning},
    eval::{
        Answer,
        VerdictStatus::{self, Contradictory, Established, Open, Provisional, Unclassified},
    },
    pack::Requirement,
    report::Programme,
    schema::FieldType,
};

/// Expects mentoring to work, and does not compute fixes, which no row tests.
static CHECKER: LazyLock<Checker> = LazyLock::new(|| checker(None).compute_fixes(false).build());

/// A file and its expected report.
struct Case {
    /// Relative to `fixtures/constructed`, without extension.
    file: &'static str,
    standing: VerdictStatus,
    /// The kind, if established or provisional.
    kind: Option<&'static str>,
    /// All candidate kinds; if empty, `kind` alone.
    candidates: &'static [&'static str],
    nearest: &'static [&'static str],
    spectrum: Option<(u8, u8)>,
    /// Whether the label holds.
    label: Option<bool>,
    /// Codes of findings that must be present exactly once, with their severity.
    found: &'static [(&'static str, Severity)],
    /// Codes of findings that must be absent.
    absent: &'static [&'static str],
    /// Answers on indicators and conditions, by code.
    answers: &'static [(&'static str, Answer)],
    /// Parts of the verdict's sentence.
    says: &'static [&'static str],
}

/// Default values of a row.
const PLAIN: Case = Case {
    file: "",
    standing: Established,
    kind: None,
    candidates: &[],
    nearest: &[],
    spectrum: None,
    label: None,
    found: &[],
    absent: &[],
    answers: &[],
    says: &[],
};

const CASES: &[Case] = &[
    // Statuses, and answers of blocks and kinds.
    Case {
        file: "decisions/mentees-compelled-by-the-employment-office",
        standing: Unclassified,
        nearest: &["mentoring-to-work"],
        spectrum: Some((5, 5)),
        label: Some(false),
        found: &[("label/not-supported", Error), ("voluntariness/mentees-own-choice", Error)],
        says: &[
            "Employment office mentors (constructed) is not mentoring to work, although it comes close. One of the seven building blocks is not met: voluntariness. ",
        ],
        ..PLAIN
    },
    Case {
        file: "decisions/volunteer-with-a-fee",
        standing: Contradictory,
        candidates: &["mentoring-to-work"],
        spectrum: Some((5, 5)),
        found: &[("voluntariness/mentor-is-volunteer", Error), ("voluntariness/mentees-own-choice", Warning)],
        absent: &["label/not-supported"],
        says: &[
            "cannot be classified, because its description contradicts itself. It says that mentors are volunteers (line ",
        ],
        ..PLAIN
    },
    Case {
        file: "decisions/refuted-outweighs-contradictory",
        standing: Unclassified,
        nearest: &["mentoring-to-work"],
        spectrum: Some((5, 5)),
        label: Some(false),
        found: &[("voluntariness/mentor-is-volunteer", Error), ("voluntariness/mentees-own-choice", Error)],
        answers: &[
            ("voluntariness/mentor-is-volunteer", Answer::Contradictory),
            ("voluntariness/mentees-own-choice", Answer::Refuted),
        ],
        ..PLAIN
    },
    Case {
        file: "decisions/provisional-with-the-main-aim-stated",
        standing: Provisional,
        kind: Some("mentoring-to-work"),
        spectrum: Some((4, 6)),
        says: &["looks like mentoring to work."],
        ..PLAIN
    },
    Case {
        file: "decisions/one-kind-left-without-what-defines-it",
        standing: Open,
        candidates: &["peer-support"],
        spectrum: Some((4, 4)),
        answers: &[("peer-support/nothing-to-share", Answer::Open)],
        ..PLAIN
    },
    Case {
        file: "decisions/friends-matched-in-a-way-not-stated",
        standing: Open,
        candidates: &["informal-mentoring"],
        spectrum: Some((4, 6)),
        answers: &[("informal-mentoring/on-their-own", Answer::Open)],
        ..PLAIN
    },
    Case {
        file: "decisions/professional-guide-without-an-aim",
        standing: Open,
        candidates: &["coaching", "professional-support"],
        ..PLAIN
    },
    Case {
        file: "decisions/sparse-description",
        standing: Open,
        candidates: &[
            "mentoring-to-work",
            "coaching",
            "peer-support",
            "workplace-mentoring",
            "informal-mentoring",
            "formal-supervision",
        ],
        says: &["could be one of six kinds. Mentoring to work is among them. The description does not say enough yet."],
        ..PLAIN
    },
    Case {
        file: "decisions/unclassified-unless-they-meet-once",
        standing: Unclassified,
        candidates: &["one-off-activity"],
        nearest: &["mentoring-to-work"],
        spectrum: Some((5, 5)),
        // What is open may fail as well, so it does not come close yet.
        says: &[
            "is not mentoring to work. One of the seven",
            "One of the seven building blocks is not clear yet: relationship.",
            "If mentor and mentee meet only once, it is a one-off activity.",
        ],
        ..PLAIN
    },
    Case {
        file: "decisions/residual-kind-beside-a-provisional-one",
        standing: Provisional,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        says: &["looks like mentoring to work.", "If mentor and mentee meet only once, it is a one-off activity."],
        ..PLAIN
    },
    Case {
        file: "decisions/no-kind-comes-nearest",
        standing: Unclassified,
        spectrum: Some((5, 5)),
        answers: &[("goal-orientation/towards-work", Answer::Refuted)],
        ..PLAIN
    },
    Case {
        file: "decisions/several-kinds-come-nearest",
        standing: Unclassified,
        nearest: &["coaching", "informal-mentoring"],
        answers: &[
            ("befriending/organised", Answer::Refuted),
            ("peer-support/organised", Answer::Refuted),
            ("workplace-mentoring/organised", Answer::Refuted),
            ("career-mentoring/organised", Answer::Refuted),
            ("academic-mentoring/organised", Answer::Refuted),
            ("enterprise-mentoring/organised", Answer::Refuted),
            ("youth-mentoring/organised", Answer::Refuted),
            ("social-mentoring/organised", Answer::Refuted),
            ("workplace-mentoring/layman", Answer::Refuted),
            ("career-mentoring/layman", Answer::Refuted),
            ("academic-mentoring/layman", Answer::Refuted),
            ("enterprise-mentoring/layman", Answer::Refuted),
            ("youth-mentoring/layman", Answer::Refuted),
            ("social-mentoring/layman", Answer::Refuted),
        ],
        ..PLAIN
    },
    // Within one employer.
    Case {
        file: "decisions/scope-alone-fails",
        standing: Established,
        kind: Some("workplace-mentoring"),
        spectrum: Some((5, 5)),
        label: Some(false),
        found: &[
            ("label/not-supported", Error),
            ("mentoring-to-work/not-within-one-employer", Error),
            ("voluntariness/working-time", Note),
        ],
        answers: &[("mentoring-to-work/not-within-one-employer", Answer::Refuted)],
        says: &["is workplace mentoring, not mentoring to work."],
        ..PLAIN
    },
    Case {
        file: "decisions/colleagues-with-work-as-the-aim",
        standing: Established,
        kind: Some("workplace-mentoring"),
        spectrum: Some((4, 6)),
        label: Some(true),
        answers: &[("workplace-mentoring/career-first", Answer::Shown)],
        ..PLAIN
    },
    Case {
        file: "decisions/mentees-of-one-employer-with-outside-mentors",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        label: Some(true),
        absent: &["mentoring-to-work/not-within-one-employer"],
        ..PLAIN
    },
    // Conditions of the kinds.
    Case {
        file: "decisions/business-owners-as-mentors",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        label: Some(true),
        absent: &["asymmetry/labour-market-capital"],
        ..PLAIN
    },
    Case {
        file: "decisions/knowledge-of-an-organisation",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        absent: &["asymmetry/labour-market-capital"],
        ..PLAIN
    },
    Case {
        file: "decisions/internship-coordinator",
        standing: Established,
        kind: Some("formal-supervision"),
        label: Some(true),
        answers: &[("formal-supervision/by-role", Answer::Shown), ("coaching/through-a-service", Answer::Refuted)],
        ..PLAIN
    },
    Case {
        file: "decisions/job-coach-is-no-formal-mentor",
        standing: Established,
        kind: Some("coaching"),
        label: Some(true),
        answers: &[("formal-supervision/by-role", Answer::Refuted)],
        ..PLAIN
    },
    Case {
        file: "decisions/volunteer-assigned-by-role",
        standing: Contradictory,
        candidates: &["formal-supervision"],
        spectrum: Some((4, 6)),
        answers: &[("formal-supervision/by-role", Answer::Contradictory)],
        ..PLAIN
    },
    Case {
        file: "decisions/natural-mentor-who-volunteers",
        standing: Established,
        kind: Some("informal-mentoring"),
        spectrum: Some((4, 6)),
        label: Some(true),
        answers: &[("informal-mentoring/everyday-capacity", Answer::Shown)],
        ..PLAIN
    },
    Case {
        file: "decisions/informal-with-an-objective-from-a-programme",
        standing: Contradictory,
        candidates: &["informal-mentoring"],
        spectrum: Some((5, 6)),
        answers: &[("informal-mentoring/on-their-own", Answer::Contradictory)],
        ..PLAIN
    },
    Case {
        file: "decisions/informal-ruled-out-by-an-objective-set-by-the-programme",
        standing: Provisional,
        kind: Some("youth-mentoring"),
        spectrum: Some((5, 6)),
        answers: &[("informal-mentoring/on-their-own", Answer::Refuted)],
        ..PLAIN
    },
    Case {
        file: "decisions/informal-ruled-out-by-a-request-from-the-employer",
        standing: Provisional,
        kind: Some("youth-mentoring"),
        spectrum: Some((4, 6)),
        answers: &[("informal-mentoring/on-their-own", Answer::Refuted)],
        ..PLAIN
    },
    Case {
        file: "decisions/informal-ruled-out-by-mentors-who-have-to-take-part",
        standing: Provisional,
        kind: Some("youth-mentoring"),
        spectrum: Some((4, 6)),
        answers: &[("informal-mentoring/on-their-own", Answer::Refuted)],
        ..PLAIN
    },
    Case {
        file: "decisions/staff-assigned-without-a-role",
        standing: Open,
        candidates: &["coaching", "formal-supervision"],
        answers: &[("coaching/professional-guide", Answer::Open)],
        ..PLAIN
    },
    Case {
        file: "decisions/coaching-for-career",
        standing: Established,
        kind: Some("coaching"),
        label: Some(true),
        ..PLAIN
    },
    Case {
        file: "decisions/coaching-for-enterprise",
        standing: Established,
        kind: Some("coaching"),
        label: Some(true),
        ..PLAIN
    },
    Case {
        file: "decisions/coaching-for-personal-development",
        standing: Established,
        kind: Some("coaching"),
        label: Some(true),
        ..PLAIN
    },
    Case {
        file: "decisions/paid-tutors",
        standing: Established,
        kind: Some("professional-support"),
        label: Some(false),
        found: &[("label/not-supported", Error)],
        answers: &[("coaching/coaching-aim", Answer::Refuted)],
        ..PLAIN
    },
    Case {
        file: "decisions/salaried-youth-worker",
        standing: Established,
        kind: Some("professional-support"),
        absent: &["label/not-supported"],
        ..PLAIN
    },
    Case {
        file: "decisions/professional-who-keeps-people-company",
        standing: Established,
        kind: Some("befriending"),
        answers: &[
            ("professional-support/another-aim", Answer::Refuted),
            ("informal-mentoring/not-companionship", Answer::Refuted),
            ("peer-support/not-companionship", Answer::Refuted),
        ],
        ..PLAIN
    },
    Case {
        file: "decisions/volunteers-for-a-career",
        standing: Established,
        kind: Some("career-mentoring"),
        spectrum: Some((4, 6)),
        label: Some(true),
        answers: &[
            ("workplace-mentoring/within-the-employer", Answer::Refuted),
            ("career-mentoring/elsewhere", Answer::Shown),
        ],
        ..PLAIN
    },
    Case {
        file: "decisions/colleagues-for-a-career",
        standing: Established,
        kind: Some("workplace-mentoring"),
        spectrum: Some((4, 6)),
        label: Some(true),
        answers: &[("career-mentoring/elsewhere", Answer::Refuted)],
        ..PLAIN
    },
    Case {
        file: "decisions/parents-mentor-parents",
        standing: Established,
        kind: Some("social-mentoring"),
        spectrum: Some((4, 6)),
        label: Some(true),
        ..PLAIN
    },
    Case {
        file: "decisions/fellows-who-came-through-it",
        standing: Established,
        kind: Some("social-mentoring"),
        spectrum: Some((4, 6)),
        label: Some(true),
        answers: &[("peer-support/nothing-to-share", Answer::Refuted)],
        ..PLAIN
    },
    Case {
        file: "decisions/fellows-in-the-same-situation",
        standing: Established,
        kind: Some("peer-support"),
        spectrum: Some((4, 6)),
        label: Some(true),
        found: &[("asymmetry/peers", Note)],
        answers: &[
            ("workplace-mentoring/something-to-share", Answer::Refuted),
            ("career-mentoring/something-to-share", Answer::Refuted),
            ("academic-mentoring/something-to-share", Answer::Refuted),
            ("enterprise-mentoring/something-to-share", Answer::Refuted),
            ("youth-mentoring/something-to-share", Answer::Refuted),
            ("social-mentoring/something-to-share", Answer::Refuted),
        ],
        ..PLAIN
    },
    // The spectrum.
    Case {
        file: "decisions/no-place-for-a-one-off-event",
        standing: Established,
        kind: Some("one-off-activity"),
        found: &[("relationship/repeated-contact", Error)],
        answers: &[
            ("befriending/repeated", Answer::Refuted),
            ("coaching/repeated", Answer::Refuted),
            ("professional-support/repeated", Answer::Refuted),
            ("peer-support/repeated", Answer::Refuted),
            ("workplace-mentoring/repeated", Answer::Refuted),
            ("career-mentoring/repeated", Answer::Refuted),
            ("academic-mentoring/repeated", Answer::Refuted),
            ("enterprise-mentoring/repeated", Answer::Refuted),
            ("youth-mentoring/repeated", Answer::Refuted),
            ("social-mentoring/repeated", Answer::Refuted),
            ("informal-mentoring/repeated", Answer::Refuted),
            ("formal-supervision/repeated", Answer::Refuted),
        ],
        ..PLAIN
    },
    Case { file: "decisions/no-place-for-a-job-coach", standing: Established, kind: Some("coaching"), ..PLAIN },
    Case {
        file: "decisions/no-place-for-a-superior",
        standing: Established,
        kind: Some("formal-supervision"),
        ..PLAIN
    },
    Case {
        file: "decisions/no-place-without-the-mentors-role",
        standing: Open,
        candidates: &["mentoring-to-work", "coaching", "workplace-mentoring", "formal-supervision"],
        ..PLAIN
    },
    Case {
        file: "decisions/several-aims-side-by-side",
        standing: Established,
        kind: Some("social-mentoring"),
        spectrum: Some((3, 4)),
        label: Some(true),
        answers: &[("relationship/a-means", Answer::Open)],
        ..PLAIN
    },
    Case {
        file: "decisions/each-pair-chooses-its-aim",
        standing: Established,
        kind: Some("social-mentoring"),
        spectrum: Some((3, 4)),
        label: Some(true),
        answers: &[("relationship/a-means", Answer::Open)],
        ..PLAIN
    },
    Case {
        file: "decisions/an-aim-without-objectives",
        standing: Established,
        kind: Some("social-mentoring"),
        spectrum: Some((4, 4)),
        ..PLAIN
    },
    Case {
        file: "decisions/company-as-a-means",
        standing: Established,
        kind: Some("befriending"),
        label: Some(true),
        answers: &[("relationship/a-means", Answer::Contradictory)],
        ..PLAIN
    },
    // Labels.
    Case {
        file: "decisions/label-other",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        absent: &["label/not-supported"],
        ..PLAIN
    },
    Case {
        file: "decisions/label-buddy-supported",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        label: Some(true),
        ..PLAIN
    },
    Case {
        file: "decisions/label-buddy-refuted",
        standing: Established,
        kind: Some("coaching"),
        label: Some(false),
        found: &[("label/not-supported", Note)],
        ..PLAIN
    },
    Case {
        file: "decisions/label-tandem-refuted",
        standing: Established,
        kind: Some("coaching"),
        label: Some(false),
        found: &[("label/not-supported", Note)],
        ..PLAIN
    },
    Case {
        file: "decisions/label-sponsorship-refuted",
        standing: Established,
        kind: Some("coaching"),
        label: Some(false),
        found: &[("label/not-supported", Note)],
        ..PLAIN
    },
    Case {
        file: "decisions/label-peer-support-refuted",
        standing: Established,
        kind: Some("coaching"),
        label: Some(false),
        found: &[("label/not-supported", Note)],
        ..PLAIN
    },
    Case {
        file: "decisions/label-guidance-on-coaching",
        standing: Established,
        kind: Some("coaching"),
        label: Some(true),
        ..PLAIN
    },
    Case {
        file: "decisions/label-guidance-on-a-one-off-event",
        standing: Established,
        kind: Some("one-off-activity"),
        label: Some(false),
        found: &[("label/not-supported", Note)],
        ..PLAIN
    },
    Case {
        file: "decisions/label-mentoring-on-job-coaching",
        standing: Established,
        kind: Some("coaching"),
        label: Some(false),
        found: &[("label/not-supported", Error)],
        ..PLAIN
    },
    Case {
        file: "decisions/label-mentoring-on-support-by-professionals",
        standing: Established,
        kind: Some("professional-support"),
        absent: &["label/not-supported"],
        ..PLAIN
    },
    Case {
        file: "decisions/label-mentoring-on-formal-mentoring",
        standing: Established,
        kind: Some("formal-supervision"),
        label: Some(true),
        answers: &[("befriending/no-superior", Answer::Refuted)],
        ..PLAIN
    },
    Case {
        file: "decisions/label-mentoring-provisional",
        standing: Provisional,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        absent: &["label/not-supported"],
        ..PLAIN
    },
    Case {
        file: "decisions/label-befriending-refuted",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        label: Some(false),
        found: &[("label/not-supported", Error)],
        ..PLAIN
    },
    Case {
        file: "decisions/label-marks-what-rules-it-out",
        standing: Unclassified,
        nearest: &["mentoring-to-work"],
        spectrum: Some((4, 6)),
        label: Some(false),
        found: &[("label/not-supported", Error), ("reciprocity/two-way-exchange", Error)],
        ..PLAIN
    },
    // Asymmetry.
    Case {
        file: "decisions/local-life-alone",
        standing: Provisional,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        found: &[("asymmetry/labour-market-capital", Warning)],
        answers: &[("asymmetry/labour-market-capital", Answer::Open)],
        ..PLAIN
    },
    Case {
        file: "decisions/host-language-alone",
        standing: Provisional,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        found: &[("asymmetry/labour-market-capital", Warning)],
        answers: &[("asymmetry/labour-market-capital", Answer::Open)],
        ..PLAIN
    },
    Case {
        file: "decisions/came-through-it-alone",
        standing: Provisional,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        found: &[("asymmetry/labour-market-capital", Warning)],
        answers: &[("asymmetry/labour-market-capital", Answer::Open)],
        ..PLAIN
    },
    Case {
        file: "decisions/life-experience-alone",
        standing: Unclassified,
        nearest: &["mentoring-to-work"],
        spectrum: Some((5, 5)),
        found: &[("asymmetry/labour-market-capital", Error)],
        answers: &[("asymmetry/labour-market-capital", Answer::Refuted)],
        ..PLAIN
    },
    // Growth.
    Case {
        file: "decisions/growth-through-steps",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        absent: &["growth/mentee-develops"],
        answers: &[("growth/mentee-develops", Answer::Shown)],
        ..PLAIN
    },
    Case {
        file: "decisions/steps-that-are-no-growth",
        standing: Provisional,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        found: &[("growth/mentee-develops", Warning)],
        answers: &[("growth/mentee-develops", Answer::Open), ("goal-orientation/steps-lead-to-work", Answer::Shown)],
        ..PLAIN
    },
    Case {
        file: "decisions/company-to-gain-and-steps-to-learn",
        standing: Contradictory,
        candidates: &["mentoring-to-work"],
        spectrum: Some((5, 5)),
        found: &[("growth/mentee-develops", Error)],
        answers: &[("growth/mentee-develops", Answer::Contradictory)],
        ..PLAIN
    },
    // Goal orientation.
    Case {
        file: "decisions/objective-not-known-to-the-mentor",
        standing: Unclassified,
        nearest: &["mentoring-to-work"],
        spectrum: Some((4, 5)),
        found: &[
            ("goal-orientation/objective-set-beforehand", Error),
            ("goal-orientation/objective-known-to-both", Warning),
        ],
        answers: &[("goal-orientation/objective-set-beforehand", Answer::Refuted)],
        ..PLAIN
    },
    Case {
        file: "decisions/objective-not-known-to-the-mentee",
        standing: Unclassified,
        nearest: &["mentoring-to-work"],
        spectrum: Some((4, 5)),
        found: &[
            ("goal-orientation/objective-set-beforehand", Error),
            ("goal-orientation/objective-known-to-both", Warning),
        ],
        answers: &[("goal-orientation/objective-set-beforehand", Answer::Refuted)],
        ..PLAIN
    },
    Case {
        file: "decisions/objective-agreed-and-not-known",
        standing: Contradictory,
        candidates: &["mentoring-to-work"],
        spectrum: Some((5, 5)),
        found: &[("goal-orientation/objective-set-beforehand", Error)],
        answers: &[("goal-orientation/objective-set-beforehand", Answer::Contradictory)],
        ..PLAIN
    },
    Case {
        file: "decisions/objectives-found-on-the-way-to-work",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((4, 4)),
        found: &[("goal-orientation/objectives-before-the-pair-starts", Warning)],
        answers: &[("goal-orientation/objective-set-beforehand", Answer::Shown)],
        ..PLAIN
    },
    Case {
        file: "decisions/objectives-found-on-the-way-to-another-aim",
        standing: Established,
        kind: Some("social-mentoring"),
        spectrum: Some((4, 4)),
        answers: &[("goal-orientation/objective-set-beforehand", Answer::Open)],
        ..PLAIN
    },
    Case {
        file: "decisions/work-without-objectives",
        standing: Unclassified,
        nearest: &["mentoring-to-work"],
        spectrum: Some((4, 4)),
        found: &[("goal-orientation/objective-set-beforehand", Error)],
        answers: &[("goal-orientation/objective-set-beforehand", Answer::Refuted)],
        ..PLAIN
    },
    Case {
        file: "decisions/no-step-leads-to-work",
        standing: Contradictory,
        candidates: &["mentoring-to-work"],
        spectrum: Some((5, 5)),
        found: &[
            ("goal-orientation/towards-work", Error),
            ("goal-orientation/no-step-to-work", Note),
            ("goal-orientation/steps-lead-to-work", Warning),
        ],
        answers: &[("goal-orientation/towards-work", Answer::Contradictory)],
        ..PLAIN
    },
    Case {
        file: "decisions/no-step-leads-to-work-and-no-aim",
        standing: Open,
        candidates: &[
            "befriending",
            "career-mentoring",
            "academic-mentoring",
            "enterprise-mentoring",
            "youth-mentoring",
            "social-mentoring",
        ],
        spectrum: Some((3, 5)),
        answers: &[("goal-orientation/towards-work", Answer::Refuted)],
        ..PLAIN
    },
    Case {
        file: "decisions/suitable-job-as-a-step",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        absent: &[
            "goal-orientation/towards-work",
            "goal-orientation/steps-lead-to-work",
            "goal-orientation/no-step-to-work",
        ],
        answers: &[("goal-orientation/steps-lead-to-work", Answer::Shown)],
        ..PLAIN
    },
    Case {
        file: "decisions/own-business-as-a-step",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        absent: &[
            "goal-orientation/towards-work",
            "goal-orientation/steps-lead-to-work",
            "goal-orientation/no-step-to-work",
        ],
        answers: &[("goal-orientation/steps-lead-to-work", Answer::Shown)],
        ..PLAIN
    },
    // Relationship.
    Case {
        file: "decisions/relationship-incidental",
        standing: Contradictory,
        candidates: &["mentoring-to-work"],
        spectrum: Some((6, 6)),
        found: &[("relationship/a-means", Error), ("relationship/relationship-valued", Warning)],
        answers: &[("relationship/a-means", Answer::Contradictory)],
        ..PLAIN
    },
    Case {
        file: "decisions/relationship-incidental-among-several-aims",
        standing: Established,
        kind: Some("social-mentoring"),
        answers: &[("relationship/a-means", Answer::Refuted)],
        ..PLAIN
    },
    Case {
        file: "decisions/contact-when-asked",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        found: &[("relationship/regular-contact", Warning)],
        ..PLAIN
    },
    Case {
        file: "decisions/contact-about-once-a-year",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        found: &[("relationship/regular-contact", Warning)],
        ..PLAIN
    },
    Case {
        file: "decisions/contact-as-pairs-agree",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        found: &[("relationship/rhythm-agreed-by-pairs", Note)],
        absent: &["relationship/regular-contact"],
        answers: &[("relationship/regular-contact", Answer::Shown)],
        ..PLAIN
    },
    // Voluntariness.
    Case {
        file: "decisions/mentees-who-cannot-leave",
        standing: Unclassified,
        nearest: &["mentoring-to-work"],
        spectrum: Some((5, 5)),
        found: &[
            ("voluntariness/mentees-own-choice", Error),
            ("voluntariness/mentee-cannot-leave", Note),
            ("voluntariness/free-to-end", Warning),
        ],
        answers: &[("voluntariness/mentees-own-choice", Answer::Refuted)],
        ..PLAIN
    },
    Case {
        file: "decisions/mentees-who-join-freely-and-cannot-leave",
        standing: Contradictory,
        candidates: &["mentoring-to-work"],
        spectrum: Some((5, 5)),
        found: &[("voluntariness/mentees-own-choice", Error)],
        answers: &[("voluntariness/mentees-own-choice", Answer::Contradictory)],
        ..PLAIN
    },
    Case {
        file: "decisions/mentors-who-cannot-leave",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        found: &[("voluntariness/free-to-end", Warning)],
        absent: &["voluntariness/mentees-own-choice"],
        ..PLAIN
    },
    Case {
        file: "decisions/mentees-chosen-within-a-duty",
        standing: Provisional,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        found: &[("voluntariness/mentees-own-choice", Warning)],
        answers: &[("voluntariness/mentees-own-choice", Answer::Open)],
        ..PLAIN
    },
    Case {
        file: "decisions/mentees-mixed-routes",
        standing: Provisional,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        found: &[("voluntariness/mentees-own-choice", Warning)],
        answers: &[("voluntariness/mentees-own-choice", Answer::Open)],
        ..PLAIN
    },
    Case {
        file: "decisions/mentees-built-in",
        standing: Provisional,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        found: &[("voluntariness/mentees-own-choice", Warning)],
        answers: &[("voluntariness/mentees-own-choice", Answer::Open)],
        ..PLAIN
    },
    Case {
        file: "decisions/mentees-referred",
        standing: Provisional,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        found: &[("voluntariness/mentees-own-choice", Warning)],
        answers: &[("voluntariness/mentees-own-choice", Answer::Open)],
        ..PLAIN
    },
    Case {
        file: "decisions/mentees-free-to-decline-a-fixed-part",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        absent: &["voluntariness/mentees-own-choice"],
        ..PLAIN
    },
    Case {
        file: "decisions/flat-allowance",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        found: &[("voluntariness/flat-allowance", Note)],
        absent: &["voluntariness/mentor-is-volunteer"],
        ..PLAIN
    },
    Case {
        file: "decisions/paid-working-time",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        found: &[("voluntariness/working-time", Note)],
        absent: &["voluntariness/mentor-is-volunteer", "voluntariness/mentors-own-choice"],
        ..PLAIN
    },
    // Reciprocity.
    Case {
        file: "decisions/mentors-who-learn",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        absent: &["reciprocity/two-way-exchange"],
        answers: &[("reciprocity/two-way-exchange", Answer::Shown)],
        ..PLAIN
    },
    Case {
        file: "decisions/mentors-who-gain-intercultural-skills",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        absent: &["reciprocity/two-way-exchange"],
        answers: &[("reciprocity/two-way-exchange", Answer::Shown)],
        ..PLAIN
    },
    Case {
        file: "decisions/mentors-who-find-meaning",
        standing: Provisional,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        found: &[("reciprocity/two-way-exchange", Warning)],
        answers: &[("reciprocity/two-way-exchange", Answer::Open)],
        ..PLAIN
    },
    Case {
        file: "decisions/mentors-who-learn-in-a-one-way-exchange",
        standing: Contradictory,
        candidates: &["mentoring-to-work"],
        spectrum: Some((5, 5)),
        found: &[("reciprocity/two-way-exchange", Error)],
        answers: &[("reciprocity/two-way-exchange", Answer::Contradictory)],
        ..PLAIN
    },
    Case {
        file: "decisions/decisions-left-to-the-mentee",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        absent: &["reciprocity/equal-footing"],
        answers: &[
            ("reciprocity/equal-footing", Answer::Shown),
            ("reciprocity/mentee-keeps-own-affairs", Answer::Shown),
        ],
        ..PLAIN
    },
    Case {
        file: "decisions/applications-left-to-the-mentee",
        standing: Provisional,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        found: &[("reciprocity/equal-footing", Warning)],
        answers: &[
            ("reciprocity/equal-footing", Answer::Open),
            ("reciprocity/mentee-keeps-own-affairs", Answer::Shown),
        ],
        ..PLAIN
    },
    Case {
        file: "decisions/nothing-left-to-the-mentee",
        standing: Unclassified,
        nearest: &["mentoring-to-work"],
        spectrum: Some((5, 5)),
        found: &[
            ("reciprocity/equal-footing", Error),
            ("reciprocity/nothing-left-to-the-mentee", Note),
            ("reciprocity/mentee-keeps-own-affairs", Warning),
        ],
        answers: &[
            ("reciprocity/equal-footing", Answer::Refuted),
            ("reciprocity/mentee-keeps-own-affairs", Answer::Refuted),
        ],
        ..PLAIN
    },
    Case {
        file: "decisions/steered-together-with-a-volunteer",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        absent: &["reciprocity/equal-footing"],
        answers: &[
            ("reciprocity/equal-footing", Answer::Shown),
            ("reciprocity/mentee-keeps-own-affairs", Answer::Shown),
        ],
        ..PLAIN
    },
    Case {
        file: "decisions/steered-together-without-the-mentors-role",
        standing: Open,
        candidates: &["mentoring-to-work", "coaching", "workplace-mentoring", "formal-supervision"],
        answers: &[("reciprocity/equal-footing", Answer::Open)],
        ..PLAIN
    },
    Case {
        file: "decisions/steered-by-the-mentor-alone",
        standing: Provisional,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        found: &[("reciprocity/equal-footing", Warning), ("reciprocity/mentee-keeps-own-affairs", Warning)],
        answers: &[
            ("reciprocity/equal-footing", Answer::Open),
            ("reciprocity/mentee-keeps-own-affairs", Answer::Refuted),
        ],
        ..PLAIN
    },
    Case {
        file: "decisions/equal-footing-steered-by-the-mentor",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        label: Some(true),
        found: &[("reciprocity/mentee-keeps-own-affairs", Warning)],
        absent: &["reciprocity/equal-footing"],
        ..PLAIN
    },
    Case {
        file: "decisions/mentor-acts-for-the-mentee",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        found: &[("reciprocity/mentee-keeps-own-affairs", Warning)],
        ..PLAIN
    },
    // The third actor.
    Case {
        file: "decisions/supervision-is-monitoring",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        absent: &["third-actor/monitors"],
        answers: &[("third-actor/monitors", Answer::Shown)],
        ..PLAIN
    },
    Case {
        file: "decisions/supervision-without-monitoring",
        standing: Contradictory,
        candidates: &["mentoring-to-work"],
        spectrum: Some((5, 5)),
        found: &[("third-actor/monitors", Error)],
        answers: &[("third-actor/monitors", Answer::Contradictory)],
        ..PLAIN
    },
    Case {
        file: "decisions/contact-point-under-monitors",
        standing: Provisional,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        found: &[("third-actor/monitors", Warning)],
        answers: &[("third-actor/monitors", Answer::Open)],
        ..PLAIN
    },
    Case {
        file: "decisions/contact-point-as-support",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        absent: &["third-actor/supports"],
        answers: &[("third-actor/supports", Answer::Shown)],
        ..PLAIN
    },
    Case {
        file: "decisions/support-and-no-more-is-said",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        absent: &["third-actor/supports"],
        answers: &[("third-actor/supports", Answer::Shown)],
        ..PLAIN
    },
    // The paper's own examples.
    Case {
        file: "paper/core-case",
        standing: Provisional,
        kind: Some("mentoring-to-work"),
        spectrum: Some((4, 6)),
        answers: &[
            ("asymmetry/labour-market-capital", Answer::Shown),
            ("goal-orientation/towards-work", Answer::Shown),
            ("third-actor/brought-together", Answer::Shown),
        ],
        says: &["looks like mentoring to work."],
        ..PLAIN
    },
    Case { file: "paper/internship-coordinator", standing: Established, kind: Some("formal-supervision"), ..PLAIN },
    Case { file: "paper/teacher-of-students", standing: Established, kind: Some("formal-supervision"), ..PLAIN },
    Case {
        file: "paper/experienced-employee-and-younger-colleague",
        standing: Established,
        kind: Some("informal-mentoring"),
        spectrum: Some((4, 6)),
        answers: &[("workplace-mentoring/within-the-employer", Answer::Shown)],
        ..PLAIN
    },
    Case {
        file: "paper/young-person-and-family-friend",
        standing: Established,
        kind: Some("informal-mentoring"),
        spectrum: Some((4, 6)),
        ..PLAIN
    },
    Case {
        file: "paper/mentees-with-joint-appointments",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        label: Some(true),
        ..PLAIN
    },
    Case {
        file: "paper/complementary-mentors",
        standing: Established,
        kind: Some("mentoring-to-work"),
        spectrum: Some((5, 5)),
        label: Some(true),
        ..PLAIN
    },
    Case {
        file: "paper/befriending-end-of-the-spectrum",
        standing: Established,
        kind: Some("befriending"),
        spectrum: Some((1, 1)),
        label: Some(true),
        ..PLAIN
    },
    Case {
        file: "paper/mentoring-end-of-the-spectrum",
        standing: Established,
        kind: Some("academic-mentoring"),
        spectrum: Some((6, 6)),
        label: Some(true),
        found: &[("relationship/relationship-valued", Warning)],
        ..PLAIN
    },
];

/// Folders in which every file has a row.
const FOLDERS: [&str; 2] = ["decisions", "paper"];

/// The contents of the files, by name as in the rows.
fn texts() -> BTreeMap<String, String> {
    let of = |folder: &str| {
        let files = fixtures_in(&format!("constructed/{folder}"));
        files.into_iter().map(|(name, text)| (format!("{folder}/{name}"), text)).collect::<Vec<_>>()
    };
    FOLDERS.into_iter().flat_map(of).collect()
}

fn report(file: &str, text: &str) -> Programme {
    let mut report = CHECKER.check_all([input(&format!("{file}.yaml"), text)]);
    assert!(report.unreadable.is_empty() && report.programmes.len() == 1, "{file}: {report:#?}");
    let programme = report.programmes.remove(0);
    assert!(programme.valid, "{file}: {:#?}", programme.findings);
    programme
}

#[test]
fn every_decision_comes_out_as_decided() {
    let texts = texts();
    for case in CASES {
        let file = case.file;
        let programme = report(file, &texts[file]);
        let verdict = &programme.verdict;
        let itself: Vec<&str> = case.kind.into_iter().collect();
        let candidates = if case.candidates.is_empty() { &itself } else { case.candidates };
        assert_eq!((verdict.standing, verdict.kind.as_deref()), (case.standing, case.kind), "{file}");
        assert_eq!(verdict.candidates, candidates, "candidates of {file}");
        assert_eq!(verdict.nearest, case.nearest, "nearest to {file}");
        let place = programme.spectrum.map(|range| (range.from, range.to));
        assert_eq!(place, case.spectrum, "place of {file} on the spectrum");
        assert_eq!(programme.label.holds, case.label, "label of {file}");
        for part in case.says {
            assert!(verdict.sentence.contains(part), "{file}: {} does not say: {part}", verdict.sentence);
        }

        let severities = |code: &str| -> Vec<Severity> {
            programme.findings.iter().filter(|finding| finding.code == code).map(|finding| finding.severity).collect()
        };
        for (code, severity) in case.found {
            assert_eq!(severities(code), [*severity], "{code} in {file}");
        }
        for code in case.absent {
            assert_eq!(severities(code), [], "{code} in {file}");
        }
        let indicators = programme.blocks.iter().flat_map(|block| &block.indicators);
        let conditions = programme.kinds.iter().flat_map(|kind| &kind.conditions);
        let answers: BTreeMap<&str, Answer> =
            indicators.chain(conditions).map(|criterion| (criterion.code.as_str(), criterion.answer)).collect();
        for (code, answer) in case.answers {
            assert_eq!(answers.get(code), Some(answer), "{code} in {file}");
        }
    }
}

#[test]
fn every_file_has_one_row_and_says_what_it_is_for() {
    let texts = texts();
    let rows: BTreeSet<&str> = CASES.iter().map(|case| case.file).collect();
    assert_eq!(rows.len(), CASES.len(), "a file has two rows");
    assert_eq!(rows, texts.keys().map(String::as_str).collect());
    let mut names = BTreeSet::new();
    for (file, text) in &texts {
        let mut lines = text.lines();
        let schema = "# yaml-language-server: $schema=../../../schemas/programme.schema.json";
        assert_eq!(lines.next(), Some(schema), "{file}");
        let purpose = lines.next().and_then(|line| line.strip_prefix("# "));
        assert!(purpose.is_some_and(|purpose| purpose.ends_with('.')), "{file}: {purpose:?}");
        let name = report(file, text).name;
        assert!(name.ends_with(" (constructed)"), "{file}: {name}");
        assert!(names.insert(name), "{file} has the name of another file");
    }
}

#[test]
fn every_code_in_a_row_is_a_code_of_the_rules() {
    let codes = mentorcheck_core::pack::subjects::subjects(CHECKER.pack());
    let codes: BTreeSet<&str> = codes.iter().map(|(code, _)| code.as_str()).collect();
    for case in CASES {
        let of_findings = case.found.iter().map(|(code, _)| code).chain(case.absent);
        for code in of_findings.chain(case.answers.iter().map(|(code, _)| code)) {
            assert!(codes.contains(code), "{code} in {}", case.file);
        }
    }
}

/// The JSON Pointers of a finding's locations.
fn marks(file: &str, code: &str) -> Vec<String> {
    let programme = report(file, &texts()[file]);
    let found = programme.findings.iter().find(|finding| finding.code == code);
    let found = found.unwrap_or_else(|| panic!("{file} has no finding {code}"));
    found.spans.iter().filter_map(|span| span.pointer.clone()).collect()
}

#[test]
fn a_label_that_does_not_fit_marks_only_what_rules_it_out() {
    let label = "label/not-supported";
    assert_eq!(marks("decisions/label-marks-what-rules-it-out", label), ["/programme/label", "/relationship/exchange"]);
    assert_eq!(marks("decisions/scope-alone-fails", label), ["/programme/label", "/mentor/capacity"]);
}

#[test]
fn a_contradiction_marks_both_statements() {
    let code = "voluntariness/mentor-is-volunteer";
    assert_eq!(marks("decisions/volunteer-with-a-fee", code), ["/mentor/capacity", "/mentor/reward"]);
}

#[test]
fn a_kind_that_the_scope_alone_rules_out_says_so() {
    let file = "decisions/scope-alone-fails";
    let programme = report(file, &texts()[file]);
    assert!(programme.blocks.iter().all(|block| block.answer == Answer::Shown), "{file}");
    let code = "mentoring-to-work/not-within-one-employer";
    let scope = programme.findings.iter().find(|finding| finding.code == code).expect("the scope is a finding");
    assert!(scope.message.contains("the same employer"), "{}", scope.message);
}

// Single values

/// The answer on a criterion when only one field is stated: code, field, values that show it, values that refute it.
/// A list item shows it at once, but refutes it only in a closed list.
const VALUES: &[(&str, &str, &[&str], &[&str])] = &[
    (
        "asymmetry/labour-market-capital",
        "mentor.brings",
        &[
            "professional-network",
            "sector-experience",
            "business-experience",
            "work-experience",
            "work-culture",
            "organisation-knowledge",
            "local-labour-market",
        ],
        &["companionship", "life-experience", "same-situation"],
    ),
    (
        "growth/mentee-develops",
        "mentee.gains",
        &[
            "self-knowledge",
            "network",
            "knowledge-of-society",
            "labour-market-knowledge",
            "language",
            "self-confidence",
            "skills",
        ],
        &["companionship"],
    ),
    (
        "growth/mentee-develops",
        "purpose.steps",
        &[
            "network",
            "career-orientation",
            "language",
            "work-experience",
            "work-culture",
            "interviewing",
            "sector-knowledge",
            "work-language",
            "job-search",
            "self-confidence",
            "study-or-training",
        ],
        &[],
    ),
    ("growth/mentee-comes-first", "purpose.serves", &["mentee"], &["employer-or-funder", "both-alike", "mentor"]),
    (
        "goal-orientation/objective-set-beforehand",
        "purpose.objectives",
        &["set-by-programme", "agreed-at-start"],
        &["not-set"],
    ),
    ("goal-orientation/objective-set-beforehand", "purpose.known_to", &[], &["mentee", "mentor"]),
    (
        "goal-orientation/towards-work",
        "purpose.main",
        &["work"],
        &[
            "career",
            "companionship",
            "growing-up",
            "health",
            "parenting",
            "personal-development",
            "enterprise",
            "settlement",
            "study",
            "other",
            "mixed",
            "varies",
        ],
    ),
    ("goal-orientation/towards-work", "purpose.steps", &[], &["daily-life"]),
    (
        "goal-orientation/steps-lead-to-work",
        "purpose.steps",
        &[
            "suitable-job",
            "network",
            "career-orientation",
            "language",
            "work-experience",
            "job",
            "work-culture",
            "interviewing",
            "sector-knowledge",
            "work-language",
            "job-search",
            "recognition-of-qualifications",
            "self-confidence",
            "study-or-training",
            "own-business",
        ],
        &["daily-life"],
    ),
    (
        "relationship/a-means",
        "purpose.main",
        &[
            "career",
            "work",
            "growing-up",
            "health",
            "parenting",
            "personal-development",
            "enterprise",
            "settlement",
            "study",
            "other",
        ],
        &["companionship"],
    ),
    ("relationship/a-means", "relationship.role", &["means"], &["end", "incidental"]),
    ("relationship/repeated-contact", "relationship.contact", &["repeated"], &["one-off"]),
    ("relationship/regular-contact", "relationship.rhythm", &["regular", "as-pairs-agree"], &["when-asked", "rare"]),
    ("voluntariness/mentor-is-volunteer", "mentor.capacity", &["volunteer"], &["professional-helper"]),
    (
        "voluntariness/mentor-is-volunteer",
        "mentor.reward",
        &["none", "expenses", "allowance", "working-time"],
        &["fee", "wage"],
    ),
    (
        "voluntariness/mentor-no-professional-helper",
        "mentor.capacity",
        &["colleague", "friend-or-relative", "fellow", "practitioner", "volunteer"],
        &["professional-helper"],
    ),
    ("voluntariness/mentors-own-choice", "mentor.takes_part", &["own-choice", "asked-by-employer"], &["required"]),
    ("voluntariness/mentors-own-choice", "mentor.capacity", &["volunteer"], &[]),
    ("voluntariness/mentees-own-choice", "mentee.takes_part", &["own-choice", "referred-may-decline"], &["required"]),
    ("voluntariness/mentees-own-choice", "mentee.if_declined", &["no-consequence"], &["sanction"]),
    ("voluntariness/mentees-own-choice", "relationship.free_to_end", &[], &["mentor"]),
    ("reciprocity/two-way-exchange", "relationship.exchange", &["two-way"], &["one-way"]),
    ("reciprocity/two-way-exchange", "mentor.gains", &["learning", "intercultural-skills"], &[]),
    ("reciprocity/equal-footing", "relationship.footing", &["equal"], &["hierarchical"]),
    ("reciprocity/equal-footing", "mentor.capacity", &[], &["superior"]),
    ("reciprocity/equal-footing", "relationship.limits", &["decisions"], &["professional-help"]),
    ("reciprocity/equal-footing", "relationship.steered_by", &[], &[]),
    (
        "reciprocity/mentee-keeps-own-affairs",
        "relationship.limits",
        &["applications", "decisions", "money", "paperwork"],
        &["professional-help"],
    ),
    ("reciprocity/mentee-keeps-own-affairs", "relationship.steered_by", &["together", "mentee"], &["mentor"]),
    (
        "reciprocity/mentors-gain",
        "mentor.gains",
        &[
            "meaning",
            "enjoyment",
            "work-experience",
            "friendship",
            "network",
            "learning",
            "recognition",
            "intercultural-skills",
        ],
        &[],
    ),
    (
        "third-actor/brought-together",
        "third_actor.brought_together_by",
        &["organisation", "own-choice-through-organisation"],
        &["assigned-to-staff", "assigned-by-role", "themselves"],
    ),
    (
        "third-actor/monitors",
        "third_actor.monitors",
        &["closing-review", "check-ins", "progress-reports", "group-reviews", "visits", "follow-up"],
        &[],
    ),
    ("third-actor/monitors", "third_actor.supports", &["supervision"], &[]),
    (
        "third-actor/supports",
        "third_actor.supports",
        &[
            "contact-point",
            "advice",
            "briefing",
            "peer-events",
            "first-meeting",
            "materials",
            "supervision",
            "mentee-training",
            "mentor-training",
            "support",
        ],
        &[],
    ),
    ("third-actor/supports", "third_actor.monitors", &[], &[]),
    (
        "mentoring-to-work/not-within-one-employer",
        "mentor.capacity",
        &["friend-or-relative", "fellow", "practitioner", "professional-helper", "volunteer"],
        &["colleague"],
    ),
    (
        "social-mentoring/organised",
        "third_actor.brought_together_by",
        &["organisation", "own-choice-through-organisation"],
        &["assigned-to-staff", "assigned-by-role", "themselves"],
    ),
    (
        "social-mentoring/layman",
        "mentor.capacity",
        &["colleague", "friend-or-relative", "fellow", "practitioner", "volunteer"],
        &["professional-helper", "superior"],
    ),
    (
        "social-mentoring/something-to-share",
        "mentor.brings",
        &[
            "professional-network",
            "sector-experience",
            "business-experience",
            "work-experience",
            "work-culture",
            "organisation-knowledge",
            "local-life",
            "local-labour-market",
            "life-experience",
            "host-language",
            "came-through-it",
        ],
        &["companionship", "same-situation"],
    ),
    (
        "social-mentoring/social-aim-first",
        "purpose.main",
        &["health", "parenting", "personal-development", "settlement", "mixed", "varies"],
        &["career", "companionship", "work", "growing-up", "enterprise", "study", "other"],
    ),
    (
        "befriending/no-superior",
        "mentor.capacity",
        &["colleague", "friend-or-relative", "fellow", "practitioner", "professional-helper", "volunteer"],
        &["superior"],
    ),
    (
        "befriending/companionship-first",
        "purpose.main",
        &["companionship"],
        &[
            "career",
            "work",
            "growing-up",
            "health",
            "parenting",
            "personal-development",
            "enterprise",
            "settlement",
            "study",
            "other",
            "mixed",
            "varies",
        ],
    ),
    (
        "coaching/professional-guide",
        "mentor.capacity",
        &["professional-helper"],
        &["colleague", "friend-or-relative", "fellow", "practitioner", "volunteer", "superior"],
    ),
    ("coaching/professional-guide", "third_actor.brought_together_by", &[], &[]),
    (
        "coaching/through-a-service",
        "third_actor.brought_together_by",
        &["assigned-to-staff", "organisation", "own-choice-through-organisation"],
        &["assigned-by-role", "themselves"],
    ),
    (
        "coaching/coaching-aim",
        "purpose.main",
        &["career", "work", "personal-development", "enterprise"],
        &["companionship", "growing-up", "health", "parenting", "settlement", "study", "other", "mixed", "varies"],
    ),
    (
        "professional-support/another-aim",
        "purpose.main",
        &["growing-up", "health", "parenting", "settlement", "study", "other", "mixed", "varies"],
        &["career", "companionship", "work", "personal-development", "enterprise"],
    ),
    (
        "peer-support/fellow",
        "mentor.capacity",
        &["fellow"],
        &["colleague", "friend-or-relative", "practitioner", "professional-helper", "volunteer", "superior"],
    ),
    (
        "workplace-mentoring/career-first",
        "purpose.main",
        &["career"],
        &[
            "companionship",
            "growing-up",
            "health",
            "parenting",
            "personal-development",
            "enterprise",
            "settlement",
            "study",
            "other",
            "mixed",
            "varies",
        ],
    ),
    (
        "workplace-mentoring/within-the-employer",
        "mentor.capacity",
        &["colleague"],
        &["friend-or-relative", "fellow", "practitioner", "professional-helper", "volunteer", "superior"],
    ),
    ("workplace-mentoring/within-the-employer", "mentee.situation", &[], &[]),
    (
        "career-mentoring/career-first",
        "purpose.main",
        &["career"],
        &[
            "companionship",
            "work",
            "growing-up",
            "health",
            "parenting",
            "personal-development",
            "enterprise",
            "settlement",
            "study",
            "other",
            "mixed",
            "varies",
        ],
    ),
    (
        "career-mentoring/elsewhere",
        "mentor.capacity",
        &["friend-or-relative", "fellow", "practitioner", "professional-helper", "volunteer"],
        &["colleague", "superior"],
    ),
    (
        "academic-mentoring/study-first",
        "purpose.main",
        &["study"],
        &[
            "career",
            "companionship",
            "work",
            "growing-up",
            "health",
            "parenting",
            "personal-development",
            "enterprise",
            "settlement",
            "other",
            "mixed",
            "varies",
        ],
    ),
    (
        "enterprise-mentoring/enterprise-first",
        "purpose.main",
        &["enterprise"],
        &[
            "career",
            "companionship",
            "work",
            "growing-up",
            "health",
            "parenting",
            "personal-development",
            "settlement",
            "study",
            "other",
            "mixed",
            "varies",
        ],
    ),
    (
        "youth-mentoring/growing-up-first",
        "purpose.main",
        &["growing-up"],
        &[
            "career",
            "companionship",
            "work",
            "health",
            "parenting",
            "personal-development",
            "enterprise",
            "settlement",
            "study",
            "other",
            "mixed",
            "varies",
        ],
    ),
    (
        "informal-mentoring/on-their-own",
        "third_actor.brought_together_by",
        &["themselves"],
        &["assigned-to-staff", "organisation", "assigned-by-role", "own-choice-through-organisation"],
    ),
    ("informal-mentoring/on-their-own", "purpose.objectives", &[], &["set-by-programme"]),
    ("informal-mentoring/on-their-own", "mentor.takes_part", &[], &["asked-by-employer", "required"]),
    (
        "informal-mentoring/everyday-capacity",
        "mentor.capacity",
        &["colleague", "friend-or-relative", "fellow", "practitioner", "volunteer"],
        &["professional-helper", "superior"],
    ),
    (
        "informal-mentoring/not-companionship",
        "purpose.main",
        &[
            "career",
            "work",
            "growing-up",
            "health",
            "parenting",
            "personal-development",
            "enterprise",
            "settlement",
            "study",
            "other",
            "mixed",
            "varies",
        ],
        &["companionship"],
    ),
    (
        "formal-supervision/by-role",
        "mentor.capacity",
        &["superior"],
        &["colleague", "friend-or-relative", "fellow", "practitioner", "volunteer"],
    ),
    ("formal-supervision/by-role", "third_actor.brought_together_by", &["assigned-by-role"], &[]),
    ("one-off-activity/one-off", "relationship.contact", &["one-off"], &["repeated"]),
];

/// List items that refute a criterion even in a list that is not closed: code, field, items.
const LISTED: &[(&str, &str, &[&str])] = &[
    ("reciprocity/mentee-keeps-own-affairs", "mentor.does", &["acts-for-the-mentee"]),
    ("informal-mentoring/on-their-own", "third_actor.recruits", &["mentors", "mentees"]),
    (
        "informal-mentoring/on-their-own",
        "third_actor.monitors",
        &["check-ins", "visits", "progress-reports", "group-reviews", "closing-review", "follow-up"],
    ),
    (
        "informal-mentoring/on-their-own",
        "third_actor.supports",
        &[
            "support",
            "contact-point",
            "advice",
            "briefing",
            "first-meeting",
            "mentor-training",
            "mentee-training",
            "peer-events",
            "supervision",
            "materials",
        ],
    ),
    (
        "peer-support/nothing-to-share",
        "mentor.brings",
        &[
            "local-labour-market",
            "sector-experience",
            "work-experience",
            "professional-network",
            "work-culture",
            "business-experience",
            "organisation-knowledge",
            "host-language",
            "local-life",
            "life-experience",
            "came-through-it",
        ],
    ),
];

/// The answer on a criterion when only one field is stated.
fn answer(code: &str, field: &str, stated: FieldState) -> Answer {
    let field = vocabulary().field_id(field).expect("rows name fields");
    let judged = Description(BTreeMap::from([(field, stated)])).judgement();
    let pack = CHECKER.pack();
    let of_blocks = pack.blocks.iter().flat_map(|block| block.indicators.iter().map(move |id| (&block.id, *id)));
    let of_kinds = (0..pack.kinds.len()).flat_map(|kind| {
        pack.kinds[kind].requires.iter().filter_map(move |one| match one {
            Requirement::Criterion(id) => Some((&pack.kinds[kind].id, *id)),
            Requirement::Block(_) => None,
        })
    });
    let named = |(whole, id): &(&String, usize)| format!("{whole}/{}", pack.criteria[*id].id) == code;
    let (_, id) = of_blocks.chain(of_kinds).find(named).unwrap_or_else(|| panic!("{code} is no criterion"));
    judged.criteria[id].answer()
}

#[test]
fn every_value_answers_as_decided() {
    for (code, field, shows, refutes) in VALUES {
        let definition = &vocabulary().fields[vocabulary().field_id(field).expect("rows name fields")];
        for name in shows.iter().chain(*refutes) {
            assert!(definition.value_index(name).is_some(), "{name} is no value of {field}");
        }
        for (number, value) in definition.values.iter().enumerate() {
            let name = value.name.as_str();
            let of = |refutes: &[&str]| match (shows.contains(&name), refutes.contains(&name)) {
                (true, _) => Answer::Shown,
                (false, true) => Answer::Refuted,
                (false, false) => Answer::Open,
            };
            if definition.field_type == FieldType::EnumList {
                let listed = answer(code, field, FieldState::List(vec![number], false));
                assert_eq!(listed, of(&[]), "{code} with {field}: [{name}]");
                let alone = answer(code, field, FieldState::List(vec![number], true));
                assert_eq!(alone, of(refutes), "{code} with {field}: [{name}, nothing-else]");
            } else {
                assert_eq!(answer(code, field, FieldState::One(number)), of(refutes), "{code} with {field}: {name}");
            }
        }
    }
    for (code, field, refutes) in LISTED {
        let definition = &vocabulary().fields[vocabulary().field_id(field).expect("rows name fields")];
        for (number, value) in definition.values.iter().enumerate() {
            let expected = if refutes.contains(&value.name.as_str()) { Answer::Refuted } else { Answer::Open };
            let listed = answer(code, field, FieldState::List(vec![number], false));
            assert_eq!(listed, expected, "{code} with {field}: [{}]", value.name);
        }
        assert!(refutes.iter().all(|name| definition.value_index(name).is_some()), "{field}");
    }
}

// Labels

/// The kinds of mentoring in the wide sense, except informal mentoring and formal supervision.
const MENTORING: [&str; 7] = [
    "mentoring-to-work",
    "workplace-mentoring",
    "career-mentoring",
    "academic-mentoring",
    "enterprise-mentoring",
    "youth-mentoring",
    "social-mentoring",
];

/// Whether a label holds for an established kind; `None` if that is open.
fn holds(label: &str, kind: &str) -> Option<bool> {
    let fits = match label {
        "mentoring" if kind == "professional-support" => return None,
        "other" => return None,
        "mentoring" => MENTORING.contains(&kind) || ["informal-mentoring", "formal-supervision"].contains(&kind),
        "job-coaching" => kind == "coaching",
        "mentoring-to-work" | "befriending" | "coaching" => kind == label,
        "guidance" if ["coaching", "professional-support"].contains(&kind) => true,
        _ => MENTORING.contains(&kind) || ["befriending", "peer-support", "informal-mentoring"].contains(&kind),
    };
    Some(fits)
}

#[test]
fn every_label_on_every_kind() {
    let mut cases = fixtures_in("constructed/related");
    cases.insert("mentoring-to-work".into(), fixtures_in("constructed/model")["model"].clone());
    assert_eq!(cases.len(), CHECKER.pack().kinds.len());
    let labels = &vocabulary().fields[vocabulary().field_id("programme.label").expect("there is a label")].values;
    for (kind, text) in &cases {
        let without: Vec<&str> = text.lines().filter(|line| !line.starts_with("  label: ")).collect();
        for label in labels.iter().map(|value| value.name.as_str()) {
            let labelled = without.join("\n").replacen("programme:", &format!("programme:\n  label: {label}"), 1);
            let programme = report(kind, &labelled);
            assert_eq!(programme.verdict.kind.as_ref(), Some(kind), "{label}");
            let holds = holds(label, kind);
            assert_eq!(programme.label.holds, holds, "{kind} called {label}");
            let found = programme.findings.iter().filter(|finding| finding.code == "label/not-supported");
            let found: Vec<Severity> = found.map(|finding| finding.severity).collect();
            let names_a_kind =
                ["mentoring-to-work", "mentoring", "befriending", "coaching", "job-coaching"].contains(&label);
            let severity = if names_a_kind { Error } else { Note };
            let expected = if holds == Some(false) { vec![severity] } else { Vec::new() };
            assert_eq!(found, expected, "{kind} called {label}");
        }
    }
}

// The spectrum

/// Positions of a relationship with a volunteer: main aim, objectives, and the positions when the relationship is the
/// aim, a means, incidental, or its role is not stated.
type Places = (Option<&'static str>, Option<&'static str>, [Option<(u8, u8)>; 4]);

const PLACES: [Places; 16] = [
    (Some("companionship"), Some("not-set"), [Some((1, 1)), None, None, Some((1, 1))]),
    (Some("companionship"), Some("found-on-the-way"), [Some((2, 2)), None, None, Some((2, 2))]),
    (Some("companionship"), Some("agreed-at-start"), [Some((3, 3)), None, None, Some((3, 3))]),
    (Some("companionship"), None, [Some((1, 3)), None, None, Some((1, 3))]),
    (Some("work"), Some("not-set"), [None, Some((4, 4)), None, Some((4, 4))]),
    (Some("work"), Some("found-on-the-way"), [None, Some((4, 4)), None, Some((4, 4))]),
    (Some("work"), Some("agreed-at-start"), [None, Some((5, 5)), Some((6, 6)), Some((5, 6))]),
    (Some("work"), None, [None, Some((4, 5)), Some((6, 6)), Some((4, 6))]),
    (Some("mixed"), Some("not-set"), [Some((3, 4)), Some((3, 4)), None, Some((3, 4))]),
    (Some("mixed"), Some("found-on-the-way"), [Some((3, 4)), Some((3, 4)), None, Some((3, 4))]),
    (Some("mixed"), Some("agreed-at-start"), [Some((3, 4)), Some((3, 4)), None, Some((3, 4))]),
    (Some("mixed"), None, [Some((3, 4)), Some((3, 4)), None, Some((3, 4))]),
    (None, Some("not-set"), [Some((1, 4)), Some((3, 4)), None, Some((1, 4))]),
    (None, Some("found-on-the-way"), [Some((2, 4)), Some((3, 4)), None, Some((2, 4))]),
    (None, Some("agreed-at-start"), [Some((3, 4)), Some((3, 5)), Some((6, 6)), Some((3, 6))]),
    (None, None, [Some((1, 4)), Some((3, 5)), Some((6, 6)), Some((1, 6))]),
];

#[test]
fn every_place_on_the_spectrum() {
    for (main, objectives, places) in PLACES {
        for (role, place) in [Some("end"), Some("means"), Some("incidental"), None].into_iter().zip(places) {
            let facts = [
                ("mentor.capacity", Some("volunteer")),
                ("purpose.main", main),
                ("purpose.objectives", objectives),
                ("relationship.role", role),
            ];
            let stated = facts.into_iter().filter_map(|(field, value)| {
                let id = vocabulary().field_id(field).expect("rows name fields");
                Some((id, FieldState::One(vocabulary().fields[id].value_index(value?).expect("rows name values"))))
            });
            let judged = Description(stated.collect()).judgement();
            assert_eq!(judged.spectrum, place, "main {main:?}, objectives {objectives:?}, role {role:?}");
        }
    }
}
