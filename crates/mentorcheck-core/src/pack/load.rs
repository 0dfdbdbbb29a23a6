//! Loads a pack: validates its files against the schema, deserialises and links them.

use std::{path::Path, sync::OnceLock};

use serde::de::DeserializeOwned;

use super::files::{PackContent, PackFile, PackFiles};
use crate::{
    diagnostic::{FileDiagnostics, Finding},
    generated::PACKS,
    pack::{
        Pack, PackError,
        error::{PackErrorKind, diagnostic_on, diagnostics_at},
        limits::{MAX_VALUES, PackUsage, unsafe_chars},
        link,
        raw::{RawBlock, RawClaims, RawConcept, RawConditions, RawKind},
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
    let (_, files) = PACKS.iter().find(|(pack_name, _)| *pack_name == name)?;
    let files = files.iter().map(|(place, json)| PackFile {
        path: format!("rules/{name}/{place}"),
        relative_path: (*place).to_owned(),
        content: PackContent::Embedded(json),
    });
    Some(PackFiles { name: name.to_owned(), files: files.collect() })
}

impl PackFiles {
    /// Creates a pack from files in memory. They are validated like files on disk.
    #[must_use]
    pub fn new(name: impl Into<String>, files: Vec<PackFile>) -> Self {
        Self { name: name.into(), files }.sorted()
    }

    /// Sorts by path without extension, so that `name.yaml` precedes `name-2.yaml`.
    fn sorted(mut self) -> Self {
        self.files.sort_by_cached_key(|file| Path::new(&file.relative_path).with_extension(""));
        self
    }

    /// Validates, deserialises and links the files.
    ///
    /// # Errors
    /// All errors with their locations. Linking is skipped if a file is invalid.
    pub fn load(&self, vocabulary: &Vocabulary) -> Result<Pack, PackError> {
        self.validate_files()?;
        let mut reader = PackReader { pack: self, diagnostics: Vec::new() };
        let concept = reader.read_single::<RawConcept>(PackFileKind::Concept);
        let claims = reader.read_single::<RawClaims>(PackFileKind::Claims);
        let conditions = reader.read_single::<RawConditions>(PackFileKind::Conditions);
        let blocks = reader.read_all::<RawBlock>(PackFileKind::Block);
        let kinds = reader.read_all::<RawKind>(PackFileKind::Kind);
        if !reader.diagnostics.is_empty() {
            return Err(PackError { files: reader.diagnostics });
        }
        let (Some(concept), Some(claims), Some(conditions)) = (concept, claims, conditions) else {
            return Err(PackError { files: Vec::new() });
        };
        link::link(link::RawPack { concept, claims, conditions, blocks, kinds }, vocabulary)
    }

    fn validate_files(&self) -> Result<(), PackError> {
        let mut files = Vec::new();
        let mut usage = PackUsage::default();
        for file in &self.files {
            let Some(kind) = PackFileKind::from_path(&file.relative_path) else { continue };
            let PackContent::Yaml(bytes) = &file.content else { continue };
            let source = ParsedFile::parse(&file.path, bytes.clone());
            let schema = kind.schema();
            files.extend(parse_diagnostics(&file.path, &source).map(|mut diagnostics| {
                // The help for an empty file depends on the schema.
                for (finding, error) in diagnostics.findings.iter_mut().zip(&source.errors) {
                    if error.kind == ParseErrorKind::Empty {
                        finding.help = Some(schema.first_key_help());
                    }
                }
                diagnostics
            }));
            if let Some(second) = source.documents.get(1) {
                let before = &source.text.content()[..second.root().span().start];
                let separator =
                    before.rfind("---").map_or(second.root().span(), |offset| Span::new(offset, offset + 3));
                files.push(diagnostic_on(&source, separator, &PackErrorKind::MultipleDocuments));
            }
            if !source.documents.iter().all(|document| usage.add_document(document)) {
                let whole = source.documents.first().map(Document::root).map_or(Span::default(), Node::span);
                let start = Span::new(whole.start, whole.start);
                files.push(diagnostic_on(&source, start, &PackErrorKind::TooManyValues { limit: MAX_VALUES }));
                break;
            }
            for (span, letter) in source.documents.iter().flat_map(unsafe_chars) {
                files.push(diagnostic_on(&source, span, &PackErrorKind::UnsafeChar { letter }));
            }
            let errors =
                source.documents.first().map(|document| schema.check(document, &source.text)).unwrap_or_default();
            if !errors.is_empty() {
                let findings = errors.iter().map(|error| Finding::from_schema_error(error, &source.text)).collect();
                files.push(FileDiagnostics { path: file.path.clone(), findings, file: source.text });
            }
        }
        if files.is_empty() { Ok(()) } else { Err(PackError { files }) }
    }
}

fn parse_diagnostics(path: &str, source: &ParsedFile) -> Option<FileDiagnostics> {
    let findings: Vec<_> =
        source.errors.iter().map(|error| Finding::from_auxiliary_error(error, &source.text)).collect();
    (!findings.is_empty()).then(|| FileDiagnostics { path: path.to_owned(), findings, file: source.text.clone() })
}

/// Kind of a pack file, derived from its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PackFileKind {
    Concept,
    Claims,
    Conditions,
    Block,
    Kind,
}

impl PackFileKind {
    fn from_path(path: &str) -> Option<Self> {
        match path.split_once('/') {
            None if path.starts_with("concept.") => Some(Self::Concept),
            None if path.starts_with("claims.") => Some(Self::Claims),
            None if path.starts_with("conditions.") => Some(Self::Conditions),
            Some(("blocks", _)) => Some(Self::Block),
            Some(("kinds", _)) => Some(Self::Kind),
            _ => None,
        }
    }

    /// The schema of such files, compiled once.
    fn schema(self) -> &'static Schema {
        static SCHEMAS: [OnceLock<Schema>; 5] = [const { OnceLock::new() }; 5];
        SCHEMAS[self as usize]
            .get_or_init(|| Schema::new(schema::PACK, Some(self.definition_name())).expect("embedded schema is valid"))
    }

    fn definition_name(self) -> &'static str {
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
struct PackReader<'p> {
    pack: &'p PackFiles,
    diagnostics: Vec<FileDiagnostics>,
}

impl<'p> PackReader<'p> {
    fn read_all<T: DeserializeOwned>(&mut self, kind: PackFileKind) -> Vec<link::RawFile<'p, T>> {
        let files = self.pack.files.iter().filter(|file| PackFileKind::from_path(&file.relative_path) == Some(kind));
        let mut loaded = Vec::new();
        for file in files {
            let read = match &file.content {
                PackContent::Embedded(json) => {
                    loaded.push(link::RawFile { file, content: serde_json::from_str(json).expect("a test reads it") });
                    continue;
                }
                // serde_yaml takes a byte-order mark for a separate document.
                PackContent::Yaml(bytes) => {
                    serde_yaml::from_slice(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
                }
            };
            match read {
                Ok(content) => loaded.push(link::RawFile { file, content }),
                Err(error) => {
                    let source = ParsedFile::parse(&file.path, file.content.bytes().to_vec());
                    let line = error.location().map_or(0, |location| location.line().saturating_sub(1));
                    // Keep only the cause: serde's expectation names Rust types, and the snippet shows the line.
                    let reason = error.to_string();
                    let reason = [", expected ", " at line "].iter().fold(&*reason, |text, separator| {
                        text.split_once(separator).map_or(text, |(before, _)| before)
                    });
                    let pack_error = PackErrorKind::Deserialize { reason: reason.to_owned() };
                    self.diagnostics.push(diagnostic_on(&source, source.text.line_span(line), &pack_error));
                }
            }
        }
        loaded
    }

    fn read_single<T: DeserializeOwned>(&mut self, kind: PackFileKind) -> Option<link::RawFile<'p, T>> {
        let previous_errors = self.diagnostics.len();
        let file = self.read_all(kind).into_iter().next();
        if file.is_none() && self.diagnostics.len() == previous_errors {
            let name = format!("{}/{}.yaml", self.pack.name, kind.definition_name());
            let error = PackErrorKind::MissingFile { name: name.clone() };
            self.diagnostics.push(diagnostics_at(&name, b"", &[(String::new(), error)]));
        }
        file
    }
}
