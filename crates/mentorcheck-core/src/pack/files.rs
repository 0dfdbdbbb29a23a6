//! The files of a pack, not yet parsed.

/// The files of a pack, not yet read.
#[derive(Debug, Clone)]
pub struct PackFiles {
    /// What messages call the pack.
    pub name: String,
    /// Its files, in the order of their paths.
    pub files: Vec<PackFile>,
}

/// One file of a pack.
#[derive(Debug, Clone)]
pub struct PackFile {
    /// As shown in messages; the real path need not be UTF-8.
    pub path: String,
    /// Its path within the pack, with `/` between its parts.
    pub place: String,
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
