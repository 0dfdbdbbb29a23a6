//! Renders a pack as a Markdown site: a page per block and kind, an index and a traceability table of claims.

use std::{collections::BTreeMap, fmt::Write};

use crate::explain::{Page, PageBuilder, document::render_markdown};
use mentorcheck_core::{
    catalogue::message,
    clause::capitalise,
    diagnostic::codes::LABEL_CODE,
    format_message,
    pack::{
        ClaimId, CriterionId, Pack,
        subjects::{BLOCKS, KINDS, address},
    },
    schema::Vocabulary,
};

/// The page with the claims.
const CLAIMS: &str = "claims.md";

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
    pages.insert(CLAIMS.into(), builder.render_claims(fixtures));
    pages.insert("README.md".into(), builder.render_index());
    pages
}

/// A heading and the head of a table below it.
fn push_table_head(out: &mut String, heading: &str, first: &str, second: &str) {
    let _ = writeln!(out, "\n## {}", message(heading));
    push_columns(out, &[first, second]);
}

/// The head of a table with these messages as titles.
fn push_columns(out: &mut String, columns: &[&str]) {
    let titles: Vec<_> = columns.iter().map(|id| message(id)).collect();
    let _ = writeln!(out, "\n| {} |\n|{}", titles.join(" | "), " --- |".repeat(columns.len()));
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
        let mut out = format!("# {}\n\n", format_message!("site-title", pack = pack.title.as_str()));
        let _ = writeln!(out, "{}\n", message("site-generated"));
        let _ = writeln!(out, "{}\n", format_message!("site-source", citation = pack.source.citation()));
        let programme = pack.programme.iter().map(|definition| ("site-programme", definition));
        for (intro, definition) in std::iter::once(("site-definition", &pack.definition)).chain(programme) {
            let intro = format_message!(intro, heading = definition.heading.as_str());
            let _ = writeln!(out, "{intro}\n\n> “{}”\n", definition.quote);
        }
        let _ = writeln!(out, "{}", pack.caution);
        push_table_head(&mut out, "site-blocks", "site-block-column", "site-asks-column");
        for block in &pack.blocks {
            let _ = writeln!(out, "| [{}]({BLOCKS}/{}.md) | {} |", block.title, block.id, block.question);
        }
        push_table_head(&mut out, "site-kinds", "site-kind-column", "site-summary-column");
        for kind in &pack.kinds {
            let _ = writeln!(out, "| [{}]({KINDS}/{}.md) | {} |", capitalise(&kind.title), kind.id, kind.summary);
        }
        let spectrum = &pack.spectrum;
        let _ = writeln!(out, "\n## {}\n\n{}", message("site-spectrum"), spectrum.note);
        push_columns(&mut out, &["site-point-column", "site-meaning-column"]);
        for point in &spectrum.points {
            let _ = writeln!(out, "| {} | {} |", point.position, point.title);
        }
        let labels = self.labels_page();
        let _ = write!(out, "\n{}", render_markdown(&Page { title: message("site-labels"), ..labels }, 2));
        let link = format_message!("site-claims-link", address = CLAIMS);
        let _ = writeln!(out, "\n## {}\n\n{link}", message("site-claims"));
        out
    }

    /// The traceability table: from claims to rules to fixtures.
    fn render_claims(&self, fixtures: &Fixtures) -> String {
        let mut out = format!("# {}\n\n{}\n", message("site-claims-title"), message("site-generated"));
        let columns = [
            "site-claim-column",
            "site-says-column",
            "site-words-column",
            "site-rules-column",
            "site-descriptions-column",
        ];
        push_columns(&mut out, &columns);
        let trap_warning = format!(" *{}*", message("site-trap"));
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
            let trap_note = if claim.must_not_flag { trap_warning.as_str() } else { "" };
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
