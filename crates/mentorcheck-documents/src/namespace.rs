//! The XML namespaces of Word and OpenDocument files.

/// A namespace that a reader knows. Word has two addresses for most: the transitional and the strict one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Namespace {
    /// No namespace.
    None,
    Word,
    /// Workbooks.
    Spreadsheet,
    /// Word 2010 additions.
    Word14,
    /// References to other parts.
    Relationship,
    /// The lists of relationships themselves.
    PackageRelationships,
    /// Alternatives for newer and older programs.
    Compatibility,
    /// Shapes of Word 2010.
    WordShape,
    Drawing,
    Picture,
    Chart,
    Diagram,
    Math,
    Vml,
    Office,
    Text,
    Table,
    Style,
    Format,
    OdfDraw,
    Form,
    Manifest,
    /// Additions of LibreOffice.
    LibreOffice,
    Svg,
    XLink,
    /// One of an office suite that holds nothing a reader looks for by name.
    Other,
    Foreign,
}

/// The namespaces of Word, by the end of the transitional and of the strict address.
const OOXML: [(&str, Namespace); 8] = [
    ("spreadsheetml", Namespace::Spreadsheet),
    ("wordprocessingml", Namespace::Word),
    ("relationships", Namespace::Relationship),
    ("drawingml", Namespace::Drawing),
    ("picture", Namespace::Picture),
    ("chart", Namespace::Chart),
    ("diagram", Namespace::Diagram),
    ("math", Namespace::Math),
];

const ODF: [(&str, Namespace); 8] = [
    ("office:1.0", Namespace::Office),
    ("text:1.0", Namespace::Text),
    ("table:1.0", Namespace::Table),
    ("style:1.0", Namespace::Style),
    ("xsl-fo-compatible:1.0", Namespace::Format),
    ("drawing:1.0", Namespace::OdfDraw),
    ("form:1.0", Namespace::Form),
    ("manifest:1.0", Namespace::Manifest),
];

impl Namespace {
    /// The namespace of an address as an `xmlns` attribute has it.
    #[must_use]
    pub fn of_uri(uri: &[u8]) -> Self {
        let Ok(uri) = std::str::from_utf8(uri) else { return Self::Foreign };
        if let Some(rest) = uri.strip_prefix("urn:oasis:names:tc:opendocument:xmlns:") {
            let known = ODF.iter().find(|(name, _)| *name == rest);
            return match known {
                Some((_, namespace)) => *namespace,
                None if rest == "svg-compatible:1.0" => Self::Svg,
                None => Self::Other,
            };
        }
        if uri == "http://schemas.openxmlformats.org/package/2006/relationships" {
            return Self::PackageRelationships;
        }
        if uri == "http://schemas.openxmlformats.org/markup-compatibility/2006" {
            return Self::Compatibility;
        }
        let strict = uri.strip_prefix("http://purl.oclc.org/ooxml/");
        if let Some(path) = strict.or_else(|| uri.strip_prefix("http://schemas.openxmlformats.org/")) {
            let ending = path.rsplit('/').find(|part| *part != "main" && *part != "2006");
            let known = OOXML.iter().find(|(name, _)| Some(*name) == ending);
            return known.map_or(Self::Other, |(_, namespace)| *namespace);
        }
        match uri {
            "http://schemas.microsoft.com/office/word/2010/wordprocessingShape" => Self::WordShape,
            "http://schemas.microsoft.com/office/word/2010/wordml" => Self::Word14,
            "urn:schemas-microsoft-com:vml" => Self::Vml,
            "http://www.w3.org/1999/xlink" => Self::XLink,
            "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" => Self::LibreOffice,
            _ if uri.starts_with("http://schemas.microsoft.com/")
                || uri.starts_with("urn:schemas-microsoft-com:")
                || uri.starts_with("http://www.w3.org/") =>
            {
                Self::Other
            }
            _ => Self::Foreign,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Namespace;

    #[test]
    fn transitional_and_strict_addresses_are_known() {
        for (uri, namespace) in [
            ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", Namespace::Word),
            ("http://purl.oclc.org/ooxml/wordprocessingml/main", Namespace::Word),
            ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", Namespace::Spreadsheet),
            ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", Namespace::Relationship),
            ("http://purl.oclc.org/ooxml/officeDocument/relationships", Namespace::Relationship),
            ("http://schemas.openxmlformats.org/drawingml/2006/main", Namespace::Drawing),
            ("http://schemas.openxmlformats.org/drawingml/2006/chart", Namespace::Chart),
            ("http://schemas.openxmlformats.org/drawingml/2006/diagram", Namespace::Diagram),
            ("http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", Namespace::Other),
            ("http://schemas.openxmlformats.org/package/2006/relationships", Namespace::PackageRelationships),
            ("http://schemas.openxmlformats.org/officeDocument/2006/math", Namespace::Math),
            ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", Namespace::Text),
            ("urn:oasis:names:tc:opendocument:xmlns:meta:1.0", Namespace::Other),
            ("http://example.org/own", Namespace::Foreign),
        ] {
            assert_eq!(Namespace::of_uri(uri.as_bytes()), namespace, "{uri}");
        }
    }
}
