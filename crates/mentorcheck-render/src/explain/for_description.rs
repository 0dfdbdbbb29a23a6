//! A rule explained on one description: what decided, what was missing, what would change it.

use crate::explain::{
    condition_text,
    document::{Item, Page},
};
use mentorcheck_core::{
    eval::{Answer, Judgement, Told},
    facts::{Fact, Facts},
    pack::{CriterionId, Pack, Requirement, subjects::Subject},
    schema::{Sort, Vocabulary},
};
use mentorcheck_yaml::{Document, SourceText};

/// The description on which something is explained.
pub struct Described<'d> {
    /// Its text.
    pub text: &'d SourceText,
    /// The document.
    pub document: &'d Document,
    /// What it states.
    pub facts: &'d Facts,
}

/// What `subject` comes to on a description. `name` is the programme's.
#[must_use]
pub fn on_description(
    pack: &Pack,
    vocabulary: &Vocabulary,
    (code, subject): (&str, Subject),
    name: &str,
    described: &Described<'_>,
) -> Page {
    let judgement = Judgement::of(pack, described.facts);
    let on = On { pack, vocabulary, described, judgement: &judgement };
    let mut page = Page::new("", format!("On {name}"));
    match subject {
        Subject::Criterion(id) => on.criterion(&mut page, id),
        Subject::Block(id) => {
            page.text(format!("`{code}` is {}.", judgement.blocks[id].answer().word()));
            let indicators = pack.blocks[id].indicators.iter();
            page.list("Its indicators", indicators.map(|id| on.line(*id)).collect());
        }
        Subject::Kind(id) => {
            page.text(format!("That it is {} is {}.", pack.kinds[id].title, judgement.kinds[id].answer().word()));
            let requirements = pack.kinds[id].requires.iter().map(|requirement| match requirement {
                Requirement::Criterion(id) => on.line(*id),
                Requirement::Block(id) => {
                    let block = &pack.blocks[*id];
                    let told: Told = judgement.blocks[*id];
                    let undecided = block.indicators.iter().filter(|id| {
                        pack.criteria[**id].weight == mentorcheck_core::pack::Weight::Necessary
                            && judgement.criteria[**id].answer() != Answer::Shown
                    });
                    Item {
                        words: format!("{}: {}", block.title, told.answer().word()),
                        items: undecided.map(|id| on.line(*id)).collect(),
                    }
                }
            });
            page.list("What it requires", requirements.collect());
        }
        Subject::Claim(id) => {
            let resting = (0..pack.criteria.len()).filter(|one| pack.criteria[*one].claims.contains(&id));
            let kinds = pack.kinds.iter().zip(&judgement.kinds).filter(|(kind, _)| kind.claims.contains(&id));
            let kinds =
                kinds.map(|(kind, told)| Item::new(format!("that it is {}: {}", kind.title, told.answer().word())));
            page.list("What rests on the claim", resting.map(|id| on.line(id)).chain(kinds).collect());
        }
        Subject::Own(_) => page.text("It does not come from the rules; where the file has it, it is shown above."),
        Subject::Labels => {
            let field = &vocabulary.fields[pack.labels.field];
            page.text(match judgement.label {
                None => "It does not say what it calls itself.".to_owned(),
                Some(label) => {
                    let holds = match label.holds {
                        Some(true) => "the description supports it",
                        Some(false) => "the facts rule it out",
                        None => "the description neither confirms nor contradicts it",
                    };
                    format!("It calls itself `{}`: {holds}.", field.values[label.declared].name)
                }
            });
        }
    }
    page
}

struct On<'d> {
    pack: &'d Pack,
    vocabulary: &'d Vocabulary,
    described: &'d Described<'d>,
    judgement: &'d Judgement,
}

impl On<'_> {
    fn line(&self, id: CriterionId) -> Item {
        let criterion = &self.pack.criteria[id];
        let told = self.judgement.criteria[id].answer();
        let grounds = self.grounds(id);
        let because = if grounds.is_empty() { String::new() } else { format!(" ({})", grounds.join(", ")) };
        Item::new(format!("{}: {}{because} (`{}`)", criterion.title, told.word(), self.pack.code_of(id)))
    }

    /// The facts that gave the answer, with their lines.
    fn grounds(&self, id: CriterionId) -> Vec<String> {
        let criterion = &self.pack.criteria[id];
        let facts = self.described.facts;
        let against = criterion.refuted.as_ref().map(|refuted| refuted.grounds(facts)).unwrap_or_default();
        criterion.shown.grounds(facts).into_iter().chain(against).map(|fact| self.placed(fact)).collect()
    }

    fn placed(&self, fact: Fact) -> String {
        let place = fact.locate(self.described.document, self.vocabulary);
        let line = place.map(|(node, _)| format!(", line {}", self.described.text.position(node.span().start).line));
        format!("`{}`{}", fact.written(self.vocabulary), line.unwrap_or_default())
    }

    fn criterion(&self, page: &mut Page, id: CriterionId) {
        let criterion = &self.pack.criteria[id];
        let answer = self.judgement.criteria[id].answer();
        page.text(format!(
            "{}: {}.",
            crate::explain::capital(criterion.title.trim_start_matches("that ")),
            answer.word()
        ));
        page.list("What decided", self.grounds(id).into_iter().map(Item::new).collect());
        let used = criterion.interpretations.iter().filter(|reading| reading.when.holds(self.described.facts));
        page.list("This rests on a reading of this tool", used.map(|reading| Item::new(&reading.note)).collect());
        match answer {
            Answer::Open => {
                page.list(
                    "What is missing: it would be shown if",
                    condition_text::condition(&criterion.shown, self.vocabulary),
                );
                if let Some(refuted) = &criterion.refuted {
                    page.list("And refuted if", condition_text::condition(refuted, self.vocabulary));
                }
            }
            Answer::Refuted => {
                page.list(
                    "What would change it: that what decided is not so, and that",
                    condition_text::condition(&criterion.shown, self.vocabulary),
                );
            }
            Answer::Contradictory => {
                page.text(
                    "What is stated speaks both for and against it: find out which is so, and correct the other.",
                );
            }
            Answer::Shown => {
                if let Some(refuted) = &criterion.refuted {
                    page.list("What would change it", condition_text::condition(refuted, self.vocabulary));
                }
            }
        }
        self.one_fact(page, id);
    }

    /// The single facts that would settle an open answer.
    fn one_fact(&self, page: &mut Page, id: CriterionId) {
        if self.judgement.criteria[id].answer() != Answer::Open {
            return;
        }
        let facts = self.described.facts;
        let criterion = &self.pack.criteria[id];
        let mut settling = Vec::new();
        for field in mentorcheck_core::fixes::fields_of(self.pack, id) {
            let definition = &self.vocabulary.fields[field];
            if facts.of(field).closed || (definition.sort == Sort::One && facts.states(field)) {
                continue;
            }
            let closing = definition.closing.as_ref().map(|_| None);
            for value in (0..definition.values.len()).map(Some).chain(closing) {
                let fact = Fact { field, value };
                let with = facts.with(self.vocabulary, fact);
                let word = match (
                    criterion.shown.holds(&with),
                    criterion.refuted.as_ref().is_some_and(|no| no.holds(&with)),
                ) {
                    (true, false) => "shown",
                    (false, true) => "refuted",
                    _ => continue,
                };
                settling.push(Item::new(format!("`{}` → {word}", fact.written(self.vocabulary))));
            }
        }
        page.list("Any one of these, stated, would settle it", settling);
    }
}
