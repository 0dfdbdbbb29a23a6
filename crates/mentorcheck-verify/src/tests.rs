//! Mutation tests of the verifier: a fault that conditions cannot express, an answer withdrawn when a fact is added, is
//! injected into the sets. Each counterexample is evaluated with the same fault and must be minimal.

use std::collections::BTreeSet;

use FaultKind::{WhileUnstated, Withdrawn};

use crate::*;
use mentorcheck_core::{
    eval::{Judgement, VerdictStatus},
    facts::Fact,
    pack::{BlockId, built_in, built_in_names},
    schema::vocabulary,
};

/// How an answer depends on the absence of a fact.
#[derive(Clone, Copy)]
enum FaultKind {
    /// Withdrawn when the fact is stated.
    Withdrawn,
    /// Given exactly while the fact is not stated.
    WhileUnstated,
}

/// A fault in the answer on one criterion, in every pack that has it.
struct Fault {
    criterion: &'static str,
    /// `Shown` or `Refuted`.
    answer: Answer,
    kind: FaultKind,
    fact: &'static str,
    /// Expected violations, each with a counterexample.
    codes: &'static [&'static str],
}

/// Violations that conditions cannot express.
const TRANSITION_CODES: [&str; 5] = [
    "verify/answer-lost",
    "verify/whole-turns",
    "verify/provisional-turns",
    "verify/unclassified-turns",
    "verify/label-turns",
];

const FAULTS: &[Fault] = &[
    Fault {
        criterion: "voluntariness/mentor-is-volunteer",
        answer: Answer::Shown,
        kind: Withdrawn,
        fact: "mentor.reward: fee",
        codes: &["verify/answer-lost", "verify/whole-turns", "verify/label-turns"],
    },
    Fault {
        criterion: "volunteering/befriender-is-volunteer",
        answer: Answer::Shown,
        kind: Withdrawn,
        fact: "mentor.reward: fee",
        codes: &["verify/answer-lost", "verify/whole-turns", "verify/label-turns"],
    },
    Fault {
        criterion: "voluntariness/mentors-own-choice",
        answer: Answer::Shown,
        kind: WhileUnstated,
        fact: "mentor.takes_part: required",
        codes: &["verify/answer-lost", "verify/whole-turns", "verify/label-turns"],
    },
    Fault {
        criterion: "volunteering/of-own-free-will",
        answer: Answer::Shown,
        kind: WhileUnstated,
        fact: "mentor.takes_part: required",
        codes: &["verify/answer-lost", "verify/whole-turns", "verify/label-turns"],
    },
    Fault {
        criterion: "befriending/companionship-first",
        answer: Answer::Refuted,
        kind: Withdrawn,
        fact: "relationship.agreement: written",
        codes: &["verify/answer-lost", "verify/whole-turns", "verify/provisional-turns"],
    },
    Fault {
        criterion: "work-aimed-mentoring/work-first",
        answer: Answer::Refuted,
        kind: Withdrawn,
        fact: "relationship.agreement: written",
        codes: &["verify/answer-lost", "verify/whole-turns", "verify/provisional-turns"],
    },
    Fault {
        criterion: "coaching/through-a-service",
        answer: Answer::Refuted,
        kind: Withdrawn,
        fact: "relationship.agreement: written",
        codes: &["verify/answer-lost", "verify/whole-turns", "verify/unclassified-turns"],
    },
];

fn packs() -> Vec<Pack> {
    built_in_names().map(|name| built_in(name).unwrap().load(vocabulary()).unwrap()).collect()
}

fn parse_fact(text: &str) -> Fact {
    let (name, value) = text.split_once(": ").unwrap();
    let field = vocabulary().field_id(name).unwrap();
    Fact { field, value: vocabulary().fields[field].value_index(value) }
}

struct InjectedFault<'p> {
    fault: &'p Fault,
    pack: &'p Pack,
    criterion: CriterionId,
    fact: Fact,
}

impl Fault {
    fn inject<'p>(&'p self, pack: &'p Pack) -> Option<InjectedFault<'p>> {
        let criterion = (0..pack.criteria.len()).find(|id| pack.criterion_code(*id) == self.criterion)?;
        Some(InjectedFault { fault: self, pack, criterion, fact: parse_fact(self.fact) })
    }
}

impl InjectedFault<'_> {
    /// Runs the verifier with the fault in its sets.
    fn violations(&self) -> Vec<Violation> {
        let space = BddModel::new(vocabulary());
        let (_, variable) = space.fact_variables().find(|(fact, _)| *fact == self.fact).unwrap();
        let literal = space.literal(variable);
        let mut criteria = space.eval_criteria(self.pack);
        let BelnapSets { shown, refuted } = &mut criteria[self.criterion];
        let set = if self.fault.answer == Answer::Shown { shown } else { refuted };
        *set = match self.fault.kind {
            Withdrawn => set.and_not(&literal),
            WhileUnstated => literal.not(),
        };
        Verifier::new(self.pack, &space, &criteria).run()
    }

    /// Evaluates `facts` with the same fault.
    fn judgement(&self, facts: &Facts) -> Judgement {
        let is_unstated = !facts.iter().any(|fact| fact == self.fact);
        let mut criteria = Judgement::evaluate(self.pack, facts).criteria;
        let value = &mut criteria[self.criterion];
        let answer = if self.fault.answer == Answer::Shown { &mut value.shown } else { &mut value.refuted };
        *answer = match self.fault.kind {
            Withdrawn => *answer && is_unstated,
            WhileUnstated => is_unstated,
        };
        Judgement::from_criteria(self.pack, facts, criteria)
    }
}

/// Whether a description is the start of a transition, and whether it is the end.
#[derive(Default, Clone, Copy)]
struct Endpoints {
    start: bool,
    end: bool,
}

/// The forbidden transition that a violation reports.
enum Transition {
    Answer(CriterionId, Answer),
    BlockOrKind(BlockOrKind, Answer),
    Provisional(KindId),
    Unclassified,
    Label(Fact),
}

enum BlockOrKind {
    Block(BlockId),
    Kind(KindId),
}

impl Transition {
    fn from_violation(violation: &Violation, pack: &Pack) -> Self {
        let message = &violation.message;
        let name = message.split('`').nth(1).unwrap_or_default();
        let answers = [
            ("shows `", Answer::Shown),
            ("refutes `", Answer::Refuted),
            ("` shown", Answer::Shown),
            ("` refuted", Answer::Refuted),
            ("` contradictory", Answer::Contradictory),
        ];
        let answer = || answers.iter().find(|(pattern, _)| message.contains(pattern)).unwrap().1;
        match violation.code {
            "verify/answer-lost" => {
                let mut ids = 0..pack.criteria.len();
                Self::Answer(ids.find(|id| pack.criterion_code(*id) == name).unwrap(), answer())
            }
            "verify/whole-turns" => {
                // Block and kind IDs are disjoint.
                let block = pack.blocks.iter().position(|block| block.id == name);
                let whole = block.map_or_else(|| BlockOrKind::Kind(pack.kind(name).unwrap()), BlockOrKind::Block);
                Self::BlockOrKind(whole, answer())
            }
            "verify/provisional-turns" => Self::Provisional(pack.kind(name).unwrap()),
            "verify/unclassified-turns" => Self::Unclassified,
            "verify/label-turns" => Self::Label(parse_fact(&format!("programme.label: {name}"))),
            other => panic!("{other} says nothing of a part and a whole"),
        }
    }

    /// The sides that a description is on; two transitions for a label, which can flip both ways.
    fn endpoints(&self, pack: &Pack, judgement: &Judgement) -> [Endpoints; 2] {
        let single = |before, after| [Endpoints { start: before, end: after }, Endpoints::default()];
        let verdict = &judgement.verdict;
        let residual =
            verdict.status == VerdictStatus::Established && verdict.kind.is_some_and(|id| pack.kinds[id].residual);
        let no_kind = residual || [VerdictStatus::Unclassified, VerdictStatus::Contradictory].contains(&verdict.status);
        match self {
            Self::Answer(id, answer) => {
                let value = judgement.criteria[*id];
                let holds = if *answer == Answer::Shown { value.shown } else { value.refuted };
                single(holds, !holds)
            }
            Self::BlockOrKind(whole, before) => {
                let value = match whole {
                    BlockOrKind::Block(id) => judgement.blocks[*id],
                    BlockOrKind::Kind(id) => judgement.kinds[*id],
                };
                let lost = if *before == Answer::Shown { Answer::Refuted } else { Answer::Shown };
                single(value.answer() == *before, [lost, Answer::Open].contains(&value.answer()))
            }
            Self::Provisional(kind) => {
                let is_kind = verdict.kind == Some(*kind);
                single(verdict.status == VerdictStatus::Provisional && is_kind, !is_kind && !no_kind)
            }
            Self::Unclassified => single(verdict.status == VerdictStatus::Unclassified, !no_kind),
            Self::Label(_) => {
                let holds = judgement.label.unwrap().is_accurate;
                let (yes, no) = (holds == Some(true), holds == Some(false));
                [Endpoints { start: yes, end: no }, Endpoints { start: no, end: yes }]
            }
        }
    }
}

/// Whether adding facts to one selection of `facts` gives the other; nothing is added to a closed list.
fn is_extension(facts: &[Fact], part: usize, whole: usize) -> bool {
    let added = |at: usize| whole & !part & (1 << at) != 0;
    let in_part = |at: usize| part & (1 << at) != 0;
    let closed = |field: usize| {
        facts.iter().enumerate().any(|(at, fact)| fact.field == field && fact.value.is_none() && in_part(at))
    };
    part != whole && !(0..facts.len()).any(|at| added(at) && closed(facts[at].field))
}

/// Asserts that a counterexample shows the violation and no proper subset of it does.
fn assert_minimal(planted: &InjectedFault<'_>, violation: &Violation) {
    let pack = planted.pack;
    let (transition, example) =
        (Transition::from_violation(violation, pack), violation.example.as_ref().expect(violation.code));
    let facts: Vec<Fact> = example.iter().collect();
    assert!(facts.len() < 18, "{}: too large to try every part", violation.message);
    let label = if let Transition::Label(label) = transition { Some(label) } else { None };
    let sides: Vec<[Endpoints; 2]> = (0..1 << facts.len())
        .map(|selection: usize| {
            let selected = facts.iter().enumerate().filter(|(at, _)| selection & (1 << at) != 0).map(|(_, fact)| *fact);
            let stated = selected.chain(label);
            let stated = stated.fold(Facts::empty(vocabulary()), |facts, fact| facts.with(vocabulary(), fact));
            transition.endpoints(pack, &planted.judgement(&stated))
        })
        .collect();
    let is_counterexample = |whole: usize, side: usize| {
        // All submasks of `whole`, in decreasing order.
        let next_submask = |part: &usize| part.checked_sub(1).map(|predecessor| predecessor & whole);
        let mut submasks = std::iter::successors(Some(whole), next_submask).filter(|part| sides[*part][side].start);
        sides[whole][side].end && submasks.any(|part| is_extension(&facts, part, whole))
    };
    let counterexamples: Vec<usize> =
        (0..sides.len()).filter(|whole| is_counterexample(*whole, 0) || is_counterexample(*whole, 1)).collect();
    assert_eq!(
        counterexamples,
        [sides.len() - 1],
        "{}: {}",
        violation.message,
        example.to_yaml(vocabulary(), "Example")
    );
}

/// The codes found for a fault, after asserting that each counterexample is minimal.
fn violation_codes(planted: &InjectedFault<'_>) -> BTreeSet<&'static str> {
    let found = planted.violations();
    let turns = found.iter().filter(|violation| TRANSITION_CODES.contains(&violation.code));
    turns.inspect(|violation| assert_minimal(planted, violation)).map(|violation| violation.code).collect()
}

#[test]
fn withdrawn_answers_are_reported_wherever_they_count() {
    for pack in packs() {
        let planted: Vec<_> = FAULTS.iter().filter_map(|fault| fault.inject(&pack)).collect();
        let found: Vec<_> = std::thread::scope(|scope| {
            let running: Vec<_> = planted.iter().map(|planted| scope.spawn(|| violation_codes(planted))).collect();
            running.into_iter().map(|codes| codes.join().unwrap()).collect()
        });
        for (planted, found) in planted.iter().zip(found) {
            let expected: BTreeSet<_> = planted.fault.codes.iter().copied().collect();
            assert!(found.is_superset(&expected), "{}, {}: {found:?}", pack.title, planted.fault.criterion);
        }
        let all: BTreeSet<_> = planted.iter().flat_map(|planted| planted.fault.codes).copied().collect();
        assert_eq!(all, BTreeSet::from(TRANSITION_CODES), "{}", pack.title);
    }
}

#[test]
fn tautological_conditions_are_reported() {
    for mut pack in packs() {
        assert_eq!(verify(&pack, vocabulary()), []);
        let name = pack.criterion_code(0);
        pack.criteria[0].shown = Condition::All(Vec::new());
        let found = verify(&pack, vocabulary());
        let always: Vec<_> = found.iter().filter(|violation| violation.code == "verify/always-true").collect();
        let message = format!("in `{name}`, under `shown`: the condition always holds");
        assert_eq!(always, [&Violation { code: "verify/always-true", message, example: None }]);
    }
}

#[test]
fn the_rules_that_there_are_need_a_fraction_of_the_steps() {
    for pack in packs() {
        let model = BddModel::new(vocabulary());
        let criteria = model.eval_criteria(&pack);
        assert_eq!(Verifier::new(&pack, &model, &criteria).run(), []);
        let used = MAX_STEPS - model.budget.remaining();
        assert!(used * 4 < MAX_STEPS, "{}: {used} steps", pack.title);
    }
}
