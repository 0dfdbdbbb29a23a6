//! Loads a pack: validates its files against the schema, deserialises and links them.

use std::{path::Path, sync::OnceLock};

use serde::de::DeserializeOwned;

use super::files::{PackContent, PackFile, PackFiles};
use crate::{
    diagnostic::{Finding, Unreadable},
    generated::PACKS,
    pack::{
        BrokenPack, Pack,
        error::{LinkProblem, at, on},
        limits::{Held, MAX_VALUES, hidden},
        link,
        raw::{BlockFile, ClaimsFile, ConceptFile, ConditionsFile, KindFile},
    },
    schema::{self, Schema, Vocabulary},
};
use mentorcheck_yaml::{Document, Node, ParseErrorKind, ParsedFile, Span};

/// The names of the embedded packs, in order.
pub fn built_in_names() -> impl Iterator<Item = &'static str> {
    PACKS.iter().map(|(name, _)| *name)
}

/// The embedded pack of this name.
#[must_use]
pub fn built_in(name: &str) -> Option<PackFiles> {
    let (_, files) = PACKS.iter().find(|(one, _)| *one == name)?;
    let files = files.iter().map(|(place, json)| PackFile {
        path: format!("rules/{name}/{place}"),
        place: (*place).to_owned(),
        content: PackContent::Embedded(json),
    });
    Some(PackFiles { name: name.to_owned(), files: files.collect() })
}

impl PackFiles {
    /// Creates a pack from files in memory. They are validated like files on disk.
    #[must_use]
    pub fn new(name: impl Into<String>, files: Vec<PackFile>) -> Self {
        Self { name: name.into(), files }.in_order()
    }

    /// Sorts by path without extension, so that `name.yaml` precedes `name-2.yaml`.
    fn in_order(mut self) -> Self {
        self.files.sort_by_cached_key(|file| Path::new(&file.place).with_extension(""));
        self
    }

    /// Validates, deserialises and links the files.
    ///
    /// # Errors
    /// All errors with their locations. Linking is skipped if a file is invalid.
    pub fn load(&self, vocabulary: &Vocabulary) -> Result<Pack, BrokenPack> {
        self.check_form()?;
        let mut read = Reader { pack: self, broken: Vec::new() };
        let concept = read.one::<ConceptFile>(Sort::Concept);
        let claims = read.one::<ClaimsFile>(Sort::Claims);
        let conditions = read.one::<ConditionsFile>(Sort::Conditions);
        let blocks = read.all::<BlockFile>(Sort::Block);
        let kinds = read.all::<KindFile>(Sort::Kind);
        if !read.broken.is_empty() {
            return Err(BrokenPack { files: read.broken });
        }
        let (Some(concept), Some(claims), Some(conditions)) = (concept, claims, conditions) else {
            return Err(BrokenPack { files: Vec::new() });
        };
        link::link(link::Parts { concept, claims, conditions, blocks, kinds }, vocabulary)
    }

    fn check_form(&self) -> Result<(), BrokenPack> {
        let mut files = Vec::new();
        let mut held = Held::default();
        for file in &self.files {
            let Some(sort) = Sort::of(&file.place) else { continue };
            let PackContent::Yaml(bytes) = &file.content else { continue };
            let source = ParsedFile::parse(&file.path, bytes.clone());
            let schema = sort.schema();
            files.extend(unreadable(&file.path, &source).map(|mut unreadable| {
                // The help for an empty file depends on the schema.
                for (finding, error) in unreadable.findings.iter_mut().zip(&source.errors) {
                    if error.kind == ParseErrorKind::Empty {
                        finding.help = Some(schema.beginning());
                    }
                }
                unreadable
            }));
            if let Some(second) = source.documents.get(1) {
                let before = &source.text.content()[..second.root().span().start];
                let line = before.rfind("---").map_or(second.root().span(), |at| Span::new(at, at + 3));
                files.push(on(&source, line, &LinkProblem::Several));
            }
            if !source.documents.iter().all(|document| held.add(document)) {
                let whole = source.documents.first().map(Document::root).map_or(Span::default(), Node::span);
                let start = Span::new(whole.start, whole.start);
                files.push(on(&source, start, &LinkProblem::TooMuch { limit: MAX_VALUES }));
                break;
            }
            for (span, letter) in source.documents.iter().flat_map(hidden) {
                files.push(on(&source, span, &LinkProblem::Hidden { letter }));
            }
            let errors =
                source.documents.first().map(|document| schema.check(document, &source.text)).unwrap_or_default();
            if !errors.is_empty() {
                let findings = errors.iter().map(|error| Finding::of_schema(error, &source.text)).collect();
                files.push(Unreadable { path: file.path.clone(), findings, text: source.text });
            }
        }
        if files.is_empty() { Ok(()) } else { Err(BrokenPack { files }) }
    }
}

fn unreadable(path: &str, source: &ParsedFile) -> Option<Unreadable> {
    let findings: Vec<_> = source.errors.iter().map(|error| Finding::of_source(error, &source.text)).collect();
    (!findings.is_empty()).then(|| Unreadable { path: path.to_owned(), findings, text: source.text.clone() })
}

/// Kind of a pack file, derived from its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Concept,
    Claims,
    Conditions,
    Block,
    Kind,
}

impl Sort {
    fn of(place: &str) -> Option<Self> {
        match place.split_once('/') {
            None if place.starts_with("concept.") => Some(Self::Concept),
            None if place.starts_with("claims.") => Some(Self::Claims),
            None if place.starts_with("conditions.") => Some(Self::Conditions),
            Some(("blocks", _)) => Some(Self::Block),
            Some(("kinds", _)) => Some(Self::Kind),
            _ => None,
        }
    }

    /// The schema of such files, compiled once.
    fn schema(self) -> &'static Schema {
        static SCHEMAS: [OnceLock<Schema>; 5] = [const { OnceLock::new() }; 5];
        SCHEMAS[self as usize]
            .get_or_init(|| Schema::new(schema::PACK, Some(self.definition())).expect("embedded schema is valid"))
    }

    fn definition(self) -> &'static str {
        match self {
            Self::Concept => "concept",
            Self::Claims => "claims",
            Self::Conditions => "conditions",
            Self::Block => "block",
            Self::Kind => "kind",
        }
    }
}

/// Turns files into the types of [`crate::pack::raw`].
struct Reader<'p> {
    pack: &'p PackFiles,
    broken: Vec<Unreadable>,
}

impl<'p> Reader<'p> {
    fn all<T: DeserializeOwned>(&mut self, sort: Sort) -> Vec<link::Part<'p, T>> {
        let files = self.pack.files.iter().filter(|file| Sort::of(&file.place) == Some(sort));
        let mut parts = Vec::new();
        for file in files {
            let read = match &file.content {
                PackContent::Embedded(json) => {
                    parts.push(link::Part { file, content: serde_json::from_str(json).expect("a test reads it") });
                    continue;
                }
                // serde_yaml takes a byte-order mark for a separate document.
                PackContent::Yaml(bytes) => {
                    serde_yaml::from_slice(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
                }
            };
            match read {
                Ok(content) => parts.push(link::Part { file, content }),
                Err(error) => {
                    let source = ParsedFile::parse(&file.path, file.content.bytes().to_vec());
                    let line = error.location().map_or(0, |location| location.line().saturating_sub(1));
                    // Keep only the cause: serde's expectation names Rust types, and the snippet shows the line.
                    let reason = error.to_string();
                    let reason = [", expected ", " at line "]
                        .iter()
                        .fold(&*reason, |words, end| words.split_once(end).map_or(words, |(before, _)| before));
                    let problem = LinkProblem::NotReadable { reason: reason.to_owned() };
                    self.broken.push(on(&source, source.text.line_span(line), &problem));
                }
            }
        }
        parts
    }

    fn one<T: DeserializeOwned>(&mut self, sort: Sort) -> Option<link::Part<'p, T>> {
        let failures = self.broken.len();
        let part = self.all(sort).into_iter().next();
        if part.is_none() && self.broken.len() == failures {
            let name = format!("{}/{}.yaml", self.pack.name, sort.definition());
            let problem = LinkProblem::MissingFile { name: name.clone() };
            self.broken.push(at(&name, b"", &[(String::new(), problem)]));
        }
        part
    }
}
