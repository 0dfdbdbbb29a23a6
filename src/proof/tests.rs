//! Proves that each proof can fail. What no rule can say is planted in the sets: an answer that is taken back
//! when a fact is added. Each counterexample is tried on the judge, with the same fault planted there.

use std::collections::BTreeSet;

use super::*;
use crate::{
    facts::Fact,
    judge::{Judgement, Standing},
    pipeline::vocabulary,
    rules::{built_in, built_in_names},
};

/// How an answer comes to hang on a fact that is not stated.
#[derive(Clone, Copy)]
enum Change {
    /// It is given as the rules say, and taken back when the fact is stated.
    TakenBack,
    /// It is given as long as the fact is not stated.
    WhileMissing,
}
use Change::{TakenBack, WhileMissing};

/// A fault in the answers on one criterion, in every pack that has it.
struct Fault {
    criterion: &'static str,
    /// Which of its two answers.
    answer: Answer,
    change: Change,
    fact: &'static str,
    /// What is found, with a counterexample to each.
    codes: &'static [&'static str],
}

/// What the language of conditions has no words for.
const TURNS: [&str; 5] = [
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
        change: TakenBack,
        fact: "mentor.reward: fee",
        codes: &["verify/answer-lost", "verify/whole-turns", "verify/label-turns"],
    },
    Fault {
        criterion: "volunteering/befriender-is-volunteer",
        answer: Answer::Shown,
        change: TakenBack,
        fact: "mentor.reward: fee",
        codes: &["verify/answer-lost", "verify/whole-turns", "verify/label-turns"],
    },
    Fault {
        criterion: "voluntariness/mentors-own-choice",
        answer: Answer::Shown,
        change: WhileMissing,
        fact: "mentor.takes_part: required",
        codes: &["verify/answer-lost", "verify/whole-turns", "verify/label-turns"],
    },
    Fault {
        criterion: "volunteering/of-own-free-will",
        answer: Answer::Shown,
        change: WhileMissing,
        fact: "mentor.takes_part: required",
        codes: &["verify/answer-lost", "verify/whole-turns", "verify/label-turns"],
    },
    Fault {
        criterion: "befriending/companionship-first",
        answer: Answer::Refuted,
        change: TakenBack,
        fact: "relationship.agreement: written",
        codes: &["verify/answer-lost", "verify/whole-turns", "verify/provisional-turns"],
    },
    Fault {
        criterion: "work-aimed-mentoring/work-first",
        answer: Answer::Refuted,
        change: TakenBack,
        fact: "relationship.agreement: written",
        codes: &["verify/answer-lost", "verify/whole-turns", "verify/provisional-turns"],
    },
    Fault {
        criterion: "coaching/through-a-service",
        answer: Answer::Refuted,
        change: TakenBack,
        fact: "relationship.agreement: written",
        codes: &["verify/answer-lost", "verify/whole-turns", "verify/unclassified-turns"],
    },
];

fn packs() -> Vec<Pack> {
    built_in_names().map(|name| built_in(name).unwrap().load(vocabulary()).unwrap()).collect()
}

fn fact(written: &str) -> Fact {
    let space = Space::new(vocabulary());
    space.facts().map(|(fact, _)| fact).find(|fact| fact.written(vocabulary()) == written).unwrap()
}

impl Fault {
    fn criterion(&self, pack: &Pack) -> Option<CriterionId> {
        (0..pack.criteria.len()).find(|id| pack.code_of(*id) == self.criterion)
    }

    /// What the proof finds with the fault in its sets.
    fn found(&self, pack: &Pack, id: CriterionId) -> Vec<Breach> {
        let space = Space::new(vocabulary());
        let wanted = fact(self.fact);
        let (_, variable) = space.facts().find(|(fact, _)| *fact == wanted).unwrap();
        let stating = space.stating(variable);
        let mut criteria = space.criteria(pack);
        let Told { shown, refuted } = &mut criteria[id];
        let set = if self.answer == Answer::Shown { shown } else { refuted };
        *set = match self.change {
            TakenBack => set.and_not(&stating),
            WhileMissing => stating.not(),
        };
        Proof::new(pack, &space, &criteria).run()
    }

    /// What a judge with the same fault says.
    fn judgement(&self, pack: &Pack, id: CriterionId, facts: &Facts) -> Judgement {
        let wanted = fact(self.fact);
        let missing = !facts.all().any(|fact| fact == wanted);
        let mut criteria = Judgement::of(pack, facts).criteria;
        let told = &mut criteria[id];
        let answer = if self.answer == Answer::Shown { &mut told.shown } else { &mut told.refuted };
        *answer = match self.change {
            TakenBack => *answer && missing,
            WhileMissing => missing,
        };
        Judgement::with(pack, facts, criteria)
    }
}

/// What is said of a description before and after facts are added, as far as it bears on a breach.
#[derive(Default, Clone, Copy)]
struct Side {
    before: bool,
    after: bool,
}

/// What a breach says of a part of a description and of the whole.
struct Turn<'b> {
    code: &'static str,
    message: &'b str,
    /// What is between backticks, or nothing.
    name: &'b str,
}

impl<'b> Turn<'b> {
    fn of(breach: &'b Breach) -> Self {
        let name = breach.message.split('`').nth(1).unwrap_or_default();
        Self { code: breach.code, message: &breach.message, name }
    }

    /// The label that it is about.
    fn label(&self) -> Option<Fact> {
        (self.code == "verify/label-turns").then(|| fact(&format!("programme.label: {}", self.name)))
    }

    /// Which side of each turn that it can mean a description may be on; two turns where it goes both ways.
    fn sides(&self, pack: &Pack, judgement: &Judgement) -> [Side; 2] {
        let one = |before, after| [Side { before, after }, Side::default()];
        let verdict = &judgement.verdict;
        let residual =
            verdict.standing == Standing::Established && verdict.kind.is_some_and(|id| pack.kinds[id].residual);
        let no_kind = residual || [Standing::Unclassified, Standing::Contradictory].contains(&verdict.standing);
        match self.code {
            "verify/answer-lost" => {
                let id = (0..pack.criteria.len()).find(|id| pack.code_of(*id) == self.name).unwrap();
                let told = judgement.criteria[id];
                let given = if self.message.contains(" shows ") { told.shown } else { told.refuted };
                one(given, !given)
            }
            "verify/whole-turns" => {
                let block = pack.blocks.iter().position(|block| block.id == self.name);
                let told = block.map(|id| judgement.blocks[id]);
                // A kind may have the name of a block's neighbour, never of a block.
                let answer = told.or_else(|| pack.kind(self.name).map(|id| judgement.kinds[id])).unwrap().answer();
                let left = format!("`{}` {}", self.name, answer.word());
                let lost = if self.message.contains("` shown") { Answer::Refuted } else { Answer::Shown };
                one(self.message.contains(&left), [lost, Answer::Open].contains(&answer))
            }
            "verify/provisional-turns" => {
                let is_meant = verdict.kind == pack.kind(self.name);
                one(verdict.standing == Standing::Provisional && is_meant, !is_meant && !no_kind)
            }
            "verify/unclassified-turns" => one(verdict.standing == Standing::Unclassified, !no_kind),
            "verify/label-turns" => {
                let holds = judgement.label.unwrap().holds;
                let (yes, no) = (holds == Some(true), holds == Some(false));
                [Side { before: yes, after: no }, Side { before: no, after: yes }]
            }
            other => panic!("{other} says nothing of a part and a whole"),
        }
    }
}

/// Whether facts added to one selection of `facts` make another of it: nothing is added to a list that is complete.
fn grows(facts: &[Fact], part: usize, whole: usize) -> bool {
    let added = |at: usize| whole & !part & (1 << at) != 0;
    let closed = |field: usize| {
        let closings = facts.iter().enumerate().filter(|(_, fact)| fact.value.is_none() && fact.field == field);
        closings.into_iter().any(|(at, _)| part & (1 << at) != 0)
    };
    part & !whole == 0 && part != whole && !(0..facts.len()).any(|at| added(at) && closed(facts[at].field))
}

/// Asserts that the whole of a counterexample shows the breach, and no smaller part of it does.
fn assert_smallest(fault: &Fault, pack: &Pack, id: CriterionId, breach: &Breach) {
    let (turn, example) = (Turn::of(breach), breach.example.as_ref().expect(breach.code));
    let facts: Vec<Fact> = example.all().collect();
    assert!(facts.len() < 18, "{}: too large to try every part", breach.message);
    let sides: Vec<[Side; 2]> = (0..1 << facts.len())
        .map(|selection: usize| {
            let selected = facts.iter().enumerate().filter(|(at, _)| selection & (1 << at) != 0).map(|(_, fact)| *fact);
            let selected = selected.chain(turn.label());
            let stated = selected.fold(Facts::none(vocabulary()), |facts, fact| facts.with(vocabulary(), fact));
            turn.sides(pack, &fault.judgement(pack, id, &stated))
        })
        .collect();
    let turns = |whole: usize, which: usize| {
        let mut parts = (0..whole).filter(|part| part & !whole == 0 && sides[*part][which].before);
        sides[whole][which].after && parts.any(|part| grows(&facts, part, whole))
    };
    let shows: Vec<usize> = (0..sides.len()).filter(|whole| turns(*whole, 0) || turns(*whole, 1)).collect();
    assert_eq!(shows, [sides.len() - 1], "{}: {}", breach.message, example.description(vocabulary(), "Example"));
}

#[test]
fn an_answer_that_is_taken_back_is_found_in_all_that_rests_on_it() {
    for pack in packs() {
        let mut planted = BTreeSet::new();
        for fault in FAULTS {
            let Some(id) = fault.criterion(&pack) else { continue };
            let found = fault.found(&pack, id);
            let turns: Vec<_> = found.iter().filter(|breach| TURNS.contains(&breach.code)).collect();
            let codes: BTreeSet<_> = turns.iter().map(|breach| breach.code).collect();
            for code in fault.codes {
                assert!(codes.contains(code), "{}, {}: {found:#?}", pack.title, fault.criterion);
            }
            planted.extend(fault.codes);
            turns.iter().for_each(|breach| assert_smallest(fault, &pack, id, breach));
        }
        assert_eq!(planted, BTreeSet::from(TURNS), "{}", pack.title);
    }
}

#[test]
fn a_condition_that_always_holds_is_found() {
    for mut pack in packs() {
        assert_eq!(prove(&pack, vocabulary()), []);
        let name = pack.code_of(0);
        pack.criteria[0].shown = Condition::All(Vec::new());
        let found = prove(&pack, vocabulary());
        let always: Vec<_> = found.iter().filter(|breach| breach.code == "verify/always-true").collect();
        let message = format!("in `{name}`, under `shown`: the condition always holds");
        assert_eq!(always, [&Breach { code: "verify/always-true", message, example: None }]);
    }
}
