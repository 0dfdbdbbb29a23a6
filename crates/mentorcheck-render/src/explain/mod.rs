//! What a rule asks and why, for people: the pack turned into pages.

mod condition_text;
mod document;
mod for_description;
mod site;

pub use document::{Item, Page, Part, markdown, text};
pub use for_description::{Described, on_description};
pub use site::{Fixtures, book};

use crate::explain::document::capital;
use mentorcheck_core::{
    diagnostic::codes::{Code, LABEL_CODE},
    facts::Facts,
    pack::{BlockId, Claim, ClaimId, Condition, CriterionId, KindId, Pack, Requirement, Weight, subjects::Subject},
    schema::Vocabulary,
};

/// The page on one subject.
#[must_use]
pub fn page(pack: &Pack, vocabulary: &Vocabulary, code: &str, subject: Subject) -> Page {
    let maker = Maker { pack, vocabulary };
    match subject {
        Subject::Criterion(id) => maker.criterion(code, id),
        Subject::Block(id) => maker.block(id),
        Subject::Kind(id) => maker.kind(id),
        Subject::Claim(id) => maker.claim(id),
        Subject::Labels => maker.labels(),
        Subject::Own(code) => own(code),
    }
}

struct Maker<'p> {
    pack: &'p Pack,
    vocabulary: &'p Vocabulary,
}

impl Maker<'_> {
    fn criterion(&self, code: &str, id: CriterionId) -> Page {
        let criterion = &self.pack.criteria[id];
        let mut page = Page::new(code, criterion.title.trim_start_matches("that "));
        let reading = criterion.interpretations.iter().find(|reading| code.ends_with(&format!("/{}", reading.id)));
        if let Some(reading) = reading {
            page.text(format!("A reading of this tool, and not of the source. {}", reading.note));
        }
        page.heading("What it asks");
        page.text(&criterion.question);
        page.text(match criterion.weight {
            Weight::Necessary => {
                "It decides: the block or kind that it belongs to is shown only if this is shown, and refuted if this is refuted."
            }
            Weight::Supporting => "It is asked for and reported, and never decides.",
        });
        self.why(&mut page, &criterion.claims);
        page.list("It is shown when", condition_text::condition(&criterion.shown, self.vocabulary));
        if let Some(refuted) = &criterion.refuted {
            page.list("It is refuted when", condition_text::condition(refuted, self.vocabulary));
        } else {
            page.heading("It is never refuted");
            page.text("Nothing that a description can state speaks against it.");
        }
        page.text("Where neither is stated it stays open: silence counts neither for nor against a programme.");
        page.list("What a funder may accept as evidence", items(&criterion.evidence));
        page.list("What is often confused with it", items(&criterion.traps));
        let readings = criterion.interpretations.iter().map(|reading| Item {
            words: reading.note.clone(),
            items: condition_text::condition(&reading.when, self.vocabulary),
        });
        page.list("Where this is a reading of this tool and not of the source", readings.collect());
        self.examples(&mut page, &criterion.examples);
        if !criterion.help.refuted.is_empty() {
            page.heading("What would help when it is refuted");
            page.text(&criterion.help.refuted);
        }
        page.heading("What to state when it is open");
        page.text(criterion.help.open());
        page
    }

    fn block(&self, id: BlockId) -> Page {
        let block = &self.pack.blocks[id];
        let mut page = Page::new(&block.id, &block.title);
        page.text(&block.question);
        page.text(&block.summary);
        for (weight, heading) in [
            (Weight::Necessary, "It is shown when each of these is, and refuted when one of them is"),
            (Weight::Supporting, "These are asked for besides, and never decide"),
        ] {
            let indicators =
                block.indicators.iter().map(|id| &self.pack.criteria[*id]).filter(|one| one.weight == weight);
            let item = |one: &mentorcheck_core::pack::Criterion| {
                Item::new(format!("`{}/{}`: {}", block.id, one.id, one.title))
            };
            page.list(heading, indicators.map(item).collect());
        }
        page
    }

    fn kind(&self, id: KindId) -> Page {
        let kind = &self.pack.kinds[id];
        let mut page = Page::new(&kind.id, capital(&kind.title));
        page.text(&kind.summary);
        let requirements = kind.requires.iter().map(|requirement| match requirement {
            Requirement::Block(block) => {
                let block = &self.pack.blocks[*block];
                Item::new(format!("the building block `{}`: {}", block.id, block.question))
            }
            Requirement::Criterion(criterion) => {
                let criterion = &self.pack.criteria[*criterion];
                let lead = |words: &str, condition: &Condition| Item {
                    words: words.into(),
                    items: condition_text::condition(condition, self.vocabulary),
                };
                let refuted = criterion.refuted.as_ref().map(|refuted| lead("refuted when", refuted));
                Item {
                    words: format!("`{}/{}`: {}", kind.id, criterion.id, criterion.title),
                    items: [lead("shown when", &criterion.shown)].into_iter().chain(refuted).collect(),
                }
            }
        });
        page.list("It is shown when each of these is, and refuted when one of them is", requirements.collect());
        self.why(&mut page, &kind.claims);
        page.list("It rests besides on", kind.sources.iter().map(|source| Item::new(source.cited())).collect());
        let labels = &self.pack.labels;
        let names = self.vocabulary.fields[labels.field].values.iter().zip(&labels.meanings);
        let names = names.filter(|(_, kinds)| kinds.contains(&id));
        page.list(
            "What such a programme may call itself",
            names.map(|(name, _)| Item::new(format!("`{}`", name.name))).collect(),
        );
        self.examples(&mut page, &kind.examples);
        page
    }

    fn claim(&self, id: ClaimId) -> Page {
        let claim = &self.pack.claims[id];
        let mut page = Page::new(&claim.id, &claim.says);
        self.words_of(&mut page, claim);
        if claim.must_not_flag {
            page.text("It also says what must not be held against a programme.");
        }
        let criteria = (0..self.pack.criteria.len()).filter(|criterion| {
            let criterion = &self.pack.criteria[*criterion];
            let readings = criterion.interpretations.iter().flat_map(|reading| &reading.claims);
            criterion.claims.iter().chain(readings).any(|one| *one == id)
        });
        let criteria = criteria.map(|criterion| {
            Item::new(format!("`{}`: {}", self.pack.code_of(criterion), self.pack.criteria[criterion].title))
        });
        let kinds = self.pack.kinds.iter().filter(|kind| kind.claims.contains(&id));
        let kinds = kinds.map(|kind| Item::new(format!("`{}`: {}", kind.id, kind.title)));
        let labels = (self.pack.labels.claim == id).then(|| Item::new(format!("`{LABEL_CODE}`")));
        let spectrum = (self.pack.spectrum.claim == id).then(|| Item::new("the spectrum"));
        page.list("What rests on it", criteria.chain(kinds).chain(labels).chain(spectrum).collect());
        page
    }

    fn labels(&self) -> Page {
        let labels = &self.pack.labels;
        let mut page = Page::new(LABEL_CODE, "what a programme calls itself");
        page.text("A programme is held to the name that it goes by: is it of a kind that this name may mean?");
        self.why(&mut page, &[labels.claim]);
        let names = self.vocabulary.fields[labels.field].values.iter().zip(&labels.meanings);
        let meanings = names.map(|(name, kinds)| {
            let kinds: Vec<_> = kinds.iter().map(|kind| self.pack.kinds[*kind].title.as_str()).collect();
            let kinds = if kinds.is_empty() { "no kind in particular".into() } else { kinds.join(", ") };
            Item::new(format!("`{}`: {kinds}", name.name))
        });
        page.list("What each name may mean", meanings.collect());
        page.text("A name is borne out when the verdict is one of these, and not when all of them are refuted.");
        page.heading("What would help");
        page.text(&labels.help);
        page
    }

    fn why(&self, page: &mut Page, claims: &[ClaimId]) {
        if claims.is_empty() {
            return;
        }
        page.heading("Why it matters");
        for claim in claims {
            let claim = &self.pack.claims[*claim];
            page.text(format!("{}: {}", claim.id, claim.says));
            self.words_of(page, claim);
        }
    }

    fn words_of(&self, page: &mut Page, claim: &Claim) {
        if let (Some(words), Some(heading)) = (&claim.quote, &claim.heading) {
            let work = claim.source.clone().unwrap_or_else(|| self.pack.source.cited());
            let author = claim.author.as_ref().map(|author| format!("{author}, quoted in ")).unwrap_or_default();
            let from = format!("{author}{work}, “{heading}”");
            page.parts.push(Part::Quote { words: words.clone(), from });
        }
        if let Some(interpretation) = &claim.interpretation {
            page.text(format!("A reading of this tool: {interpretation}"));
        }
    }

    fn examples(&self, page: &mut Page, examples: &mentorcheck_core::pack::Examples) {
        for (heading, examples) in [
            ("A description that shows it", &examples.shows),
            ("A description that refutes it", &examples.refutes),
            ("A description that leaves it open", &examples.leaves_open),
        ] {
            if let Some(facts) = examples.first().and_then(|example| Facts::of_example(example, self.vocabulary)) {
                page.heading(heading);
                page.parts.push(Part::Description(condition_text::description(&facts, self.vocabulary)));
            }
        }
    }
}

fn items(words: &[String]) -> Vec<Item> {
    words.iter().map(Item::new).collect()
}

/// The page on a code that does not come from the rules.
fn own(code: &Code) -> Page {
    let mut page = Page::new(code.code, code.title);
    page.heading("Why it is told");
    page.text(code.why);
    page.heading("What would help");
    page.text(code.help);
    page
}
