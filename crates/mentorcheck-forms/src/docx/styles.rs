//! The styles of a list of questions.

/// The styles of paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Normal,
    Title,
    /// The title of a section.
    Section,
    /// The number and title of a question.
    Question,
    /// The question itself.
    Asked,
    Help,
    Answer,
    /// A line to write a text on.
    Line,
    /// The question for evidence.
    Where,
    /// A part of an entry of evidence.
    Passage,
}

impl Style {
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Normal => "Normal",
            Self::Title => "Title",
            Self::Section => "Heading1",
            Self::Question => "Heading2",
            Self::Asked => "Asked",
            Self::Help => "Help",
            Self::Answer => "Answer",
            Self::Line => "WriteLine",
            Self::Where => "Where",
            Self::Passage => "Passage",
        }
    }
}

/// Headings are real headings, so that screen readers and outlines find them. A question keeps together with its help, and
/// an answer with its rule.
pub(super) const STYLES: &str = "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:cs=\"Calibri\"/>\
    <w:sz w:val=\"21\"/><w:lang w:val=\"en-GB\"/></w:rPr></w:rPrDefault>\
    <w:pPrDefault><w:pPr><w:spacing w:after=\"80\"/></w:pPr></w:pPrDefault></w:docDefaults>\
    <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/><w:basedOn w:val=\"Normal\"/>\
    <w:pPr><w:spacing w:after=\"160\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"40\"/></w:rPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"Normal\"/>\
    <w:pPr><w:keepNext/><w:spacing w:before=\"360\" w:after=\"80\"/><w:outlineLvl w:val=\"0\"/></w:pPr>\
    <w:rPr><w:b/><w:sz w:val=\"32\"/></w:rPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Heading2\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"Normal\"/>\
    <w:pPr><w:keepNext/><w:spacing w:before=\"280\" w:after=\"40\"/><w:outlineLvl w:val=\"1\"/></w:pPr>\
    <w:rPr><w:b/><w:sz w:val=\"24\"/></w:rPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Asked\"><w:name w:val=\"Asked\"/><w:basedOn w:val=\"Normal\"/>\
    <w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/></w:rPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Help\"><w:name w:val=\"Help\"/><w:basedOn w:val=\"Normal\"/>\
    <w:pPr><w:keepNext/><w:keepLines/></w:pPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Answer\"><w:name w:val=\"Answer\"/><w:basedOn w:val=\"Normal\"/>\
    <w:pPr><w:keepLines/><w:tabs><w:tab w:val=\"left\" w:pos=\"425\"/></w:tabs><w:ind w:left=\"425\" w:hanging=\"425\"/></w:pPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"WriteLine\"><w:name w:val=\"Write Line\"/><w:basedOn w:val=\"Normal\"/>\
    <w:pPr><w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"595959\"/>\
    <w:between w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"595959\"/></w:pBdr><w:spacing w:before=\"120\"/></w:pPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Where\"><w:name w:val=\"Where\"/><w:basedOn w:val=\"Normal\"/>\
    <w:pPr><w:keepNext/><w:spacing w:before=\"120\"/></w:pPr><w:rPr><w:i/></w:rPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Passage\"><w:name w:val=\"Passage\"/><w:basedOn w:val=\"Normal\"/>\
    <w:pPr><w:tabs><w:tab w:val=\"right\" w:leader=\"underscore\" w:pos=\"9638\"/></w:tabs></w:pPr></w:style>";
