//! What the formats keep of each input in memory until all are known.

use crate::{
    chunk::Pieces,
    format::Format,
    github, gitlab, html, junit, markdown, sarif, text,
    xlsx::{CollectedRows, ProgrammeRows},
};

/// What a format makes of one input.
pub type Chunk = Pieces<Kept>;

/// What a format keeps of one input.
#[derive(Debug, Default)]
pub struct Kept(pub(crate) KeptOf);

#[derive(Debug, Default)]
pub(crate) enum KeptOf {
    /// Formats whose output is complete, or whole in the spools.
    #[default]
    Nothing,
    Text(text::Overview),
    Html(html::Entries),
    Xlsx(Vec<ProgrammeRows>),
    Markdown(markdown::Summary),
    Sarif(sarif::Results),
    Junit(junit::Failures),
    Github(github::Lines),
    Gitlab(gitlab::Fingerprints),
}

/// What a format has kept of all inputs so far.
#[derive(Debug)]
pub struct Collected(pub(crate) CollectedOf);

#[derive(Debug)]
pub(crate) enum CollectedOf {
    Nothing,
    Text(text::Overview),
    Html(html::Contents),
    Xlsx(CollectedRows),
    Markdown(markdown::Summary),
    Sarif(sarif::Selection),
    Junit(junit::Failures),
    Github(github::Findings),
    Gitlab(gitlab::Seen),
}

impl Collected {
    /// What a format has kept before the first input.
    #[must_use]
    pub fn new(format: Format) -> Self {
        Self(match format {
            Format::Ndjson | Format::Csv | Format::Grid | Format::Json => CollectedOf::Nothing,
            Format::Text => CollectedOf::Text(text::Overview::default()),
            Format::Html => CollectedOf::Html(html::Contents::default()),
            Format::Xlsx => CollectedOf::Xlsx(CollectedRows::default()),
            Format::Markdown => CollectedOf::Markdown(markdown::Summary::default()),
            Format::Sarif => CollectedOf::Sarif(sarif::Selection::default()),
            Format::Junit => CollectedOf::Junit(junit::Failures::default()),
            Format::Github => CollectedOf::Github(github::Findings::default()),
            Format::Gitlab => CollectedOf::Gitlab(gitlab::Seen::default()),
        })
    }

    /// Adds what is kept of the next input, and completes what goes into its spools: some of it depends on the inputs
    /// before. What a different format keeps changes nothing.
    pub fn add(&mut self, next: Kept, spooled: &mut [Vec<u8>]) {
        match (&mut self.0, next.0) {
            (CollectedOf::Text(overview), KeptOf::Text(next)) => overview.add(next),
            (CollectedOf::Html(contents), KeptOf::Html(next)) => contents.add(next, spooled),
            (CollectedOf::Xlsx(rows), KeptOf::Xlsx(next)) => rows.extend(next),
            (CollectedOf::Markdown(summary), KeptOf::Markdown(next)) => summary.add(next),
            (CollectedOf::Sarif(selection), KeptOf::Sarif(next)) => selection.add(next),
            (CollectedOf::Junit(failures), KeptOf::Junit(next)) => failures.add(&next),
            (CollectedOf::Github(findings), KeptOf::Github(next)) => findings.add(next),
            (CollectedOf::Gitlab(seen), KeptOf::Gitlab(next)) => seen.add(next, spooled),
            _ => {}
        }
    }
}
