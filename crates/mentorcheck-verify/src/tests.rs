//! Proves that each proof can fail. What no rule can say is planted in the sets: an answer that is taken back
//! when a fact is added. Each counterexample is tried on the judge, with the same fault planted there.

use std::collections::BTreeSet;

use Change::{TakenBack, WhileMissing};

use crate::*;
use mentorcheck_core::{
    eval::{Judgement, Standing},
    facts::Fact,
    generated::vocabulary,
    pack::{BlockId, built_in, built_in_names},
};

/// How an answer comes to hang on a fact that is not stated.
#[derive(Clone, Copy)]
enum Change {
    /// It is given as the rules say, and taken back when the fact is stated.
    TakenBack,
    /// It is given as long as the fact is not stated.
    WhileMissing,
}

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
    let (name, value) = written.split_once(": ").unwrap();
    let field = vocabulary().field(name).unwrap();
    Fact { field, value: vocabulary().fields[field].value(value) }
}

/// A fault in a pack that has its criterion.
struct Planted<'p> {
    fault: &'p Fault,
    pack: &'p Pack,
    criterion: CriterionId,
    fact: Fact,
}

impl Fault {
    fn in_pack<'p>(&'p self, pack: &'p Pack) -> Option<Planted<'p>> {
        let criterion = (0..pack.criteria.len()).find(|id| pack.code_of(*id) == self.criterion)?;
        Some(Planted { fault: self, pack, criterion, fact: fact(self.fact) })
    }
}

impl Planted<'_> {
    /// What the proof finds with the fault in its sets.
    fn found(&self) -> Vec<Breach> {
        let space = Space::new(vocabulary());
        let (_, variable) = space.facts().find(|(fact, _)| *fact == self.fact).unwrap();
        let stating = space.stating(variable);
        let mut criteria = space.criteria(self.pack);
        let Told { shown, refuted } = &mut criteria[self.criterion];
        let set = if self.fault.answer == Answer::Shown { shown } else { refuted };
        *set = match self.fault.change {
            TakenBack => set.and_not(&stating),
            WhileMissing => stating.not(),
        };
        Proof::new(self.pack, &space, &criteria).run()
    }

    /// What a judge with the same fault says.
    fn judgement(&self, facts: &Facts) -> Judgement {
        let missing = !facts.all().any(|fact| fact == self.fact);
        let mut criteria = Judgement::of(self.pack, facts).criteria;
        let told = &mut criteria[self.criterion];
        let answer = if self.fault.answer == Answer::Shown { &mut told.shown } else { &mut told.refuted };
        *answer = match self.fault.change {
            TakenBack => *answer && missing,
            WhileMissing => missing,
        };
        Judgement::with(self.pack, facts, criteria)
    }
}

/// Whether a description is what a turn begins from, and whether it is what a turn leads to.
#[derive(Default, Clone, Copy)]
struct Side {
    before: bool,
    after: bool,
}

/// What a breach is about.
enum Turn {
    /// What is shown or refuted of a criterion.
    Answer(CriterionId, Answer),
    Whole(Whole, Answer),
    Provisional(KindId),
    Unclassified,
    Label(Fact),
}

enum Whole {
    Block(BlockId),
    Kind(KindId),
}

impl Turn {
    fn of(breach: &Breach, pack: &Pack) -> Self {
        let message = &breach.message;
        let name = message.split('`').nth(1).unwrap_or_default();
        let answers = [
            ("shows `", Answer::Shown),
            ("refutes `", Answer::Refuted),
            ("` shown", Answer::Shown),
            ("` refuted", Answer::Refuted),
            ("` contradictory", Answer::Contradictory),
        ];
        let answer = || answers.iter().find(|(words, _)| message.contains(words)).unwrap().1;
        match breach.code {
            "verify/answer-lost" => {
                let mut all = 0..pack.criteria.len();
                Self::Answer(all.find(|id| pack.code_of(*id) == name).unwrap(), answer())
            }
            "verify/whole-turns" => {
                // No kind is called as a block is.
                let block = pack.blocks.iter().position(|block| block.id == name);
                let whole = block.map_or_else(|| Whole::Kind(pack.kind(name).unwrap()), Whole::Block);
                Self::Whole(whole, answer())
            }
            "verify/provisional-turns" => Self::Provisional(pack.kind(name).unwrap()),
            "verify/unclassified-turns" => Self::Unclassified,
            "verify/label-turns" => Self::Label(fact(&format!("programme.label: {name}"))),
            other => panic!("{other} says nothing of a part and a whole"),
        }
    }

    /// The sides of it that a description is on; of two turns where it goes both ways.
    fn sides(&self, pack: &Pack, judgement: &Judgement) -> [Side; 2] {
        let one = |before, after| [Side { before, after }, Side::default()];
        let verdict = &judgement.verdict;
        let residual =
            verdict.standing == Standing::Established && verdict.kind.is_some_and(|id| pack.kinds[id].residual);
        let no_kind = residual || [Standing::Unclassified, Standing::Contradictory].contains(&verdict.standing);
        match self {
            Self::Answer(id, answer) => {
                let told = judgement.criteria[*id];
                let given = if *answer == Answer::Shown { told.shown } else { told.refuted };
                one(given, !given)
            }
            Self::Whole(whole, before) => {
                let told = match whole {
                    Whole::Block(id) => judgement.blocks[*id],
                    Whole::Kind(id) => judgement.kinds[*id],
                };
                let lost = if *before == Answer::Shown { Answer::Refuted } else { Answer::Shown };
                one(told.answer() == *before, [lost, Answer::Open].contains(&told.answer()))
            }
            Self::Provisional(kind) => {
                let is_meant = verdict.kind == Some(*kind);
                one(verdict.standing == Standing::Provisional && is_meant, !is_meant && !no_kind)
            }
            Self::Unclassified => one(verdict.standing == Standing::Unclassified, !no_kind),
            Self::Label(_) => {
                let holds = judgement.label.unwrap().holds;
                let (yes, no) = (holds == Some(true), holds == Some(false));
                [Side { before: yes, after: no }, Side { before: no, after: yes }]
            }
        }
    }
}

/// Whether facts added to one selection of `facts` make another that it is part of: nothing is added to a list that is complete.
fn grows(facts: &[Fact], part: usize, whole: usize) -> bool {
    let added = |at: usize| whole & !part & (1 << at) != 0;
    let is_in = |at: usize| part & (1 << at) != 0;
    let closed = |field: usize| {
        facts.iter().enumerate().any(|(at, fact)| fact.field == field && fact.value.is_none() && is_in(at))
    };
    part != whole && !(0..facts.len()).any(|at| added(at) && closed(facts[at].field))
}

/// Asserts that the whole of a counterexample shows the breach, and no smaller part of it does.
fn assert_smallest(planted: &Planted<'_>, breach: &Breach) {
    let pack = planted.pack;
    let (turn, example) = (Turn::of(breach, pack), breach.example.as_ref().expect(breach.code));
    let facts: Vec<Fact> = example.all().collect();
    assert!(facts.len() < 18, "{}: too large to try every part", breach.message);
    let label = if let Turn::Label(label) = turn { Some(label) } else { None };
    let sides: Vec<[Side; 2]> = (0..1 << facts.len())
        .map(|selection: usize| {
            let selected = facts.iter().enumerate().filter(|(at, _)| selection & (1 << at) != 0).map(|(_, fact)| *fact);
            let stated = selected.chain(label);
            let stated = stated.fold(Facts::none(vocabulary()), |facts, fact| facts.with(vocabulary(), fact));
            turn.sides(pack, &planted.judgement(&stated))
        })
        .collect();
    let turns = |whole: usize, which: usize| {
        // Every selection of what is selected, from all of it down to nothing.
        let smaller = |part: &usize| part.checked_sub(1).map(|one_less| one_less & whole);
        let mut parts = std::iter::successors(Some(whole), smaller).filter(|part| sides[*part][which].before);
        sides[whole][which].after && parts.any(|part| grows(&facts, part, whole))
    };
    let shows: Vec<usize> = (0..sides.len()).filter(|whole| turns(*whole, 0) || turns(*whole, 1)).collect();
    assert_eq!(shows, [sides.len() - 1], "{}: {}", breach.message, example.description(vocabulary(), "Example"));
}

/// The codes of what is found of a fault, each with a counterexample that is the smallest.
fn codes(planted: &Planted<'_>) -> BTreeSet<&'static str> {
    let found = planted.found();
    let turns = found.iter().filter(|breach| TURNS.contains(&breach.code));
    turns.inspect(|breach| assert_smallest(planted, breach)).map(|breach| breach.code).collect()
}

#[test]
fn an_answer_that_is_taken_back_is_found_in_all_that_rests_on_it() {
    for pack in packs() {
        let planted: Vec<_> = FAULTS.iter().filter_map(|fault| fault.in_pack(&pack)).collect();
        let found: Vec<_> = std::thread::scope(|scope| {
            let running: Vec<_> = planted.iter().map(|planted| scope.spawn(|| codes(planted))).collect();
            running.into_iter().map(|codes| codes.join().unwrap()).collect()
        });
        for (planted, found) in planted.iter().zip(found) {
            let wanted: BTreeSet<_> = planted.fault.codes.iter().copied().collect();
            assert!(found.is_superset(&wanted), "{}, {}: {found:?}", pack.title, planted.fault.criterion);
        }
        let all: BTreeSet<_> = planted.iter().flat_map(|planted| planted.fault.codes).copied().collect();
        assert_eq!(all, BTreeSet::from(TURNS), "{}", pack.title);
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
