//! Explains rules and diagnostic codes: builds pages from a pack and renders them as text or Markdown.

mod codebook;
mod condition_text;
mod document;
mod for_description;
mod site;

pub use codebook::{field_page, find_fields, index_page};
pub use document::{Item, Page, Part, render_markdown, render_text};
pub use for_description::{DescriptionRef, for_description};
pub use site::{Fixtures, render_site};

use mentorcheck_core::{
    catalogue::message,
    clause::capitalise,
    diagnostic::codes::{BuiltinCode, LABEL_CODE},
    facts::Facts,
    format_message,
    pack::{BlockId, Claim, ClaimId, Condition, CriterionId, KindId, Pack, Requirement, Weight, subjects::Subject},
    schema::Vocabulary,
};

/// Builds the page about `subject`; `code` is the name it was requested by.
#[must_use]
pub fn build_page(pack: &Pack, vocabulary: &Vocabulary, code: &str, subject: Subject) -> Page {
    let builder = PageBuilder { pack, vocabulary };
    match subject {
        Subject::Criterion(id) => builder.criterion_page(code, id),
        Subject::Block(id) => builder.block_page(id),
        Subject::Kind(id) => builder.kind_page(id),
        Subject::Claim(id) => builder.claim_page(id),
        Subject::Labels => builder.labels_page(),
        Subject::Builtin(code) => own(code),
    }
}

struct PageBuilder<'p> {
    pack: &'p Pack,
    vocabulary: &'p Vocabulary,
}

impl PageBuilder<'_> {
    fn criterion_page(&self, code: &str, id: CriterionId) -> Page {
        let criterion = &self.pack.criteria[id];
        let mut page = Page::new(code, &criterion.title);
        let interpretation =
            criterion.interpretations.iter().find(|interpretation| code.ends_with(&format!("/{}", interpretation.id)));
        if let Some(interpretation) = interpretation {
            page.push_paragraph(format_message!("explain-interpretation", note = interpretation.note.as_str()));
        }
        page.push_heading(&message("explain-asks"));
        page.push_paragraph(&criterion.question);
        page.push_paragraph(message(match criterion.weight {
            Weight::Necessary => "explain-necessary",
            Weight::Supporting => "explain-supporting",
        }));
        self.push_rationale(&mut page, &criterion.claims);
        page.push_list(
            &message("explain-shown-when"),
            condition_text::describe_condition(&criterion.shown, self.vocabulary),
        );
        let refuted_when = message("explain-refuted-when");
        if let Some(refuted) = &criterion.refuted {
            page.push_list(&refuted_when, condition_text::describe_condition(refuted, self.vocabulary));
        } else {
            page.push_heading(&refuted_when);
            page.push_paragraph(message("explain-never-refuted"));
        }
        page.push_paragraph(message("explain-otherwise"));
        page.push_list(&message("explain-evidence"), items(&criterion.evidence));
        page.push_list(&message("explain-traps"), items(&criterion.traps));
        let interpretations = criterion.interpretations.iter().map(|reading| Item {
            text: reading.note.clone(),
            items: condition_text::describe_condition(&reading.when, self.vocabulary),
        });
        page.push_list(&message("explain-interpretations"), interpretations.collect());
        self.push_examples(&mut page, &criterion.examples);
        if !criterion.help.refuted.is_empty() {
            page.push_heading(&message("explain-help-refuted"));
            page.push_paragraph(&criterion.help.refuted);
        }
        page.push_heading(&message("explain-help-open"));
        page.push_paragraph(criterion.help.open());
        page
    }

    fn block_page(&self, id: BlockId) -> Page {
        let block = &self.pack.blocks[id];
        let mut page = Page::new(&block.id, &block.title);
        page.push_paragraph(&block.question);
        page.push_paragraph(&block.summary);
        for (weight, heading) in
            [(Weight::Necessary, "explain-block-necessary"), (Weight::Supporting, "explain-block-supporting")]
        {
            let indicators =
                block.indicators.iter().map(|id| &self.pack.criteria[*id]).filter(|one| one.weight == weight);
            let item = |one: &mentorcheck_core::pack::Criterion| {
                Item::new(format!("`{}/{}`: {}", block.id, one.id, one.title))
            };
            page.push_list(&message(heading), indicators.map(item).collect());
        }
        page
    }

    fn kind_page(&self, id: KindId) -> Page {
        let kind = &self.pack.kinds[id];
        let mut page = Page::new(&kind.id, capitalise(&kind.title));
        page.push_paragraph(&kind.summary);
        let requirements = kind.requires.iter().map(|requirement| match requirement {
            Requirement::Block(block) => {
                let block = &self.pack.blocks[*block];
                Item::new(format_message!(
                    "explain-kind-block",
                    block = block.id.as_str(),
                    question = block.question.as_str()
                ))
            }
            Requirement::Criterion(criterion) => {
                let criterion = &self.pack.criteria[*criterion];
                let condition_item = |intro: &str, condition: &Condition| Item {
                    text: message(intro),
                    items: condition_text::describe_condition(condition, self.vocabulary),
                };
                let refuted =
                    criterion.refuted.as_ref().map(|refuted| condition_item("explain-kind-refuted-when", refuted));
                Item {
                    text: format!("`{}/{}`: {}", kind.id, criterion.id, criterion.title),
                    items: [condition_item("explain-kind-shown-when", &criterion.shown)]
                        .into_iter()
                        .chain(refuted)
                        .collect(),
                }
            }
        });
        page.push_list(&message("explain-kind-requires"), requirements.collect());
        self.push_rationale(&mut page, &kind.claims);
        page.push_list(
            &message("explain-kind-sources"),
            kind.sources.iter().map(|source| Item::new(source.citation())).collect(),
        );
        let labels = &self.pack.labels;
        let label_values = self.vocabulary.fields[labels.field].values.iter().zip(&labels.allowed_kinds);
        let label_values = label_values.filter(|(_, kinds)| kinds.contains(&id));
        page.push_list(
            &message("explain-kind-labels"),
            label_values.map(|(name, _)| Item::new(format!("`{}`", name.name))).collect(),
        );
        self.push_examples(&mut page, &kind.examples);
        page
    }

    fn claim_page(&self, id: ClaimId) -> Page {
        let claim = &self.pack.claims[id];
        let mut page = Page::new(&claim.id, &claim.says);
        self.quote_claim(&mut page, claim);
        if claim.must_not_flag {
            page.push_paragraph(message("explain-claim-protects"));
        }
        let criteria = (0..self.pack.criteria.len()).filter(|criterion| {
            let criterion = &self.pack.criteria[*criterion];
            let interpretations = criterion.interpretations.iter().flat_map(|interpretation| &interpretation.claims);
            criterion.claims.iter().chain(interpretations).any(|other| *other == id)
        });
        let criteria = criteria.map(|criterion| {
            Item::new(format!("`{}`: {}", self.pack.criterion_code(criterion), self.pack.criteria[criterion].title))
        });
        let kinds = self.pack.kinds.iter().filter(|kind| kind.claims.contains(&id));
        let kinds = kinds.map(|kind| Item::new(format!("`{}`: {}", kind.id, kind.title)));
        let labels = (self.pack.labels.claim == id).then(|| Item::new(format!("`{LABEL_CODE}`")));
        let spectrum = (self.pack.spectrum.claim == id).then(|| Item::new(message("explain-claim-spectrum")));
        page.push_list(&message("explain-claim-rules"), criteria.chain(kinds).chain(labels).chain(spectrum).collect());
        page
    }

    fn labels_page(&self) -> Page {
        let labels = &self.pack.labels;
        let mut page = Page::new(LABEL_CODE, message("explain-label-title"));
        page.push_paragraph(message("explain-label-question"));
        self.push_rationale(&mut page, &[labels.claim]);
        let label_values = self.vocabulary.fields[labels.field].values.iter().zip(&labels.allowed_kinds);
        let meanings = label_values.map(|(name, kinds)| {
            let kinds: Vec<_> = kinds.iter().map(|kind| self.pack.kinds[*kind].title.as_str()).collect();
            let kinds = if kinds.is_empty() { message("explain-label-no-kind") } else { kinds.join(", ") };
            Item::new(format!("`{}`: {kinds}", name.name))
        });
        page.push_list(&message("explain-label-meanings"), meanings.collect());
        page.push_paragraph(message("explain-label-answer"));
        page.push_heading(&message("explain-help"));
        page.push_paragraph(&labels.help);
        page
    }

    fn push_rationale(&self, page: &mut Page, claims: &[ClaimId]) {
        if claims.is_empty() {
            return;
        }
        page.push_heading(&message("explain-why"));
        for claim in claims {
            let claim = &self.pack.claims[*claim];
            page.push_paragraph(format!("{}: {}", claim.id, claim.says));
            self.quote_claim(page, claim);
        }
    }

    fn quote_claim(&self, page: &mut Page, claim: &Claim) {
        if let (Some(quote), Some(heading)) = (&claim.quote, &claim.heading) {
            let work = claim.source.clone().unwrap_or_else(|| self.pack.source.citation());
            let heading = heading.as_str();
            let citation = match &claim.author {
                None => format_message!("citation", work = work, heading = heading),
                Some(author) => {
                    format_message!("citation-quoted", author = author.as_str(), work = work, heading = heading)
                }
            };
            page.parts.push(Part::Quote { text: quote.clone(), citation });
        }
        if let Some(interpretation) = &claim.interpretation {
            page.push_paragraph(format_message!("explain-interpretation", note = interpretation.as_str()));
        }
    }

    fn push_examples(&self, page: &mut Page, examples: &mentorcheck_core::pack::Examples) {
        for (heading, examples) in [
            ("explain-example-shows", &examples.shows),
            ("explain-example-refutes", &examples.refutes),
            ("explain-example-open", &examples.leaves_open),
        ] {
            if let Some(facts) = examples.first().and_then(|example| Facts::from_example(example, self.vocabulary)) {
                page.push_heading(&message(heading));
                page.parts.push(Part::Description(condition_text::to_yaml_lines(&facts, self.vocabulary)));
            }
        }
    }
}

fn items(texts: &[String]) -> Vec<Item> {
    texts.iter().map(Item::new).collect()
}

/// The page on a code that does not come from the rules.
fn own(code: &BuiltinCode) -> Page {
    let mut page = Page::new(code.code, code.title());
    page.push_heading(&message("explain-why"));
    page.push_paragraph(code.rationale());
    page.push_heading(&message("explain-help"));
    page.push_paragraph(code.help());
    page
}
