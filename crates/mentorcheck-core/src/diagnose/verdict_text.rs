//! Renders the verdict as text: one sentence with the answer, then at most two with the reason.

use crate::{
    clause::{self, Clause, capitalise, join_list, join_sentences, render_clauses},
    eval::{Answer, Belnap, Judgement, VerdictStatus},
    facts::{Fact, Facts},
    pack::{Condition, CriterionId, KindId, Operator, Pack, Requirement, Weight},
    schema::Vocabulary,
};

/// An open verdict names up to this many kinds, and otherwise only their number.
const MAX_NAMED_KINDS: usize = 3;

const NUMBER_WORDS: [&str; 11] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

pub(crate) struct VerdictSentence<'a> {
    pub(crate) pack: &'a Pack,
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) facts: &'a Facts,
    pub(crate) judgement: &'a Judgement,
    pub(crate) name: &'a str,
    pub(crate) expected: Option<KindId>,
    /// Line on which a fact is stated.
    pub(crate) line_of: &'a dyn Fn(Fact) -> Option<usize>,
    /// Lines to correct before the programme can be classified.
    pub(crate) lines_to_correct: Vec<usize>,
}

impl VerdictSentence<'_> {
    pub(crate) fn render(&self) -> String {
        let verdict = &self.judgement.verdict;
        let name = self.name;
        match (verdict.status, verdict.kind) {
            (VerdictStatus::Established, Some(kind)) => {
                format!("{name} is {}{}.", self.kind_title(kind), self.expectation_suffix(kind))
            }
            (VerdictStatus::Contradictory, _) => self.render_contradictory(),
            (VerdictStatus::Unclassified, _) => self.render_unclassified(),
            (standing, kind) => {
                let subject = match self.lines_to_correct.as_slice() {
                    [] => name.to_owned(),
                    [line] => format!("{name} cannot be classified until line {line} is corrected. As it is, it"),
                    lines => {
                        let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
                        let lines = join_list(&lines, "and");
                        format!("{name} cannot be classified until lines {lines} are corrected. As it is, it")
                    }
                };
                let text = match (standing, kind) {
                    (VerdictStatus::Provisional, Some(kind)) => self.render_provisional(&subject, kind),
                    _ => self.render_open(&subject),
                };
                join_sentences(&[text, self.render_residual()])
            }
        }
    }

    fn kind_title(&self, kind: KindId) -> &str {
        &self.pack.kinds[kind].title
    }

    /// The expected kind, if it is refuted and not `kind`.
    fn refuted_expectation(&self, kind: Option<KindId>) -> Option<KindId> {
        let is_refuted = |expected: &KindId| self.judgement.kinds[*expected].answer() == Answer::Refuted;
        self.expected.filter(|expected| Some(*expected) != kind).filter(is_refuted)
    }

    fn expectation_suffix(&self, kind: KindId) -> String {
        self.refuted_expectation(Some(kind))
            .map(|other| format!(", not {}", self.kind_title(other)))
            .unwrap_or_default()
    }

    fn render_provisional(&self, subject: &str, kind: KindId) -> String {
        let is_open = |value: Belnap| value.answer() == Answer::Open;
        let blocks = self.render_blocks(kind, is_open, "clear yet");
        let conditions: Vec<String> =
            self.matching_conditions(kind, is_open).map(|id| self.whether_clause(id)).collect();
        let conditions = match (conditions.is_empty(), blocks.is_empty()) {
            (true, _) => String::new(),
            (false, true) => format!("Not clear yet: {}.", abbreviate_list(&conditions)),
            (false, false) => format!("Also not clear yet: {}.", abbreviate_list(&conditions)),
        };
        let verdict = format!("{subject} looks like {}{}.", self.kind_title(kind), self.expectation_suffix(kind));
        join_sentences(&[verdict, blocks, conditions])
    }

    fn render_open(&self, subject: &str) -> String {
        let kinds = &self.judgement.verdict.candidates;
        let candidates_text = match kinds.as_slice() {
            kinds if kinds.len() <= MAX_NAMED_KINDS => {
                let titles: Vec<String> = kinds.iter().map(|kind| self.kind_title(*kind).to_owned()).collect();
                format!("could be {}.", join_list(&titles, "or"))
            }
            kinds => {
                let expected = self.expected.filter(|expected| kinds.contains(expected));
                let note = expected.map(|kind| format!(" {} is among them.", capitalise(self.kind_title(kind))));
                format!("could be one of {} kinds.{}", spell_out(kinds.len()), note.unwrap_or_default())
            }
        };
        let verdict = match self.refuted_expectation(None) {
            Some(other) => format!("{subject} is not {}. It {candidates_text}", self.kind_title(other)),
            None => format!("{subject} {candidates_text}"),
        };
        let hint = if self.lines_to_correct.is_empty() { "The description does not say enough yet." } else { "" };
        join_sentences(&[verdict, hint.to_owned()])
    }

    fn render_unclassified(&self) -> String {
        let nearest = &self.judgement.verdict.nearest;
        let is_refuted = |value: Belnap| value.answer() == Answer::Refuted;
        let expected = self.refuted_expectation(None);
        let mut sentences = Vec::new();
        let mut fact = String::new();
        if let Some(kind) = expected {
            let suffix = if nearest.contains(&kind) { ", although it comes close" } else { "" };
            sentences.push(format!("{} is not {}{suffix}.", self.name, self.kind_title(kind)));
            sentences.push(self.render_blocks(kind, is_refuted, "met"));
            fact = self.failing_sentence(kind);
            sentences.push(fact.clone());
        } else {
            sentences.push(format!("{} is none of the {} kinds.", self.name, spell_out(self.pack.kinds.len())));
        }
        let others: Vec<KindId> = nearest.iter().copied().filter(|kind| Some(*kind) != expected).collect();
        match others.as_slice() {
            [] => {}
            [kind] => {
                let reason = clause::join_clauses(&self.first_failing_fact(*kind));
                sentences.push(format!("It comes closest to {}.", self.kind_title(*kind)));
                sentences.extend(Some(reason).filter(|reason| *reason != fact));
            }
            kinds if expected.is_none() || !nearest.contains(&expected.unwrap_or_default()) => {
                let titles: Vec<String> = kinds.iter().map(|kind| self.kind_title(*kind).to_owned()).collect();
                sentences.push(format!("It comes closest to {}.", join_list(&titles, "and")));
            }
            _ => {}
        }
        sentences.push(self.render_residual());
        join_sentences(&sentences)
    }

    fn render_contradictory(&self) -> String {
        let candidates = &self.judgement.verdict.candidates;
        let shown_kinds: Vec<String> = (candidates.iter())
            .filter(|kind| self.judgement.kinds[**kind].answer() == Answer::Shown)
            .map(|kind| self.kind_title(*kind).to_owned())
            .collect();
        if !shown_kinds.is_empty() {
            return format!("{} cannot be classified: it is {} at once.", self.name, join_list(&shown_kinds, "and"));
        }
        let subject = self.expected.filter(|kind| candidates.contains(kind)).or(candidates.first().copied());
        let is_contradictory = |value: Belnap| value.answer() == Answer::Contradictory;
        let conflict = subject
            .and_then(|kind| self.necessary_criteria(kind).find(|id| is_contradictory(self.judgement.criteria[*id])));
        let intro = format!("{} cannot be classified, because its description contradicts itself.", self.name);
        let Some(id) = conflict else { return intro };
        let (supporting, opposing) = conflicting_clauses(self.pack, self.vocabulary, self.facts, id);
        let parts = supporting.iter().take(1).chain(opposing.iter().take(1)).map(|clause| {
            let line = (self.line_of)(clause.fact).map(|line| format!(" (line {line})")).unwrap_or_default();
            format!("that {}{line}", clause.text)
        });
        format!("{intro} It says {}.", join_list(&parts.collect::<Vec<_>>(), "and"))
    }

    /// “One of the seven building blocks is not met: reciprocity.”, for the required blocks that match `which`.
    fn render_blocks(&self, kind: KindId, which: impl Fn(Belnap) -> bool, state: &str) -> String {
        let required = self.pack.kinds[kind].requires.iter().filter_map(|requirement| match requirement {
            Requirement::Block(block) => Some(*block),
            Requirement::Criterion(_) => None,
        });
        let required: Vec<_> = required.collect();
        let titles: Vec<String> = (required.iter())
            .filter(|block| which(self.judgement.blocks[**block]))
            .map(|block| self.pack.blocks[*block].title.to_lowercase())
            .collect();
        let scope = format!("of the {} building blocks", spell_out(required.len()));
        match titles.len() {
            0 => String::new(),
            1 => format!("One {scope} is not {state}: {}.", titles[0]),
            count if count == required.len() => format!("None {scope} is {state}."),
            count => {
                format!("{} {scope} are not {state}: {}.", capitalise(&spell_out(count)), abbreviate_list(&titles))
            }
        }
    }

    /// Conditions of the kind itself that match `which`.
    fn matching_conditions(&self, kind: KindId, which: impl Fn(Belnap) -> bool) -> impl Iterator<Item = CriterionId> {
        self.pack.kinds[kind].requires.iter().filter_map(move |requirement| match requirement {
            Requirement::Criterion(id) if which(self.judgement.criteria[*id]) => Some(*id),
            _ => None,
        })
    }

    /// Necessary criteria of the kind, in pack order.
    fn necessary_criteria(&self, kind: KindId) -> impl Iterator<Item = CriterionId> {
        let is_necessary = |id: &CriterionId| self.pack.criteria[*id].weight == Weight::Necessary;
        self.pack.criteria_with_owner(kind).map(|(_, id)| id).filter(is_necessary)
    }

    /// The first fact against the first refuted necessary criterion of the kind.
    fn first_failing_fact(&self, kind: KindId) -> Vec<Clause> {
        let is_refuted = |id: &CriterionId| self.judgement.criteria[*id].answer() == Answer::Refuted;
        let Some(id) = self.necessary_criteria(kind).find(is_refuted) else { return Vec::new() };
        let mut opposing = opposing_clauses(self.pack, self.vocabulary, self.facts, id);
        opposing.truncate(1);
        opposing
    }

    fn failing_sentence(&self, kind: KindId) -> String {
        clause::join_clauses(&self.first_failing_fact(kind))
    }

    fn whether_clause(&self, id: CriterionId) -> String {
        format!("whether {}", self.pack.criteria[id].title)
    }

    /// “If …, it is …”, for each residual kind that is still open.
    fn render_residual(&self) -> String {
        let sentences = self.judgement.open_residual_kinds(self.pack).filter_map(|kind| {
            let is_open = |value: Belnap| value.answer() == Answer::Open;
            let id = self.matching_conditions(kind, is_open).next()?;
            let fact = sufficient_fact(&self.pack.criteria[id].shown)?;
            Some(format!("If {}, it is {}.", clause::render_fact(self.vocabulary, fact), self.kind_title(kind)))
        });
        join_sentences(&sentences.collect::<Vec<_>>())
    }
}

/// Clauses for and against a criterion.
pub(crate) fn conflicting_clauses(
    pack: &Pack,
    vocabulary: &Vocabulary,
    facts: &Facts,
    id: CriterionId,
) -> (Vec<Clause>, Vec<Clause>) {
    let supporting = render_clauses(vocabulary, facts, &pack.criteria[id].shown.witnesses(facts));
    (supporting, opposing_clauses(pack, vocabulary, facts, id))
}

/// Clauses against a criterion.
pub(crate) fn opposing_clauses(pack: &Pack, vocabulary: &Vocabulary, facts: &Facts, id: CriterionId) -> Vec<Clause> {
    let refuted = pack.criteria[id].refuted.as_ref();
    render_clauses(vocabulary, facts, &refuted.map(|refuted| refuted.witnesses(facts)).unwrap_or_default())
}

/// The first fact that is sufficient on its own for the condition.
fn sufficient_fact(condition: &Condition) -> Option<Fact> {
    match condition {
        Condition::Predicate(test)
            if matches!(test.operator, Operator::OneOf | Operator::AnyOf) && test.values != 0 =>
        {
            Some(Fact { field: test.field, value: Some(test.values.trailing_zeros() as usize) })
        }
        Condition::Any(parts) => parts.iter().find_map(sufficient_fact),
        _ => None,
    }
}

/// Up to four names; of more, the first two and the number of the rest.
fn abbreviate_list(names: &[String]) -> String {
    match names {
        [first, second, rest @ ..] if rest.len() > 2 => format!("{first}, {second} and {} more", rest.len()),
        _ => join_list(names, "and"),
    }
}

/// Spells out numbers up to ten.
fn spell_out(number: usize) -> String {
    NUMBER_WORDS.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}
