//! Renders the verdict as text: one sentence with the answer, then at most two with the reason.

use crate::{
    catalogue::message,
    clause::{self, Clause, capitalise, join_and, join_or, join_sentences, render_clauses},
    eval::{Answer, Belnap, Judgement, VerdictStatus},
    facts::{Fact, Facts},
    format_message,
    pack::{Condition, CriterionId, KindId, Operator, Pack, Requirement, Weight},
    schema::Vocabulary,
};

/// An open verdict names up to this many kinds, and otherwise only their number.
const MAX_NAMED_KINDS: usize = 3;

/// The messages of the numbers that are spelled out.
const NUMBERS: [&str; 11] = [
    "number-0",
    "number-1",
    "number-2",
    "number-3",
    "number-4",
    "number-5",
    "number-6",
    "number-7",
    "number-8",
    "number-9",
    "number-10",
];

/// The ids of the sentences that count building blocks.
struct BlockMessages {
    one: &'static str,
    some: &'static str,
    all: &'static str,
}

const NOT_CLEAR: BlockMessages =
    BlockMessages { one: "blocks-one-not-clear", some: "blocks-some-not-clear", all: "blocks-none-clear" };
const NOT_MET: BlockMessages =
    BlockMessages { one: "blocks-one-not-met", some: "blocks-some-not-met", all: "blocks-none-met" };

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
                let title = self.kind_title(kind);
                match self.refuted_expectation(Some(kind)) {
                    None => format_message!("verdict-established", name = name, kind = title),
                    Some(expected) => format_message!(
                        "verdict-established-unexpected",
                        name = name,
                        kind = title,
                        expected = self.kind_title(expected)
                    ),
                }
            }
            (VerdictStatus::Contradictory, _) => self.render_contradictory(),
            (VerdictStatus::Unclassified, _) => self.render_unclassified(),
            (standing, kind) => {
                let lines: Vec<String> = self.lines_to_correct.iter().map(ToString::to_string).collect();
                let subject = match lines.len() {
                    0 => name.to_owned(),
                    count => {
                        format_message!("subject-uncorrected", name = name, count = count, lines = join_and(&lines))
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

    fn render_provisional(&self, subject: &str, kind: KindId) -> String {
        let is_open = |value: Belnap| value.answer() == Answer::Open;
        let blocks = self.render_blocks(kind, is_open, &NOT_CLEAR);
        let conditions: Vec<String> =
            self.matching_conditions(kind, is_open).map(|id| self.whether_clause(id)).collect();
        let points = abbreviate_list(&conditions);
        let conditions = match (conditions.is_empty(), blocks.is_empty()) {
            (true, _) => String::new(),
            (false, true) => format_message!("not-clear-yet", points = points),
            (false, false) => format_message!("also-not-clear-yet", points = points),
        };
        let title = self.kind_title(kind);
        let verdict = match self.refuted_expectation(Some(kind)) {
            None => format_message!("verdict-provisional", subject = subject, kind = title),
            Some(expected) => format_message!(
                "verdict-provisional-unexpected",
                subject = subject,
                kind = title,
                expected = self.kind_title(expected)
            ),
        };
        join_sentences(&[verdict, blocks, conditions])
    }

    fn render_open(&self, subject: &str) -> String {
        let kinds = &self.judgement.verdict.candidates;
        let refuted = self.refuted_expectation(None).map(|kind| self.kind_title(kind));
        let verdict = if kinds.len() <= MAX_NAMED_KINDS {
            let titles: Vec<String> = kinds.iter().map(|kind| self.kind_title(*kind).to_owned()).collect();
            let kinds = join_or(&titles);
            match refuted {
                None => format_message!("verdict-open", subject = subject, kinds = kinds),
                Some(expected) => {
                    format_message!("verdict-open-unexpected", subject = subject, kinds = kinds, expected = expected)
                }
            }
        } else {
            let count = spell_out(kinds.len());
            let remaining = self.expected.filter(|expected| kinds.contains(expected));
            match (refuted, remaining) {
                (Some(expected), _) => format_message!(
                    "verdict-open-many-unexpected",
                    subject = subject,
                    count = count,
                    expected = expected
                ),
                (None, Some(kind)) => format_message!(
                    "verdict-open-many-with",
                    subject = subject,
                    count = count,
                    kind = capitalise(self.kind_title(kind))
                ),
                (None, None) => format_message!("verdict-open-many", subject = subject, count = count),
            }
        };
        let hint = if self.lines_to_correct.is_empty() { message("verdict-says-too-little") } else { String::new() };
        join_sentences(&[verdict, hint])
    }

    fn render_unclassified(&self) -> String {
        let nearest = &self.judgement.verdict.nearest;
        let is_refuted = |value: Belnap| value.answer() == Answer::Refuted;
        let expected = self.refuted_expectation(None);
        let mut sentences = Vec::new();
        let mut fact = String::new();
        if let Some(kind) = expected {
            let is_open = |value: Belnap| value.answer() == Answer::Open;
            // What is open may fail as well, so nothing is close yet.
            let is_close = nearest.contains(&kind)
                && !self.necessary_criteria(kind).any(|id| is_open(self.judgement.criteria[id]));
            let id = if is_close { "verdict-unclassified-close" } else { "verdict-unclassified" };
            sentences.push(format_message!(id, name = self.name, expected = self.kind_title(kind)));
            sentences.push(self.render_blocks(kind, is_refuted, &NOT_MET));
            fact = self.failing_sentence(kind);
            sentences.push(fact.clone());
            sentences.push(self.render_blocks(kind, is_open, &NOT_CLEAR));
        } else {
            let count = spell_out(self.pack.kinds.len());
            sentences.push(format_message!("verdict-no-kind", name = self.name, count = count));
        }
        let others: Vec<KindId> = nearest.iter().copied().filter(|kind| Some(*kind) != expected).collect();
        match others.as_slice() {
            [] => {}
            [kind] => {
                let reason = clause::join_clauses(&self.first_failing_fact(*kind));
                sentences.push(format_message!("verdict-closest", kinds = self.kind_title(*kind)));
                sentences.extend(Some(reason).filter(|reason| *reason != fact));
            }
            kinds if expected.is_none() || !nearest.contains(&expected.unwrap_or_default()) => {
                let titles: Vec<String> = kinds.iter().map(|kind| self.kind_title(*kind).to_owned()).collect();
                sentences.push(format_message!("verdict-closest", kinds = join_and(&titles)));
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
            let kinds = join_and(&shown_kinds);
            return format_message!("verdict-several-kinds", name = self.name, kinds = kinds);
        }
        let subject = self.expected.filter(|kind| candidates.contains(kind)).or(candidates.first().copied());
        let is_contradictory = |value: Belnap| value.answer() == Answer::Contradictory;
        let conflict = subject
            .and_then(|kind| self.necessary_criteria(kind).find(|id| is_contradictory(self.judgement.criteria[*id])));
        let intro = format_message!("verdict-contradictory", name = self.name);
        let Some(id) = conflict else { return intro };
        let (supporting, opposing) = conflicting_clauses(self.pack, self.vocabulary, self.facts, id);
        let parts = supporting.iter().take(1).chain(opposing.iter().take(1)).map(|clause| {
            let text = clause.text.as_str();
            match (self.line_of)(clause.fact) {
                Some(line) => format_message!("that-clause-line", clause = text, line = line),
                None => format_message!("that-clause", clause = text),
            }
        });
        let facts = join_and(&parts.collect::<Vec<_>>());
        join_sentences(&[intro, format_message!("verdict-contradictory-facts", facts = facts)])
    }

    /// “One of the seven building blocks is not met: reciprocity.”, for the required blocks that match `which`.
    fn render_blocks(&self, kind: KindId, which: impl Fn(Belnap) -> bool, ids: &BlockMessages) -> String {
        let required = self.pack.kinds[kind].requires.iter().filter_map(|requirement| match requirement {
            Requirement::Block(block) => Some(*block),
            Requirement::Criterion(_) => None,
        });
        let required: Vec<_> = required.collect();
        let titles: Vec<String> = (required.iter())
            .filter(|block| which(self.judgement.blocks[**block]))
            .map(|block| self.pack.blocks[*block].title.to_lowercase())
            .collect();
        let total = spell_out(required.len());
        match titles.len() {
            0 => String::new(),
            1 => format_message!(ids.one, total = total, titles = titles[0].as_str()),
            count if count == required.len() => format_message!(ids.all, total = total),
            count => format_message!(
                ids.some,
                count = capitalise(&spell_out(count)),
                total = total,
                titles = abbreviate_list(&titles)
            ),
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
        format_message!("whether", point = self.pack.criteria[id].title.as_str())
    }

    /// “If …, it is …”, for each residual kind that is still open.
    fn render_residual(&self) -> String {
        let sentences = self.judgement.open_residual_kinds(self.pack).filter_map(|kind| {
            let is_open = |value: Belnap| value.answer() == Answer::Open;
            let id = self.matching_conditions(kind, is_open).next()?;
            let fact = sufficient_fact(&self.pack.criteria[id].shown)?;
            let fact = clause::render_fact(self.vocabulary, fact);
            Some(format_message!("verdict-if", fact = fact, kind = self.kind_title(kind)))
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
        [first, second, rest @ ..] if rest.len() > 2 => {
            format_message!("list-two-and-more", first = first.as_str(), second = second.as_str(), count = rest.len())
        }
        _ => join_and(names),
    }
}

/// Spells out numbers up to ten.
fn spell_out(number: usize) -> String {
    NUMBERS.get(number).map_or_else(|| number.to_string(), |id| message(id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        eval::Verdict,
        pack::{DEFAULT_PACK, Predicate, built_in},
        schema::vocabulary,
    };

    const REFUTED: Belnap = Belnap { shown: false, refuted: true };

    /// The sentences on a programme with a kind for which nothing is met, and with these nearest kinds.
    fn unclassified(blocks: Belnap, nearest: &[KindId], expects_first: bool) -> String {
        let pack = built_in(DEFAULT_PACK).unwrap().load(vocabulary()).unwrap();
        assert_eq!(pack.concept, 0);
        let judgement = Judgement {
            criteria: vec![Belnap::default(); pack.criteria.len()],
            blocks: vec![blocks; pack.blocks.len()],
            kinds: vec![REFUTED; pack.kinds.len()],
            verdict: Verdict {
                status: VerdictStatus::Unclassified,
                kind: None,
                candidates: Vec::new(),
                nearest: nearest.to_vec(),
            },
            spectrum: None,
            label: None,
        };
        let sentence = VerdictSentence {
            pack: &pack,
            vocabulary: vocabulary(),
            facts: &Facts::empty(vocabulary()),
            judgement: &judgement,
            name: "It",
            expected: expects_first.then_some(pack.concept),
            line_of: &|_| None,
            lines_to_correct: Vec::new(),
        };
        sentence.render()
    }

    #[test]
    fn blocks_are_counted_if_none_is_met_or_clear() {
        assert!(unclassified(REFUTED, &[], true).contains("None of the seven building blocks is met."));
        assert!(unclassified(Belnap::default(), &[], true).contains("None of the seven building blocks is clear yet."));
    }

    #[test]
    fn the_closest_kinds_are_named_unless_the_expected_one_is_among_several() {
        let names_closest =
            |nearest: &[KindId], expects_first| unclassified(REFUTED, nearest, expects_first).contains("closest");
        for (nearest, of_expected, of_any) in [
            (&[][..], false, false),
            (&[1], true, true),
            (&[1, 2], true, true),
            (&[0], false, true),
            (&[0, 1, 2], false, true),
        ] {
            assert_eq!(
                (names_closest(nearest, true), names_closest(nearest, false)),
                (of_expected, of_any),
                "{nearest:?}"
            );
        }
    }

    #[test]
    fn one_value_is_sufficient_where_any_of_some_is() {
        let predicate = |operator, values| Condition::Predicate(Predicate { field: 1, values, operator });
        let fact = |value| Some(Fact { field: 1, value: Some(value) });
        let (one_of, none_of) = (predicate(Operator::OneOf, 0b100), predicate(Operator::NoneOf, 0b10));
        for (condition, expected) in [
            (one_of.clone(), fact(2)),
            (predicate(Operator::AnyOf, 0b1010), fact(1)),
            (none_of.clone(), None),
            (predicate(Operator::OtherThan, 0b10), None),
            (predicate(Operator::OneOf, 0), None),
            (Condition::Any(vec![none_of.clone(), one_of.clone()]), fact(2)),
            (Condition::All(vec![one_of, none_of]), None),
        ] {
            assert_eq!(sufficient_fact(&condition), expected, "{condition:?}");
        }
    }
}
