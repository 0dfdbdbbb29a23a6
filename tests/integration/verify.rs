//! `rules verify` accepts the built-in packs and reports each fault planted in a copy under its code; each
//! counterexample shows the breach and is minimal.

use crate::common::{ROOT, run_in};
use std::{
    collections::BTreeSet,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::LazyLock,
    thread,
};

use serde_json::{Map, Value, json};

use mentorcheck_core::{
    facts,
    pack::{Condition, Operator, Predicate, built_in_names},
    schema::FieldType,
    schema::vocabulary,
};

const MENTORING: &str = "mentoring-to-work";
const BEFRIENDING: &str = "befriending";

const CONCEPT: &str = "concept.yaml";
const CLAIMS: &str = "claims.yaml";
const CONDITIONS: &str = "conditions.yaml";
const ASYMMETRY: &str = "blocks/1-asymmetry.yaml";
const GROWTH: &str = "blocks/2-growth.yaml";
const VOLUNTARINESS: &str = "blocks/5-voluntariness.yaml";
const VOLUNTEERING: &str = "blocks/5-volunteering.yaml";
const RECIPROCITY: &str = "blocks/6-reciprocity.yaml";
const THIRD_ACTOR: &str = "blocks/7-third-actor.yaml";
const ACADEMIC: &str = "kinds/academic-mentoring.yaml";
const BEFRIENDING_KIND: &str = "kinds/befriending.yaml";
const COACHING: &str = "kinds/coaching.yaml";
const ONE_OFF: &str = "kinds/one-off-activity.yaml";
const PROFESSIONAL: &str = "kinds/professional-support.yaml";
const SUPERVISION: &str = "kinds/formal-supervision.yaml";

/// A change to one file of a copy of a pack: the first occurrence of `from` is replaced by `to`.
struct Fault {
    pack: &'static str,
    name: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
    /// The codes of all resulting breaches, in order.
    codes: &'static [&'static str],
}

const FAULTS: &[Fault] = &[
    // Two kinds at once
    Fault {
        pack: MENTORING,
        name: "two-kinds-by-one-aim",
        file: ACADEMIC,
        from: "purpose.main: [study]\n    refuted:\n      purpose.main: {other_than: [study]}",
        to: "purpose.main: [study, growing-up]\n    refuted:\n      purpose.main: {other_than: [study, growing-up]}",
        codes: &["verify/two-kinds", "verify/impossible-verdict", "verify/impossible-verdict"],
    },
    Fault {
        pack: MENTORING,
        name: "two-kinds-of-professionals",
        file: PROFESSIONAL,
        from: "[work, career, enterprise, personal-development, companionship]",
        to: "[work, career, enterprise, companionship]",
        codes: &["verify/two-kinds"],
    },
    Fault {
        pack: MENTORING,
        name: "two-kinds-by-role",
        file: BEFRIENDING_KIND,
        from: "  - condition: no-superior\n",
        to: "",
        codes: &["verify/two-kinds"],
    },
    Fault {
        pack: BEFRIENDING,
        name: "befriending-two-kinds",
        file: ACADEMIC,
        from: "purpose.main: [study]\n    refuted:\n      purpose.main: {other_than: [study]}",
        to: "purpose.main: [study, growing-up]\n    refuted:\n      purpose.main: {other_than: [study, growing-up]}",
        codes: &["verify/two-kinds", "verify/impossible-verdict", "verify/impossible-verdict"],
    },
    // A kind that becomes another when facts are added
    Fault {
        pack: MENTORING,
        name: "established-turns",
        file: COACHING,
        from: "    shown:\n      mentor.capacity: [professional-helper]\n",
        to: "    shown:\n      any:\n        - mentor.capacity: [professional-helper]\n        - third_actor.brought_together_by: [assigned-to-staff]\n",
        codes: &["verify/established-turns"],
    },
    Fault {
        pack: BEFRIENDING,
        name: "befriending-established-turns",
        file: COACHING,
        from: "    shown:\n      mentor.capacity: [professional-helper]\n",
        to: "    shown:\n      any:\n        - mentor.capacity: [professional-helper]\n        - third_actor.brought_together_by: [assigned-to-staff]\n",
        codes: &["verify/established-turns"],
    },
    // Conditions that no description can meet
    Fault {
        pack: MENTORING,
        name: "dead-condition",
        file: VOLUNTARINESS,
        from: "    shown:\n      relationship.agreement: [written, spoken]",
        to: "    shown:\n      all:\n        - relationship.agreement: [written]\n        - relationship.agreement: [spoken]",
        codes: &["verify/impossible-answer", "verify/dead-condition"],
    },
    Fault {
        pack: MENTORING,
        name: "dead-part",
        file: VOLUNTARINESS,
        from: "        - mentor.reward: [none, expenses, allowance, working-time]\n",
        to: "        - mentor.reward: [none, expenses, allowance, working-time]\n        - all:\n            - mentor.reward: [fee]\n            - mentor.reward: [wage]\n",
        codes: &["verify/dead-condition"],
    },
    Fault {
        pack: MENTORING,
        name: "dead-case",
        file: CONDITIONS,
        from: "      - when: {third_actor.brought_together_by: [assigned-to-staff]}\n",
        to: "      - when:\n          all:\n            - third_actor.brought_together_by: [assigned-to-staff]\n            - third_actor.brought_together_by: [themselves]\n",
        codes: &["verify/dead-condition"],
    },
    Fault {
        pack: MENTORING,
        name: "dead-point-of-the-spectrum",
        file: CONCEPT,
        from: "ruled_out:\n        any:\n          - relationship.role: [means, incidental]\n          - purpose.main: {other_than: [companionship]}\n          - purpose.objectives: {other_than: [not-set]}",
        to: "ruled_out:\n        all:\n          - purpose.main: [companionship]\n          - purpose.main: {other_than: [companionship]}",
        codes: &["verify/dead-condition"],
    },
    Fault {
        pack: MENTORING,
        name: "dead-end-of-the-spectrum",
        file: CONCEPT,
        from: "  applies:\n    all:\n      - mentor.capacity: {other_than: [professional-helper, superior]}",
        to: "  applies:\n    all:\n      - mentor.capacity: {other_than: [professional-helper, superior]}\n      - mentor.capacity: [superior]",
        codes: &["verify/dead-condition"],
    },
    Fault {
        pack: MENTORING,
        name: "dead-reading",
        file: VOLUNTARINESS,
        from: "when:\n          mentor.reward: [allowance]",
        to: "when:\n          all:\n            - mentor.reward: [allowance]\n            - mentor.reward: [none]",
        codes: &["verify/dead-condition"],
    },
    Fault {
        pack: BEFRIENDING,
        name: "befriending-dead-case",
        file: CONDITIONS,
        from: "      - when: {third_actor.brought_together_by: [assigned-to-staff]}\n",
        to: "      - when:\n          all:\n            - third_actor.brought_together_by: [assigned-to-staff]\n            - third_actor.brought_together_by: [themselves]\n",
        codes: &["verify/dead-condition"],
    },
    // Parts that make no difference
    Fault {
        pack: MENTORING,
        name: "idle-part-of-any",
        file: VOLUNTARINESS,
        from: "        - mentor.reward: [none, expenses, allowance, working-time]\n",
        to: "        - mentor.reward: [none, expenses, allowance, working-time]\n        - all:\n            - mentor.capacity: [volunteer]\n            - mentor.takes_part: [own-choice]\n",
        codes: &["verify/idle-part"],
    },
    Fault {
        pack: MENTORING,
        name: "idle-part-of-all",
        file: ASYMMETRY,
        from: "        - relationship.gap_known_to: {any_of: [mentor]}\n",
        to: "        - relationship.gap_known_to: {any_of: [mentor]}\n        - relationship.gap_known_to: {any_of: [mentor, mentee]}\n",
        codes: &["verify/idle-part"],
    },
    Fault {
        pack: MENTORING,
        name: "idle-part-of-the-spectrum",
        file: CONCEPT,
        from: "      - relationship.contact: [one-off]\n",
        to: "      - relationship.contact: [one-off]\n      - all:\n          - relationship.contact: [one-off]\n          - mentor.capacity: [volunteer]\n",
        codes: &["verify/idle-part"],
    },
    Fault {
        pack: BEFRIENDING,
        name: "befriending-idle-part",
        file: VOLUNTEERING,
        from: "        - mentor.reward: [none, expenses, allowance, working-time]\n",
        to: "        - mentor.reward: [none, expenses, allowance, working-time]\n        - all:\n            - mentor.capacity: [volunteer]\n            - mentor.takes_part: [own-choice]\n",
        codes: &["verify/idle-part"],
    },
    // Values that are read or not
    Fault {
        pack: MENTORING,
        name: "unread-value",
        file: RECIPROCITY,
        from: "&left-to-the-mentee [decisions, applications, paperwork, money]",
        to: "&left-to-the-mentee [decisions, applications, paperwork]",
        codes: &["verify/unread-value"],
    },
    Fault {
        pack: MENTORING,
        name: "value-no-longer-declared-informative",
        file: CONCEPT,
        from: "  relationship.limits: [professional-help]\n",
        to: "",
        codes: &["verify/unread-value"],
    },
    Fault {
        pack: MENTORING,
        name: "informative-value-is-read",
        file: CONCEPT,
        from: "  relationship.limits: [professional-help]\n",
        to: "  relationship.limits: [professional-help, money]\n",
        codes: &["verify/read-value"],
    },
    Fault {
        pack: BEFRIENDING,
        name: "befriending-unread-value",
        file: CONCEPT,
        from: "  relationship.limits: [applications, paperwork]\n",
        to: "  relationship.limits: [applications]\n",
        codes: &["verify/unread-value"],
    },
    Fault {
        pack: BEFRIENDING,
        name: "befriending-read-value",
        file: CONCEPT,
        from: "  relationship.steered_by: [mentee]\n",
        to: "  relationship.steered_by: [mentee, together]\n",
        codes: &["verify/read-value"],
    },
    // Grounds
    Fault {
        pack: MENTORING,
        name: "unused-claim",
        file: CLAIMS,
        from: "claims:\n",
        to: "claims:\n  - id: X9\n    says: A claim made up for a test, on which nothing rests.\n    quote: made up\n    heading: Introduction\n",
        codes: &["verify/unused-claim"],
    },
    Fault {
        pack: MENTORING,
        name: "claim-that-lost-its-rule",
        file: COACHING,
        from: "claims: [V4, S6, S17, V7]",
        to: "claims: [V4, S6, V7]",
        codes: &["verify/unused-claim"],
    },
    Fault {
        pack: MENTORING,
        name: "kind-without-grounds",
        file: ONE_OFF,
        from: "claims: [L3]\nrequires",
        to: "requires",
        codes: &["verify/no-grounds"],
    },
    Fault {
        pack: BEFRIENDING,
        name: "befriending-unused-claim",
        file: CLAIMS,
        from: "claims:\n",
        to: "claims:\n  - id: X9\n    says: A claim made up for a test, on which nothing rests.\n    quote: made up\n    heading: Introduction\n",
        codes: &["verify/unused-claim"],
    },
    Fault {
        pack: BEFRIENDING,
        name: "befriending-no-grounds",
        file: ONE_OFF,
        from: "claims: [N5, M5]\nrequires",
        to: "requires",
        codes: &["verify/no-grounds"],
    },
    // Both answers at once
    Fault {
        pack: MENTORING,
        name: "one-value-tells-both",
        file: ACADEMIC,
        from: "    shown:\n      purpose.main: [study]",
        to: "    shown:\n      purpose.main: [study, growing-up]",
        codes: &["verify/tells-both", "verify/impossible-verdict"],
    },
    Fault {
        pack: MENTORING,
        name: "one-item-tells-both",
        file: THIRD_ACTOR,
        from: "third_actor.recruits: {none_of: [mentors]}",
        to: "third_actor.recruits: {any_of: [mentors]}",
        codes: &["verify/impossible-answer", "verify/impossible-answer", "verify/tells-both"],
    },
    Fault {
        pack: MENTORING,
        name: "one-closing-tells-both",
        file: GROWTH,
        from: "        - mentee.gains:\n            any_of: &development",
        to: "        - mentee.gains:\n            none_of: &development",
        codes: &["verify/impossible-answer", "verify/tells-both"],
    },
    Fault {
        pack: MENTORING,
        name: "shared-condition-tells-both",
        file: CONDITIONS,
        from: "mentor.capacity: [professional-helper, superior]",
        to: "mentor.capacity: [professional-helper, superior, colleague]",
        codes: &[
            "verify/impossible-kind",
            "verify/tells-both",
            "verify/impossible-verdict",
            "verify/impossible-verdict",
        ],
    },
    Fault {
        pack: BEFRIENDING,
        name: "befriending-tells-both",
        file: ACADEMIC,
        from: "    shown:\n      purpose.main: [study]",
        to: "    shown:\n      purpose.main: [study, growing-up]",
        codes: &["verify/tells-both", "verify/impossible-verdict"],
    },
    // Answers and verdicts that can never be given
    Fault {
        pack: MENTORING,
        name: "kind-that-can-never-be-shown",
        file: ONE_OFF,
        from: "requires:\n",
        to: "requires:\n  - condition: repeated\n",
        codes: &["verify/impossible-kind", "verify/impossible-verdict"],
    },
    Fault {
        pack: MENTORING,
        name: "indicator-that-can-never-be-refuted",
        file: VOLUNTARINESS,
        from: "    refuted:\n      mentor.takes_part: [required]",
        to: "    refuted:\n      all:\n        - mentor.takes_part: [required]\n        - mentor.takes_part: [own-choice]",
        codes: &["verify/impossible-answer", "verify/dead-condition"],
    },
    Fault {
        pack: MENTORING,
        name: "condition-that-can-never-be-refuted",
        file: SUPERVISION,
        from: "    refuted:\n      any:\n        - mentor.capacity: [volunteer, practitioner, colleague, fellow, friend-or-relative]\n        - all:\n            - mentor.capacity: [professional-helper]\n            - third_actor.brought_together_by: {other_than: [assigned-by-role]}\n",
        to: "    refuted:\n      all:\n        - mentor.capacity: [superior]\n        - mentor.capacity: [volunteer]\n",
        codes: &[
            "verify/impossible-answer",
            "verify/dead-condition",
            "verify/impossible-verdict",
            "verify/impossible-verdict",
            "verify/impossible-verdict",
            "verify/impossible-verdict",
            "verify/impossible-verdict",
            "verify/impossible-verdict",
            "verify/impossible-verdict",
            "verify/impossible-verdict",
            "verify/impossible-verdict",
            "verify/impossible-verdict",
            "verify/impossible-verdict",
            "verify/impossible-verdict",
        ],
    },
    Fault {
        pack: MENTORING,
        name: "kind-that-is-never-provisional",
        file: ONE_OFF,
        from: "residual: true\n",
        to: "",
        codes: &[
            "verify/impossible-verdict",
            "verify/impossible-verdict",
            "verify/impossible-verdict",
            "verify/impossible-verdict",
        ],
    },
    Fault {
        pack: MENTORING,
        name: "defining-requirement-that-cannot-be-shown",
        file: SUPERVISION,
        from: "    shown:\n      any:\n        - mentor.capacity: [superior]\n        - third_actor.brought_together_by: [assigned-by-role]\n",
        to: "    shown:\n      all:\n        - mentor.capacity: [superior]\n        - mentor.capacity: [volunteer]\n",
        codes: &[
            "verify/impossible-kind",
            "verify/impossible-answer",
            "verify/dead-condition",
            "verify/impossible-verdict",
            "verify/impossible-verdict",
        ],
    },
    Fault {
        pack: BEFRIENDING,
        name: "befriending-impossible-kind",
        file: ONE_OFF,
        from: "requires:\n",
        to: "requires:\n  - condition: repeated\n",
        codes: &["verify/impossible-kind", "verify/impossible-verdict"],
    },
    Fault {
        pack: BEFRIENDING,
        name: "befriending-impossible-answer",
        file: VOLUNTEERING,
        from: "    refuted:\n      mentor.takes_part: [required]",
        to: "    refuted:\n      all:\n        - mentor.takes_part: [required]\n        - mentor.takes_part: [own-choice]",
        codes: &["verify/impossible-answer", "verify/dead-condition"],
    },
    Fault {
        pack: BEFRIENDING,
        name: "befriending-impossible-verdict",
        file: ONE_OFF,
        from: "residual: true\n",
        to: "",
        codes: &[
            "verify/impossible-verdict",
            "verify/impossible-verdict",
            "verify/impossible-verdict",
            "verify/impossible-verdict",
        ],
    },
];

/// A change to a quotation, and the breach reported when the text of the work is given.
struct Misquoted {
    pack: &'static str,
    name: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
    code: &'static str,
}

/// Found in the text of the work that the pack is made from.
const MISQUOTED: &[Misquoted] = &[
    Misquoted {
        pack: MENTORING,
        name: "quotation-one-word-else",
        file: CLAIMS,
        from: "The communication is also two-way.",
        to: "The communication is always two-way.",
        code: "verify/quotation",
    },
    Misquoted {
        pack: MENTORING,
        name: "quotation-cut-short",
        file: CLAIMS,
        from: "the priority is the achievement of",
        to: "the priority is achievement of",
        code: "verify/quotation",
    },
    Misquoted {
        pack: MENTORING,
        name: "quotation-under-another-heading",
        file: CLAIMS,
        from: "heading: Field of application",
        to: "heading: Field of study",
        code: "verify/quotation",
    },
    Misquoted {
        pack: MENTORING,
        name: "definition-altered",
        file: CONCEPT,
        from: "(mentor) provides guidance to a person",
        to: "(mentor) gives guidance to a person",
        code: "verify/quotation",
    },
    Misquoted {
        pack: MENTORING,
        name: "definition-of-a-programme-altered",
        file: CONCEPT,
        from: "a programme set up by an organisation",
        to: "a programme set up by a public body",
        code: "verify/quotation",
    },
    Misquoted {
        pack: MENTORING,
        name: "definition-under-another-heading",
        file: CONCEPT,
        from: "heading: Definition of",
        to: "heading: Definitions of",
        code: "verify/quotation",
    },
    Misquoted {
        pack: MENTORING,
        name: "quotation-in-a-note-altered",
        file: VOLUNTARINESS,
        from: "says that “the mentor is a volunteer” and does not mention",
        to: "says that “the mentor is a real volunteer” and does not mention",
        code: "verify/quotation",
    },
    Misquoted {
        pack: MENTORING,
        name: "quotation-in-a-summary-altered",
        file: ONE_OFF,
        from: "“a fixed characteristic is that",
        to: "“a fixed feature is that",
        code: "verify/quotation",
    },
    Misquoted {
        pack: MENTORING,
        name: "quotation-in-an-interpretation-altered",
        file: CLAIMS,
        from: "as its “principal basis” a sentence",
        to: "as its “principal base” a sentence",
        code: "verify/quotation",
    },
    Misquoted {
        pack: MENTORING,
        name: "quotation-in-a-trap-altered",
        file: ASYMMETRY,
        from: "“may be limited to country-specific knowledge",
        to: "“is limited to country-specific knowledge",
        code: "verify/quotation",
    },
    Misquoted {
        pack: MENTORING,
        name: "quotation-in-the-caution-altered",
        file: CONCEPT,
        from: "“quite limited in size",
        to: "“very limited in size",
        code: "verify/quotation",
    },
    Misquoted {
        pack: MENTORING,
        name: "words-credited-to-somebody-else",
        file: CLAIMS,
        from: "author: Rhodes and Boyden\n",
        to: "author: Rhodes and Bowden\n",
        code: "verify/author",
    },
    Misquoted {
        pack: MENTORING,
        name: "words-of-nobody",
        file: ONE_OFF,
        from: "De Cuyper and others (2019) say of mentoring that",
        to: "People say of mentoring that",
        code: "verify/no-author",
    },
    Misquoted {
        pack: BEFRIENDING,
        name: "befriending-definition-altered",
        file: CONCEPT,
        from: "it is an organised intervention, involving",
        to: "it is an organised programme, involving",
        code: "verify/quotation",
    },
    Misquoted {
        pack: BEFRIENDING,
        name: "befriending-quotation-altered",
        file: CLAIMS,
        from: "quote: where there is a negotiation of power",
        to: "quote: where there is a discussion of power",
        code: "verify/quotation",
    },
    Misquoted {
        pack: BEFRIENDING,
        name: "befriending-words-credited-to-somebody-else",
        file: CLAIMS,
        from: "    quote: where there is a negotiation of power\n",
        to: "    quote: where there is a negotiation of power\n    author: Nobody (constructed)\n",
        code: "verify/author",
    },
];

/// Found in the text of another work that the pack quotes.
const MISQUOTED_WORKS: &[Misquoted] = &[
    Misquoted {
        pack: BEFRIENDING,
        name: "befriending-interpretation-altered",
        file: CLAIMS,
        from: "“The primary objective of the relationship",
        to: "“The first objective of the relationship",
        code: "verify/quotation",
    },
    Misquoted {
        pack: BEFRIENDING,
        name: "befriending-note-altered",
        file: "kinds/social-mentoring.yaml",
        from: "“more general projects in which",
        to: "“other general projects in which",
        code: "verify/quotation",
    },
    Misquoted {
        pack: BEFRIENDING,
        name: "befriending-words-of-nobody",
        file: CLAIMS,
        from: "      Befriending Network Scotland, as quoted by De Cuyper and others (2019), says that befriending is",
        to: "      People say that befriending is",
        code: "verify/no-author",
    },
];

/// Breaches that cannot be planted in a pack. Conditions cannot test for absence, so they are false for an empty
/// description and monotonic in the facts. `crates/mentorcheck-verify/src/tests.rs` plants these breaches in decision
/// diagrams.
const NOT_PLANTED: &[&str] = &[
    "verify/always-true",
    "verify/answer-lost",
    "verify/label-turns",
    "verify/provisional-turns",
    "verify/unclassified-turns",
    "verify/whole-turns",
];

/// A temporary folder with a copy of a pack in `pack`. Commands run in the folder, so that their output does not
/// depend on its path.
fn copy_pack(pack: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for part in ["", "blocks", "kinds"] {
        let (from, to) = (Path::new(ROOT).join("rules").join(pack).join(part), folder.path().join("pack").join(part));
        fs::create_dir_all(&to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let file = entry.unwrap().path();
            if file.is_file() {
                fs::copy(&file, to.join(file.file_name().unwrap())).unwrap();
            }
        }
    }
    folder
}

fn copy_pack_with(pack: &str, file: &str, from: &str, to: &str) -> tempfile::TempDir {
    let folder = copy_pack(pack);
    let path = folder.path().join("pack").join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{pack}, {file}: {from}");
    fs::write(&path, text.replacen(from, to, 1)).unwrap();
    folder
}

/// A pack with a planted fault, and the output of `rules verify`.
struct Planted {
    fault: &'static Fault,
    folder: tempfile::TempDir,
    status: Option<i32>,
    stdout: String,
    stderr: String,
}

static PLANTED: LazyLock<Vec<Planted>> = LazyLock::new(|| {
    let plant = |fault: &'static Fault| {
        let folder = copy_pack_with(fault.pack, fault.file, fault.from, fault.to);
        let (status, stdout, stderr) = run_in(folder.path(), &["rules", "verify", "pack"]);
        Planted { fault, folder, status, stdout, stderr }
    };
    map_in_two_threads(FAULTS, plant)
});

/// Maps in two threads, keeping the order.
fn map_in_two_threads<T: Sync, M: Send>(all: &'static [T], transform: impl Fn(&'static T) -> M + Sync) -> Vec<M> {
    let halves = all.split_at(all.len() / 2);
    thread::scope(|scope| {
        let first = scope.spawn(|| halves.0.iter().map(&transform).collect::<Vec<_>>());
        let second: Vec<_> = halves.1.iter().map(&transform).collect();
        first.join().unwrap().into_iter().chain(second).collect()
    })
}

/// A printed breach.
struct Breach {
    code: String,
    message: String,
    /// The counterexample, if there is one.
    example: Option<String>,
}

impl Breach {
    /// The names in backticks in the message.
    fn quoted_names(&self) -> Vec<&str> {
        self.message.split('`').skip(1).step_by(2).collect()
    }
}

/// Parses the output of `rules verify`.
fn parse_breaches(stdout: &str) -> Vec<Breach> {
    let breaches = stdout.split("✘ ").skip(1).map(|breach| {
        let (head, rest) = breach.split_once('\n').unwrap();
        let (code, message) = head.split_once(": ").unwrap();
        let lines: Vec<_> = rest.lines().filter_map(|line| line.strip_prefix("    ")).collect();
        let example = (!lines.is_empty()).then(|| lines.join("\n") + "\n");
        Breach { code: code.into(), message: message.into(), example }
    });
    breaches.collect()
}

#[test]
fn the_built_in_packs_are_valid() {
    let names: Vec<_> = built_in_names().collect();
    assert!(names.contains(&"mentoring-to-work"), "{names:?}");
    for name in names {
        let (status, stdout, stderr) = run_in(Path::new(ROOT), &["rules", "verify", name]);
        assert_eq!((status, stderr.as_str()), (Some(0), ""), "{name}: {stdout}");
        assert!(stdout.starts_with("✔ The rules of ") && stdout.contains(" hold: "), "{name}: {stdout}");
    }
}

#[test]
fn every_planted_fault_is_found_under_its_code() {
    let mut other = Vec::new();
    for Planted { fault, status, stdout, stderr, .. } in PLANTED.iter() {
        let name = fault.name;
        assert_eq!((*status, stderr.as_str()), (Some(2), ""), "{name}: {stdout}");
        let codes: Vec<_> = parse_breaches(stdout).into_iter().map(|breach| breach.code).collect();
        if codes != fault.codes {
            other.push((name, codes));
        }
        insta::assert_snapshot!(name, stdout);
    }
    assert!(other.is_empty(), "{other:#?}");
}

#[test]
fn every_code_is_planted_in_every_pack_or_cannot_be() {
    let codes = |file: &str| -> BTreeSet<String> {
        let code = fs::read_to_string(Path::new(ROOT).join("crates/mentorcheck-verify/src").join(file)).unwrap();
        code.split('"').filter(|text| text.starts_with("verify/")).map(str::to_owned).collect()
    };
    let known: BTreeSet<String> = ["lib.rs", "traceability.rs"].into_iter().flat_map(codes).collect();
    let in_sets = codes("tests.rs");
    for name in built_in_names() {
        let faults = FAULTS.iter().filter(|fault| fault.pack == name).flat_map(|fault| fault.codes.iter().copied());
        let misquoted = MISQUOTED.iter().chain(MISQUOTED_WORKS).filter(|one| one.pack == name).map(|one| one.code);
        // Tested in `untrusted_packs.rs`.
        let elsewhere = ["verify/too-involved"];
        let planted = faults.chain(misquoted).chain(NOT_PLANTED.iter().copied()).chain(elsewhere);
        assert_eq!(planted.map(str::to_owned).collect::<BTreeSet<_>>(), known, "{name}");
    }
    assert_eq!(in_sets, NOT_PLANTED.iter().map(|code| (*code).to_owned()).collect());
}

/// The answer on a kind, an indicator or a condition in a report.
fn answer_on<'r>(programme: &'r Value, name: &str) -> &'r str {
    let composites = ["blocks", "kinds"].into_iter().flat_map(|part| programme[part].as_array().unwrap());
    let parts = |composite: &'r Value| {
        let lists = ["indicators", "conditions"].into_iter().filter_map(|part| composite[part].as_array());
        lists.flatten()
    };
    // A condition shared by kinds is reported under each of them.
    let shared = name.strip_prefix("conditions/").map(|id| format!("/{id}"));
    let matches_name = |one: &&Value| {
        let code = one["code"].as_str().unwrap();
        code == name || shared.as_ref().is_some_and(|id| code.ends_with(id))
    };
    let kinds = programme["kinds"].as_array().unwrap();
    let kind = kinds.iter().find(|kind| kind["id"] == name);
    let found = kind.or_else(|| composites.flat_map(parts).find(matches_name));
    found.unwrap_or_else(|| panic!("no kind or criterion {name}"))["answer"].as_str().unwrap()
}

/// The facts of a description: section, field, value or list item, and whether it is a list item.
struct Facts {
    name: Value,
    facts: Vec<(String, String, Value, bool)>,
}

/// The value that closes a list.
const CLOSING: &str = "nothing-else";

impl Facts {
    fn from_description(description: &str) -> Self {
        let mut document: Map<String, Value> = serde_yaml::from_str(description).unwrap();
        let name = document["programme"].as_object_mut().unwrap().remove("name").unwrap();
        let mut facts = Vec::new();
        for (section, fields) in &document {
            for (field, stated) in fields.as_object().unwrap() {
                let items = stated.as_array().map_or(std::slice::from_ref(stated), Vec::as_slice);
                let fact = |item: &Value| (section.clone(), field.clone(), item.clone(), stated.is_array());
                facts.extend(items.iter().map(fact));
            }
        }
        assert!(facts.len() < 11, "too many facts to try every subset of {description}");
        Self { name, facts }
    }

    /// Every subset of the facts as a bit mask.
    fn selections(&self) -> std::ops::Range<usize> {
        0..1 << self.facts.len()
    }

    fn selected(&self, selection: usize) -> impl Iterator<Item = &(String, String, Value, bool)> {
        self.facts.iter().enumerate().filter(move |(at, _)| selection & (1 << at) != 0).map(|(_, fact)| fact)
    }

    fn description(&self, selection: usize) -> Value {
        let mut description = json!({"programme": {"name": self.name}});
        for (section, field, value, in_list) in self.selected(selection) {
            let slot = &mut description[section][field];
            match slot.as_array_mut() {
                Some(items) => items.push(value.clone()),
                None => *slot = if *in_list { json!([value]) } else { value.clone() },
            }
        }
        description
    }

    /// Whether `whole` adds facts to `part`, but none to a complete list.
    fn is_extension(&self, part: usize, whole: usize) -> bool {
        let complete = |field: &str| {
            self.selected(part).any(|(_, one, value, listed)| one == field && *listed && value == CLOSING)
        };
        part != whole && part & !whole == 0 && !self.selected(whole & !part).any(|(_, field, ..)| complete(field))
    }
}

/// The selections of the facts that show the breach when checked with the faulty rules in `folder`.
fn selections_showing(folder: &Path, breach: &Breach, facts: &Facts) -> Vec<usize> {
    let described = |selection: usize| {
        let mut description = facts.description(selection);
        // A name of its own, so that the file describes no programme twice.
        description["programme"]["name"] = json!(format!("Selection {selection} (constructed)"));
        description.to_string()
    };
    let descriptions: Vec<_> = facts.selections().map(described).collect();
    fs::write(folder.join("parts.yaml"), descriptions.join("\n---\n")).unwrap();
    // The expectation changes no answer; fixes for this kind, which has the fewest requirements, are found fastest.
    let arguments = ["check", "--rules", "pack", "--expect", "one-off-activity", "--format", "json", "parts.yaml"];
    let (_, stdout, stderr) = run_in(folder, &arguments);
    assert_eq!(stderr, "", "{stdout}");
    let report: Value = serde_json::from_str(&stdout).unwrap();
    let programmes = report["programmes"].as_array().unwrap();
    assert_eq!(programmes.len(), descriptions.len());
    assert!(programmes.iter().all(|programme| programme["valid"] == true), "{descriptions:#?}");
    let names = breach.quoted_names();
    let establishes = |selection: usize, kind: &str| {
        let verdict = &programmes[selection]["verdict"];
        verdict["standing"] == "established" && verdict["kind"] == kind
    };
    let shows = |whole: &usize| match breach.code.as_str() {
        "verify/two-kinds" => names.iter().all(|kind| answer_on(&programmes[*whole], kind) == "shown"),
        "verify/tells-both" => answer_on(&programmes[*whole], names[0]) == "contradictory",
        "verify/established-turns" => {
            let mut parts = facts.selections().filter(|part| facts.is_extension(*part, *whole));
            establishes(*whole, names[1]) && parts.any(|part| establishes(part, names[0]))
        }
        other => panic!("there is no counterexample to {other}"),
    };
    facts.selections().filter(shows).collect()
}

#[test]
fn every_counterexample_shows_the_breach_and_is_minimal() {
    const WITH_EXAMPLES: [&str; 3] = ["verify/two-kinds", "verify/tells-both", "verify/established-turns"];
    let check = |Planted { fault, folder, stdout, .. }: &Planted| {
        let mut seen = Vec::new();
        for (number, breach) in parse_breaches(stdout).into_iter().enumerate() {
            let expects_example = WITH_EXAMPLES.contains(&breach.code.as_str());
            assert_eq!(breach.example.is_some(), expects_example, "{}: {}", fault.name, breach.code);
            let Some(description) = &breach.example else { continue };
            let facts = Facts::from_description(description);
            if breach.code == "verify/tells-both" {
                assert_eq!(facts.facts.len(), 1, "{}: a single fact suffices, {description}", fault.name);
            }
            let all = facts.selections().end - 1;
            let found = selections_showing(folder.path(), &breach, &facts);
            assert_eq!(found, [all], "{}, {number}: not minimal: {description}", fault.name);
            seen.push((fault.pack, breach.code));
        }
        seen
    };
    let seen: BTreeSet<_> = map_in_two_threads(&PLANTED, check).into_iter().flatten().collect();
    assert_eq!(seen.len(), 2 * WITH_EXAMPLES.len(), "{seen:?}");
}

/// Errors for which a pack is refused before verification: name, file, from, to, code.
const REFUSED: &[(&str, &str, &str, &str, &str)] = &[
    (
        "refused-kind-that-nothing-defines",
        COACHING,
        "defining: [professional-guide, coaching-aim]\n",
        "",
        "schema/missing",
    ),
    (
        "refused-kind-defined-by-what-it-does-not-require",
        COACHING,
        "defining: [professional-guide, coaching-aim]",
        "defining: [professional-guide, no-superior]",
        "pack/unknown-name",
    ),
    ("refused-misspelt-value", VOLUNTARINESS, "[volunteer]", "[volunter]", "pack/unknown-value"),
    ("refused-claim-that-is-not-there", VOLUNTARINESS, "claims: [V4,", "claims: [V44,", "pack/unknown-name"),
    (
        "refused-indicator-without-an-example",
        VOLUNTARINESS,
        "      refutes:\n        - {relationship.agreement: none}\n",
        "",
        "pack/missing-example",
    ),
    (
        "refused-kind-without-an-example",
        BEFRIENDING_KIND,
        "  leaves_open:\n    - {programme.label: befriending}\n    - {purpose.main: companionship, mentor.capacity: \
         volunteer}\n",
        "",
        "schema/missing",
    ),
    ("refused-label-without-a-meaning", CONCEPT, "    tandem: *between-people\n", "", "pack/missing-meaning"),
    (
        "refused-condition-that-asks-nothing",
        VOLUNTARINESS,
        "    shown:\n      mentor.capacity: [volunteer, practitioner, colleague, fellow, friend-or-relative]",
        "    shown:\n      all: []",
        "schema/empty-list",
    ),
];

#[test]
fn some_mistakes_are_refused_before_anything_is_proved() {
    for (name, file, from, to, code) in REFUSED {
        let folder = copy_pack_with(MENTORING, file, from, to);
        let (status, stdout, stderr) = run_in(folder.path(), &["rules", "verify", "pack"]);
        assert_eq!((status, stdout.as_str()), (Some(2), ""), "{name}: {stderr}");
        assert!(stderr.lines().any(|line| line == *code), "{name}: {stderr}");
        insta::assert_snapshot!(*name, stderr);
    }
}

/// Why `verify/always-true` cannot be planted: an empty description satisfies no predicate, and therefore no `all` or
/// `any` of predicates. An empty `all` is refused when the pack is loaded.
#[test]
fn no_condition_can_always_be_true() {
    let vocabulary = vocabulary();
    let no_facts = facts::Facts::empty(vocabulary);
    let mut checked = 0;
    for (field, definition) in vocabulary.fields.iter().enumerate() {
        let operators = match definition.field_type {
            FieldType::Enum => [Operator::OneOf, Operator::OtherThan],
            FieldType::EnumList => [Operator::AnyOf, Operator::NoneOf],
            FieldType::FreeText => continue,
        };
        for operator in operators {
            for values in (0..definition.values.len()).map(|value| 1 << value).chain([0]) {
                let test = Condition::Predicate(Predicate { field, values, operator });
                assert!(!test.eval(&no_facts), "{}", test.to_source(vocabulary));
                assert!(!Condition::All(vec![test.clone(), test.clone()]).eval(&no_facts));
                assert!(!Condition::Any(vec![test.clone(), test]).eval(&no_facts));
                checked += 1;
            }
        }
    }
    assert!(checked > 100, "{checked}");
}

/// A work that a pack quotes.
#[derive(Clone, Copy, PartialEq)]
enum Work {
    /// The work that the pack is made from.
    Source,
    /// The first of the other works.
    Other,
}

fn pack_documents(pack: &str) -> Vec<Value> {
    let folder = Path::new(ROOT).join("rules").join(pack);
    let all = ["", "blocks", "kinds"].into_iter().flat_map(|part| fs::read_dir(folder.join(part)).unwrap());
    let paths = all.map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    paths.map(|path| serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap()).collect()
}

fn all_strings(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().flat_map(all_strings).collect(),
        Value::Object(fields) => fields.values().flat_map(all_strings).collect(),
        _ => Vec::new(),
    }
}

/// The quotations of a pack from a work as a printed page might show them: hyphenated, with line breaks and curly
/// quotation marks, with headings, and with credited authors in the same paragraph.
fn render_printed_page(pack: &str, work: Work) -> String {
    let files = pack_documents(pack);
    let concept = files.iter().find(|file| file.get("source").is_some()).unwrap();
    let title = |reference: &Value| reference["title"].as_str().unwrap().to_owned();
    let other = concept["works"].get(0);
    let mut passages = Vec::new();
    if work == Work::Source {
        let claims = files.iter().find_map(|file| file.get("claims")?.as_array().filter(|all| all[0].is_object()));
        let definitions = ["definition", "programme"].into_iter().filter_map(|part| concept.get(part));
        for passage in claims.unwrap().iter().chain(definitions) {
            passages.extend(passage["heading"].as_str().map(str::to_owned));
            let author = passage["author"].as_str().map(|author| format!("{author}: "));
            passages.extend(passage["quote"].as_str().map(|quote| author.unwrap_or_default() + quote));
        }
    }
    let surname = |work: &Value| work["authors"].as_str().unwrap().split(',').next().unwrap().to_owned();
    for text in files.iter().flat_map(all_strings) {
        for (at, _) in text.match_indices('“') {
            let is_other = other.is_some_and(|other| text[..at].contains(&surname(other)));
            if is_other == (work == Work::Other) {
                passages.push(text[at..].split(['“', '”']).nth(1).unwrap().to_owned());
            }
        }
    }
    let title = if work == Work::Source { title(&concept["source"]) } else { title(other.unwrap()) };
    let mut page = format!("A text made up for a test, called\n{title}.\n\n");
    for passage in passages {
        let chars: Vec<char> = passage.chars().collect();
        for (at, ch) in chars.iter().enumerate() {
            let inside = at > 0 && chars[at - 1].is_alphabetic() && ch.is_alphabetic();
            match at % 11 {
                3 if inside => page.push('\u{ad}'),
                5 if inside => page.push_str("\u{ad}\n"),
                7 if inside => page.push_str("-\n"),
                _ => {}
            }
            match ch {
                ' ' if at % 3 == 0 => page.push('\n'),
                ' ' if at % 3 == 1 => page.push_str("\u{a0} "),
                '\'' => page.push('’'),
                '"' => page.push('“'),
                other => page.push(*other),
            }
        }
        page.push_str("\n\n");
    }
    page
}

/// Verifies the pack in a folder against the text of a work.
fn verify_with(folder: &Path, pack: &str, work: Work) -> (Option<i32>, String, String) {
    fs::write(folder.join("source.txt"), render_printed_page(pack, work)).unwrap();
    run_in(folder, &["rules", "verify", "pack", "--source", "source.txt"])
}

#[test]
fn every_quotation_is_in_the_work_that_it_is_from() {
    for (pack, work) in [(MENTORING, Work::Source), (BEFRIENDING, Work::Source), (BEFRIENDING, Work::Other)] {
        let (status, stdout, stderr) = verify_with(copy_pack(pack).path(), pack, work);
        assert_eq!((status, stderr.as_str()), (Some(0), ""), "{pack}: {stdout}");
        assert!(stdout.ends_with(" Every quotation from the source given is in it.\n"), "{stdout}");
    }
}

#[test]
fn altered_quotations_are_reported() {
    let found = |one: &'static Misquoted, work: Work| {
        let folder = copy_pack_with(one.pack, one.file, one.from, one.to);
        let (status, stdout, stderr) = verify_with(folder.path(), one.pack, work);
        assert_eq!((status, stderr.as_str()), (Some(2), ""), "{}: {stdout}", one.name);
        (one, stdout)
    };
    let of_source = map_in_two_threads(MISQUOTED, |one| found(one, Work::Source));
    let of_works = map_in_two_threads(MISQUOTED_WORKS, |one| found(one, Work::Other));
    for (one, stdout) in of_source.into_iter().chain(of_works) {
        let codes: Vec<_> = parse_breaches(&stdout).into_iter().map(|breach| breach.code).collect();
        assert_eq!(codes, [one.code], "{}: {stdout}", one.name);
        insta::assert_snapshot!(one.name, stdout);
    }
}

#[test]
fn words_of_one_work_are_not_looked_up_in_another() {
    let altered = MISQUOTED_WORKS.iter().filter(|one| one.code == "verify/quotation").map(|one| (one, Work::Source));
    let definition = MISQUOTED.iter().find(|one| one.pack == BEFRIENDING && one.code == "verify/quotation").unwrap();
    for (one, work) in altered.chain([(definition, Work::Other)]) {
        let folder = copy_pack_with(one.pack, one.file, one.from, one.to);
        let (status, stdout, stderr) = verify_with(folder.path(), one.pack, work);
        assert_eq!((status, stderr.as_str()), (Some(0), ""), "{}: {stdout}", one.name);
    }
}

#[test]
fn an_unreadable_source_is_reported() {
    let (status, stdout, stderr) =
        run_in(copy_pack(MENTORING).path(), &["rules", "verify", "pack", "--source", "no-such-file.txt"]);
    assert_eq!((status, stdout.as_str()), (Some(2), ""));
    assert!(stderr.starts_with("mentorcheck: no-such-file.txt cannot be read: "), "{stderr}");
}

/// Checks the quotations against the source itself if its text is available.
#[test]
fn the_rules_quote_the_source_as_it_is() {
    let Some(source) = std::env::var_os("MENTORCHECK_SOURCE").map(PathBuf::from) else {
        // Bypasses the test harness, which captures the output of passing tests.
        let line = "SKIPPED: the text of the source is missing, so its quotations were not checked. Give its path in \
            MENTORCHECK_SOURCE.";
        writeln!(io::stderr(), "{line}").unwrap();
        return;
    };
    // Both packs quote it: one is made from it, the other lists it among its works.
    for name in built_in_names() {
        let arguments = ["rules", "verify", name, "--source", source.to_str().unwrap()];
        let (status, stdout, stderr) = run_in(Path::new(ROOT), &arguments);
        assert_eq!((status, stderr.as_str()), (Some(0), ""), "{stdout}");
        assert!(stdout.ends_with(" Every quotation from the source given is in it.\n"), "{stdout}");
    }
}
