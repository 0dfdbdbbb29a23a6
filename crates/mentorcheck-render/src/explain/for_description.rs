//! Explains a rule on one description: what decided the answer, what is missing and what would change it.

use crate::{
    explain::{
        condition_text,
        document::{Item, Page},
    },
    kind_answer::kind_answer_word,
    wording::answer_word,
};
use mentorcheck_core::{
    catalogue::message,
    clause::capitalise,
    eval::{Answer, Belnap, Judgement},
    facts::{Fact, Facts},
    format_message,
    pack::{CriterionId, Pack, Requirement, subjects::Subject},
    sanitize::sanitize_line,
    schema::{FieldType, Vocabulary},
};
use mentorcheck_yaml::{Document, SourceFile};

pub struct DescriptionRef<'d> {
    pub text: &'d SourceFile,
    pub document: &'d Document,
    pub facts: &'d Facts,
}

/// Explains how `subject` evaluates on a description. `name` is the name of the programme.
#[must_use]
pub fn for_description(
    pack: &Pack,
    vocabulary: &Vocabulary,
    subject: Subject,
    name: &str,
    described: &DescriptionRef<'_>,
) -> Page {
    let judgement = Judgement::evaluate(pack, described.facts);
    let explainer = DescriptionExplainer { pack, vocabulary, described, judgement: &judgement };
    let mut page = Page::new("", format_message!("explain-for", name = sanitize_line(name)));
    match subject {
        Subject::Criterion(id) => explainer.push_criterion(&mut page, id),
        Subject::Block(id) => {
            page.push_paragraph(answer_sentence(&pack.blocks[id].title, judgement.blocks[id].answer()));
            let indicators = pack.blocks[id].indicators.iter();
            page.push_list(&message("explain-for-block"), indicators.map(|id| explainer.criterion_item(*id)).collect());
        }
        Subject::Kind(id) => {
            page.push_paragraph(format_message!(
                "explain-for-kind",
                answer = judgement.kinds[id].answer().as_str(),
                kind = pack.kinds[id].title.as_str()
            ));
            let requirements = pack.kinds[id].requires.iter().map(|requirement| match requirement {
                Requirement::Criterion(id) => explainer.criterion_item(*id),
                Requirement::Block(id) => {
                    let block = &pack.blocks[*id];
                    let value: Belnap = judgement.blocks[*id];
                    let undecided = block.indicators.iter().filter(|id| {
                        pack.criteria[**id].weight == mentorcheck_core::pack::Weight::Necessary
                            && judgement.criteria[**id].answer() != Answer::Shown
                    });
                    Item {
                        text: format!("{}: {}", block.title, answer_word(value.answer())),
                        items: undecided.map(|id| explainer.criterion_item(*id)).collect(),
                    }
                }
            });
            page.push_list(&message("explain-for-kind-requires"), requirements.collect());
        }
        Subject::Claim(id) => {
            let criteria = (0..pack.criteria.len()).filter(|criterion| pack.criteria[*criterion].claims.contains(&id));
            let kinds = pack.kinds.iter().zip(&judgement.kinds).filter(|(kind, _)| kind.claims.contains(&id));
            let kinds =
                kinds.map(|(kind, value)| Item::new(format!("{}: {}", kind.title, kind_answer_word(value.answer()))));
            page.push_list(
                &message("explain-for-claim"),
                criteria.map(|id| explainer.criterion_item(id)).chain(kinds).collect(),
            );
        }
        Subject::Builtin(_) => {
            page.push_paragraph(message("explain-for-builtin"));
        }
        Subject::Labels => {
            let field = &vocabulary.fields[pack.labels.field];
            page.push_paragraph(match judgement.label {
                None => message("explain-for-no-label"),
                Some(label) => {
                    let id = match label.is_accurate {
                        Some(true) => "explain-for-label-supported",
                        Some(false) => "explain-for-label-ruled-out",
                        None => "explain-for-label-open",
                    };
                    format_message!(id, label = field.values[label.declared].name.as_str())
                }
            });
        }
    }
    page
}

fn answer_sentence(point: &str, answer: Answer) -> String {
    format_message!("explain-for-answer", point = point, answer = answer_word(answer))
}

struct DescriptionExplainer<'d> {
    pack: &'d Pack,
    vocabulary: &'d Vocabulary,
    described: &'d DescriptionRef<'d>,
    judgement: &'d Judgement,
}

impl DescriptionExplainer<'_> {
    fn criterion_item(&self, id: CriterionId) -> Item {
        let criterion = &self.pack.criteria[id];
        let answer = self.judgement.criteria[id].answer();
        let deciding_facts = self.deciding_facts(id);
        let reason =
            if deciding_facts.is_empty() { String::new() } else { format!(" ({})", deciding_facts.join(", ")) };
        Item::new(format!("{}: {}{reason} (`{}`)", criterion.title, answer_word(answer), self.pack.criterion_code(id)))
    }

    /// The facts behind the answer, with their line numbers.
    fn deciding_facts(&self, id: CriterionId) -> Vec<String> {
        let criterion = &self.pack.criteria[id];
        let facts = self.described.facts;
        let refuting = criterion.refuted.as_ref().map(|refuted| refuted.witnesses(facts)).unwrap_or_default();
        criterion.shown.witnesses(facts).into_iter().chain(refuting).map(|fact| self.fact_with_line(fact)).collect()
    }

    fn fact_with_line(&self, fact: Fact) -> String {
        let location = fact.locate(self.described.document, self.vocabulary);
        let fact = format!("`{}`", fact.display(self.vocabulary));
        match location.map(|(node, _)| self.described.text.line_col(node.span().start).line) {
            None => fact,
            Some(line) => format_message!("explain-for-fact-line", fact = fact, line = line),
        }
    }

    fn push_criterion(&self, page: &mut Page, id: CriterionId) {
        let criterion = &self.pack.criteria[id];
        let answer = self.judgement.criteria[id].answer();
        page.push_paragraph(answer_sentence(&capitalise(&criterion.title), answer));
        page.push_list(&message("explain-for-decided"), self.deciding_facts(id).into_iter().map(Item::new).collect());
        let interpretations =
            criterion.interpretations.iter().filter(|reading| reading.when.eval(self.described.facts));
        page.push_list(
            &message("explain-for-interpretation"),
            interpretations.map(|reading| Item::new(&reading.note)).collect(),
        );
        match answer {
            Answer::Open => {
                page.push_list(
                    &message("explain-for-shown-if"),
                    condition_text::describe_condition(&criterion.shown, self.vocabulary),
                );
                if let Some(refuted) = &criterion.refuted {
                    page.push_list(
                        &message("explain-for-refuted-if"),
                        condition_text::describe_condition(refuted, self.vocabulary),
                    );
                }
            }
            Answer::Refuted => {
                page.push_list(
                    &message("explain-for-shown-instead"),
                    condition_text::describe_condition(&criterion.shown, self.vocabulary),
                );
            }
            Answer::Contradictory => {
                page.push_paragraph(message("explain-for-contradictory"));
            }
            Answer::Shown => {
                if let Some(refuted) = &criterion.refuted {
                    page.push_list(
                        &message("explain-for-change"),
                        condition_text::describe_condition(refuted, self.vocabulary),
                    );
                }
            }
        }
        self.push_settling_facts(page, id);
    }

    /// Lists the single facts each of which would settle an open answer.
    fn push_settling_facts(&self, page: &mut Page, id: CriterionId) {
        if self.judgement.criteria[id].answer() != Answer::Open {
            return;
        }
        let facts = self.described.facts;
        let criterion = &self.pack.criteria[id];
        let mut settling = Vec::new();
        for field in mentorcheck_core::fixes::fields_read(self.pack, id) {
            let definition = &self.vocabulary.fields[field];
            if facts.get(field).closed || (definition.field_type == FieldType::Enum && facts.is_stated(field)) {
                continue;
            }
            let closing = definition.closing.as_ref().map(|_| None);
            for value in (0..definition.values.len()).map(Some).chain(closing) {
                let fact = Fact { field, value };
                let extended = facts.with(self.vocabulary, fact);
                let answer = match (
                    criterion.shown.eval(&extended),
                    criterion.refuted.as_ref().is_some_and(|refuted| refuted.eval(&extended)),
                ) {
                    (true, false) => Answer::Shown,
                    (false, true) => Answer::Refuted,
                    _ => continue,
                };
                settling.push(Item::new(format!("`{}` → {}", fact.display(self.vocabulary), answer_word(answer))));
            }
        }
        page.push_list(&message("explain-for-settles"), settling);
    }
}
