//! Renders a pack as a Markdown site: a page per block and kind, an index and a traceability table of claims.

use std::{collections::BTreeMap, fmt::Write};

use crate::explain::{Page, PageBuilder, document::render_markdown};
use mentorcheck_core::{
    clause::capitalise,
    diagnostic::codes::LABEL_CODE,
    pack::{
        ClaimId, CriterionId, Pack,
        subjects::{BLOCKS, KINDS, address},
    },
    schema::Vocabulary,
};

/// Fixture files by the code of the rule that they exercise.
pub type Fixtures = BTreeMap<String, Vec<String>>;

/// Renders all pages, by path within the site. The claims page lists the `fixtures` of each rule.
#[must_use]
pub fn render_site(pack: &Pack, vocabulary: &Vocabulary, fixtures: &Fixtures) -> BTreeMap<String, String> {
    let builder = PageBuilder { pack, vocabulary };
    let mut pages = BTreeMap::new();
    for (id, block) in pack.blocks.iter().enumerate() {
        let criteria = block
            .indicators
            .iter()
            .map(|criterion| (format!("{}/{}", block.id, pack.criteria[*criterion].id), *criterion));
        pages.insert(format!("{BLOCKS}/{}.md", block.id), builder.render_page(&builder.block_page(id), criteria));
    }
    for (id, kind) in pack.kinds.iter().enumerate() {
        let in_block = |criterion: &CriterionId| pack.blocks.iter().any(|block| block.indicators.contains(criterion));
        let criteria = pack.criteria_with_code(id).filter(|(_, criterion)| !in_block(criterion));
        pages.insert(format!("{KINDS}/{}.md", kind.id), builder.render_page(&builder.kind_page(id), criteria));
    }
    pages.insert("claims.md".into(), builder.render_claims(fixtures));
    pages.insert("README.md".into(), builder.render_index());
    pages
}

impl PageBuilder<'_> {
    /// A page with a section per criterion, headed by the ID of the criterion.
    fn render_page(&self, page: &Page, criteria: impl Iterator<Item = (String, CriterionId)>) -> String {
        let mut out = render_markdown(page, 1);
        for (code, id) in criteria {
            let mut section = self.criterion_page(&code, id);
            let title = std::mem::replace(&mut section.title, self.pack.criteria[id].id.clone());
            let section = render_markdown(&section, 2);
            // Headings are the IDs used in findings, so that anchors are stable.
            let (heading, rest) = section.split_once('\n').unwrap_or((&section, ""));
            let heading = heading.to_lowercase();
            let _ = write!(out, "\n{heading}\n\n**{}**\n{rest}", capitalise(&title));
        }
        out
    }

    fn render_index(&self) -> String {
        let pack = self.pack;
        let mut out = format!("# The rules of {}\n\n", pack.title);
        let _ = writeln!(out, "Made from the rules by `mentorcheck rules doc`; changes belong in the rules.\n");
        let _ = writeln!(out, "They rest on {}.\n", pack.source.citation());
        let programme = pack.programme.iter().map(|definition| ("The definition of a programme", definition));
        for (intro, definition) in std::iter::once(("The definition", &pack.definition)).chain(programme) {
            let _ = writeln!(out, "{intro}, under the heading “{}”:\n\n> “{}”\n", definition.heading, definition.quote);
        }
        let _ = writeln!(out, "{}\n\n## Building blocks\n\n| block | what it asks |\n| --- | --- |", pack.caution);
        for block in &pack.blocks {
            let _ = writeln!(out, "| [{}]({BLOCKS}/{}.md) | {} |", block.title, block.id, block.question);
        }
        let _ = writeln!(out, "\n## Kinds\n\n| kind | what it is |\n| --- | --- |");
        for kind in &pack.kinds {
            let _ = writeln!(out, "| [{}]({KINDS}/{}.md) | {} |", capitalise(&kind.title), kind.id, kind.summary);
        }
        let spectrum = &pack.spectrum;
        let _ =
            writeln!(out, "\n## The spectrum\n\n{}\n\n| place | what it stands for |\n| --- | --- |", spectrum.note);
        for point in &spectrum.points {
            let _ = writeln!(out, "| {} | {} |", point.position, point.title);
        }
        let labels = self.labels_page();
        let _ = write!(
            out,
            "\n{}",
            render_markdown(&Page { title: "What programmes call themselves".into(), ..labels }, 2)
        );
        let _ = writeln!(out, "\n## Claims\n\n[Every claim](claims.md), with what rests on it.");
        out
    }

    /// The traceability table: from claims to rules to fixtures.
    fn render_claims(&self, fixtures: &Fixtures) -> String {
        let mut out = "# Claims, and what rests on them\n\n".to_owned();
        let _ = writeln!(out, "Made from the rules by `mentorcheck rules doc`; changes belong in the rules.\n");
        let _ = writeln!(
            out,
            "| claim | what it says | the source's words | rules | descriptions that they refute, or that are of the kind; or that keep clear of the trap |"
        );
        let _ = writeln!(out, "| --- | --- | --- | --- | --- |");
        for (id, claim) in self.pack.claims.iter().enumerate() {
            let rules = self.rules_based_on(id);
            let links = rules.iter().map(|code| match address(self.pack, code) {
                Some(address) => format!("[`{code}`]({address})"),
                None => format!("`{code}`"),
            });
            let mut files: Vec<&str> =
                rules.iter().filter_map(|code| fixtures.get(code)).flatten().map(String::as_str).collect();
            let trap = format!("{}-", claim.id);
            let traps = fixtures.values().flatten().map(String::as_str);
            files.extend(traps.filter(|file| file.rsplit('/').next().is_some_and(|name| name.starts_with(&trap))));
            files.sort_unstable();
            files.dedup();
            let words = claim.quote.as_ref().map_or_else(
                || claim.interpretation.clone().unwrap_or_default(),
                |quote| format!("“{quote}” ({})", claim.heading.as_deref().unwrap_or_default()),
            );
            let trap_note = if claim.must_not_flag { " *Names a trap.*" } else { "" };
            let _ = writeln!(
                out,
                "| {} | {}{trap_note} | {words} | {} | {} |",
                claim.id,
                claim.says,
                links.collect::<Vec<_>>().join(", "),
                files.join(", ")
            );
        }
        out
    }

    fn rules_based_on(&self, claim: ClaimId) -> Vec<String> {
        let pack = self.pack;
        let criteria = pack.criteria.iter().enumerate().filter(|(_, criterion)| {
            let interpretations = criterion.interpretations.iter().flat_map(|interpretation| &interpretation.claims);
            criterion.claims.iter().chain(interpretations).any(|other| *other == claim)
        });
        let kinds = pack.kinds.iter().filter(|kind| kind.claims.contains(&claim)).map(|kind| kind.id.clone());
        let labels = (pack.labels.claim == claim).then(|| LABEL_CODE.to_owned());
        criteria.map(|(id, _)| pack.criterion_code(id)).chain(kinds).chain(labels).collect()
    }
}
