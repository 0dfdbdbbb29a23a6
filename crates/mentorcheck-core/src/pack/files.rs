//! The files of a pack, not yet parsed.

/// Unparsed files of a pack.
#[derive(Debug, Clone)]
pub struct PackFiles {
    /// Name of the pack in messages.
    pub name: String,
    /// Sorted by path.
    pub files: Vec<PackFile>,
}

#[derive(Debug, Clone)]
pub struct PackFile {
    /// As shown in messages; the real path need not be UTF-8.
    pub path: String,
    /// Path relative to the pack's root, with `/` as separator.
    pub relative_path: String,
    /// Its content.
    pub content: PackContent,
}

/// The content of a file of a pack.
#[derive(Debug, Clone)]
pub enum PackContent {
    /// YAML, which may hold any mistake.
    Yaml(Vec<u8>),
    /// An embedded file as JSON. A test checks it, so a run need not.
    Embedded(&'static str),
}

impl PackContent {
    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Self::Yaml(bytes) => bytes,
            Self::Embedded(json) => json.as_bytes(),
        }
    }
}
