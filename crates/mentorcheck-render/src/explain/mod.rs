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
    clause::capitalise,
    diagnostic::codes::{BuiltinCode, LABEL_CODE},
    facts::Facts,
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
        let mut page = Page::new(code, criterion.title.trim_start_matches("that "));
        let interpretation =
            criterion.interpretations.iter().find(|interpretation| code.ends_with(&format!("/{}", interpretation.id)));
        if let Some(interpretation) = interpretation {
            page.push_paragraph(format!("A reading of this tool, and not of the source. {}", interpretation.note));
        }
        page.push_heading("What it asks");
        page.push_paragraph(&criterion.question);
        page.push_paragraph(match criterion.weight {
            Weight::Necessary => {
                "It decides: the block or kind that it belongs to is shown only if this is shown, and refuted if this is refuted."
            }
            Weight::Supporting => "It is asked for and reported, and never decides.",
        });
        self.push_rationale(&mut page, &criterion.claims);
        page.push_list("It is shown when", condition_text::describe_condition(&criterion.shown, self.vocabulary));
        if let Some(refuted) = &criterion.refuted {
            page.push_list("It is refuted when", condition_text::describe_condition(refuted, self.vocabulary));
        } else {
            page.push_heading("It is never refuted");
            page.push_paragraph("Nothing that a description can state speaks against it.");
        }
        page.push_paragraph(
            "Where neither is stated it stays open: silence counts neither for nor against a programme.",
        );
        page.push_list("What a funder may accept as evidence", items(&criterion.evidence));
        page.push_list("What is often confused with it", items(&criterion.traps));
        let interpretations = criterion.interpretations.iter().map(|reading| Item {
            text: reading.note.clone(),
            items: condition_text::describe_condition(&reading.when, self.vocabulary),
        });
        page.push_list("Where this is a reading of this tool and not of the source", interpretations.collect());
        self.push_examples(&mut page, &criterion.examples);
        if !criterion.help.refuted.is_empty() {
            page.push_heading("What would help when it is refuted");
            page.push_paragraph(&criterion.help.refuted);
        }
        page.push_heading("What to state when it is open");
        page.push_paragraph(criterion.help.open());
        page
    }

    fn block_page(&self, id: BlockId) -> Page {
        let block = &self.pack.blocks[id];
        let mut page = Page::new(&block.id, &block.title);
        page.push_paragraph(&block.question);
        page.push_paragraph(&block.summary);
        for (weight, heading) in [
            (Weight::Necessary, "It is shown when each of these is, and refuted when one of them is"),
            (Weight::Supporting, "These are asked for besides, and never decide"),
        ] {
            let indicators =
                block.indicators.iter().map(|id| &self.pack.criteria[*id]).filter(|one| one.weight == weight);
            let item = |one: &mentorcheck_core::pack::Criterion| {
                Item::new(format!("`{}/{}`: {}", block.id, one.id, one.title))
            };
            page.push_list(heading, indicators.map(item).collect());
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
                Item::new(format!("the building block `{}`: {}", block.id, block.question))
            }
            Requirement::Criterion(criterion) => {
                let criterion = &self.pack.criteria[*criterion];
                let condition_item = |intro: &str, condition: &Condition| Item {
                    text: intro.into(),
                    items: condition_text::describe_condition(condition, self.vocabulary),
                };
                let refuted = criterion.refuted.as_ref().map(|refuted| condition_item("refuted when", refuted));
                Item {
                    text: format!("`{}/{}`: {}", kind.id, criterion.id, criterion.title),
                    items: [condition_item("shown when", &criterion.shown)].into_iter().chain(refuted).collect(),
                }
            }
        });
        page.push_list("It is shown when each of these is, and refuted when one of them is", requirements.collect());
        self.push_rationale(&mut page, &kind.claims);
        page.push_list("It rests besides on", kind.sources.iter().map(|source| Item::new(source.citation())).collect());
        let labels = &self.pack.labels;
        let label_values = self.vocabulary.fields[labels.field].values.iter().zip(&labels.allowed_kinds);
        let label_values = label_values.filter(|(_, kinds)| kinds.contains(&id));
        page.push_list(
            "What such a programme may call itself",
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
            page.push_paragraph("It also says what must not be held against a programme.");
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
        let spectrum = (self.pack.spectrum.claim == id).then(|| Item::new("the spectrum"));
        page.push_list("What rests on it", criteria.chain(kinds).chain(labels).chain(spectrum).collect());
        page
    }

    fn labels_page(&self) -> Page {
        let labels = &self.pack.labels;
        let mut page = Page::new(LABEL_CODE, "what a programme calls itself");
        page.push_paragraph(
            "A programme is held to the name that it goes by: is it of a kind that this name may mean?",
        );
        self.push_rationale(&mut page, &[labels.claim]);
        let label_values = self.vocabulary.fields[labels.field].values.iter().zip(&labels.allowed_kinds);
        let meanings = label_values.map(|(name, kinds)| {
            let kinds: Vec<_> = kinds.iter().map(|kind| self.pack.kinds[*kind].title.as_str()).collect();
            let kinds = if kinds.is_empty() { "no kind in particular".into() } else { kinds.join(", ") };
            Item::new(format!("`{}`: {kinds}", name.name))
        });
        page.push_list("What each name may mean", meanings.collect());
        page.push_paragraph(
            "A name is borne out when the verdict is one of these, and not when all of them are refuted.",
        );
        page.push_heading("What would help");
        page.push_paragraph(&labels.help);
        page
    }

    fn push_rationale(&self, page: &mut Page, claims: &[ClaimId]) {
        if claims.is_empty() {
            return;
        }
        page.push_heading("Why it matters");
        for claim in claims {
            let claim = &self.pack.claims[*claim];
            page.push_paragraph(format!("{}: {}", claim.id, claim.says));
            self.quote_claim(page, claim);
        }
    }

    fn quote_claim(&self, page: &mut Page, claim: &Claim) {
        if let (Some(quote), Some(heading)) = (&claim.quote, &claim.heading) {
            let work = claim.source.clone().unwrap_or_else(|| self.pack.source.citation());
            let author = claim.author.as_ref().map(|author| format!("{author}, quoted in ")).unwrap_or_default();
            let citation = format!("{author}{work}, “{heading}”");
            page.parts.push(Part::Quote { text: quote.clone(), citation });
        }
        if let Some(interpretation) = &claim.interpretation {
            page.push_paragraph(format!("A reading of this tool: {interpretation}"));
        }
    }

    fn push_examples(&self, page: &mut Page, examples: &mentorcheck_core::pack::Examples) {
        for (heading, examples) in [
            ("A description that shows it", &examples.shows),
            ("A description that refutes it", &examples.refutes),
            ("A description that leaves it open", &examples.leaves_open),
        ] {
            if let Some(facts) = examples.first().and_then(|example| Facts::from_example(example, self.vocabulary)) {
                page.push_heading(heading);
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
    page.push_heading("Why it is told");
    page.push_paragraph(code.rationale());
    page.push_heading("What would help");
    page.push_paragraph(code.help());
    page
}
