//! Diagnostic codes that do not come from a rule pack: errors in files, configuration, evidence and packs. A test
//! compares the list with the code.

use super::severity::Severity;

/// The code of findings on a programme's label.
pub const LABEL_CODE: &str = "label/not-supported";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuiltinCode {
    /// Stable and never reused.
    pub code: &'static str,
    /// Severity of its findings, unless the configuration sets another.
    pub severity: Severity,
    pub title: &'static str,
    pub rationale: &'static str,
    pub help: &'static str,
}

const fn entry(code: &'static str, title: &'static str, rationale: &'static str, help: &'static str) -> BuiltinCode {
    BuiltinCode { code, severity: Severity::Error, title, rationale, help }
}

impl BuiltinCode {
    const fn with_severity(self, severity: Severity) -> Self {
        Self { severity, ..self }
    }
}

/// The severity of a built-in code; that of an error for others.
#[must_use]
pub fn severity(code: &str) -> Severity {
    CODES.binary_search_by_key(&code, |entry| entry.code).map_or(Severity::Error, |index| CODES[index].severity)
}

const UNREADABLE: &str =
    "A file that cannot be read in whole is not judged: what stands in the rest of it might change the answer.";
const PLAIN_DATA: &str = "A description is plain data, so that every reader and every program reads the same in it.";
const VOCABULARY: &str = "What the vocabulary does not know is not counted. The rest of the description is judged all the same, and the exit is 3.";
const SUPPRESSION: &str =
    "What is not held against a programme must be asked for in words that mean something, and must say why.";
const PACK: &str = "Rules that do not hold together would give wrong answers, so nothing is judged by them.";
const CONFIGURATION: &str =
    "A configuration that is not understood would hold for less than its writer thinks, so nothing is judged by it.";
const EVIDENCE: &str = "Evidence is checked on request, for every fact that decides. It never changes the verdict.";

const FORM: &str = "An answer is never guessed: what the form does not offer, or offers only instead of another answer, is not counted. The rest is judged all the same, and the exit is 3.";

/// Sorted by code.
pub const CODES: &[BuiltinCode] = &[
    entry(
        "allow/never",
        "A finding is to be allowed that cannot be",
        SUPPRESSION,
        "Mend what the finding is about: what is not understood is not judged.",
    )
    .with_severity(Severity::Warning),
    entry(
        "allow/no-reason",
        "A comment allows a finding without a reason",
        SUPPRESSION,
        "Write `because` and the reason behind the code.",
    )
    .with_severity(Severity::Warning),
    entry(
        "allow/not-honoured",
        "A comment asks to allow a finding, and comments are not honoured",
        "Whoever writes a description does not decide what counts against it where comments are switched off.",
        "Allow the finding in the configuration.",
    )
    .with_severity(Severity::Warning),
    entry(
        "allow/not-understood",
        "A comment to the program is not understood",
        SUPPRESSION,
        "Write `# mentorcheck: allow CODE because REASON`.",
    )
    .with_severity(Severity::Warning),
    entry(
        "allow/renamed-code",
        "A code of an earlier version is used",
        "Old codes are understood for one version only.",
        "Write the code that the finding names.",
    )
    .with_severity(Severity::Warning),
    entry(
        "allow/too-many",
        "More findings are to be allowed than mentorcheck reads",
        "The time that one description takes is limited, so that no file can hold up the others.",
        "Remove comments that are not needed, or allow the findings in the configuration.",
    )
    .with_severity(Severity::Warning),
    entry(
        "allow/unknown-code",
        "A comment allows a code that there is not",
        SUPPRESSION,
        "Copy the code from a report.",
    )
    .with_severity(Severity::Warning),
    entry(
        "allow/unused",
        "Something is allowed that is not there",
        "What is no longer needed would one day hide something new.",
        "Remove it, or put it where the finding is.",
    )
    .with_severity(Severity::Warning),
    entry(
        "baseline/former-version",
        "The baseline is of the former version",
        "It names programmes by their place in a file, so it holds only as long as no programme moves.",
        "Write the baseline again with `mentorcheck baseline write`.",
    )
    .with_severity(Severity::Warning),
    entry(
        "baseline/gone",
        "A finding that was known is gone",
        "A baseline that knows too much would one day hide that it came back.",
        "Write the baseline anew.",
    )
    .with_severity(Severity::Note),
    entry(
        "config/not-honoured",
        "A setting has no effect where it stands",
        "A configuration above decides what those below it can say, and some settings hold for a whole run.",
        "Remove the setting, or say it in the configuration that decides.",
    )
    .with_severity(Severity::Warning),
    entry(
        "config/other",
        "The configuration cannot be understood",
        CONFIGURATION,
        "Compare it with `mentorcheck schema config`.",
    ),
    entry(
        "config/second-document",
        "The configuration has a second part",
        CONFIGURATION,
        "Put everything together, and remove the line `---`.",
    ),
    entry(
        "config/unknown",
        "The configuration speaks of something that there is not",
        CONFIGURATION,
        "Take what is suggested, or copy the code from a report.",
    ),
    entry(
        "evidence/asserted",
        "No evidence is given for a deciding fact",
        EVIDENCE,
        "Add an entry that names the document, the place in it and its own words.",
    ),
    entry(
        "evidence/misquoted",
        "The quoted words are not in the document",
        "A quotation says what a document says. This is an error whatever evidence is required: words that are not there, or that are struck out or hidden from a reader, prove nothing.",
        "Quote one passage word for word, with […] for words that are left out, or correct the document's name.",
    ),
    entry(
        "evidence/missing-document",
        "A document is not in the description's folder",
        EVIDENCE,
        "Put it there, or correct its path.",
    ),
    entry(
        "evidence/not-checked",
        "A quotation could not be checked",
        "Part of the document could not be read, so it is not known whether the words are there.",
        "Compare the quotation with the document, or put the passage into the description's folder as a text file.",
    ),
    entry(
        "evidence/not-quoted",
        "No words are quoted that can be checked",
        EVIDENCE,
        "Quote one passage word for word from a document in the description's folder.",
    ),
    entry(
        "evidence/refused-path",
        "A document is outside the description's folder",
        "Nothing is opened outside the folder of a description: it may come from anybody.",
        "Put the document into that folder.",
    ),
    entry(
        "evidence/too-short",
        "A quotation is too short to prove anything",
        "One or two short words can be in any document by chance.",
        "Quote the whole sentence.",
    )
    .with_severity(Severity::Warning),
    entry(
        "evidence/unreadable-document",
        "A document cannot be read",
        EVIDENCE,
        "Save it again as PDF, Word, OpenDocument, HTML, Markdown or plain text.",
    ),
    entry(
        "form/conflicting-answers",
        "Two answers to a question exclude each other",
        FORM,
        "Keep the answer that applies, and empty the other cell.",
    ),
    entry(
        "form/formula",
        "An answer is calculated by a formula",
        "Nothing is calculated when a form is read. The value that was stored when the file was saved counts.",
        "Check the answer, and type it in place of the formula.",
    )
    .with_severity(Severity::Note),
    entry(
        "form/formula-without-value",
        "A formula has no stored value",
        "Nothing is calculated when a form is read, so the answer is not known.",
        "Type the answer in place of the formula.",
    ),
    entry(
        "form/hidden-answer",
        "An answer is in a hidden row or column",
        "A hidden answer counts, but nobody who looks at the sheet sees it.",
        "Show all rows and columns, and check the answer.",
    )
    .with_severity(Severity::Warning),
    entry(
        "form/merged-cells",
        "Answer cells are merged",
        "Merged cells hold one answer, and it is not known which row it belongs to.",
        "Unmerge the cells, and give each row its own answer.",
    ),
    entry(
        "form/missing-row",
        "A row of the form is missing",
        "A question whose row was deleted counts as unanswered.",
        "Copy the answers to a new form.",
    )
    .with_severity(Severity::Warning),
    entry(
        "form/not-a-form",
        "The table is not a filled-in form",
        UNREADABLE,
        "Check that it is the right file, and that it was made by `mentorcheck form`.",
    ),
    entry(
        "form/other-version",
        "The form belongs to another version",
        "Questions or answers may have changed since the form was made. What is still the same is read.",
        "Check the answers, and use a new form next time.",
    )
    .with_severity(Severity::Warning),
    entry("form/repeated-row", "A row of the form was copied", FORM, "Delete the copy whose answer does not apply."),
    entry(
        "form/replaced-submission",
        "A later submission replaces an earlier one",
        "Several submissions have the same identifier or name, so they are versions of one description.",
        "Give each programme a name or identifier of its own if they are different programmes.",
    )
    .with_severity(Severity::Note),
    entry(
        "form/unknown-answer",
        "An answer is not one of the answers in the form",
        FORM,
        "Choose one of the answers that the form offers.",
    ),
    entry(
        "form/unread-cell",
        "A cell was filled in that holds no answer",
        "Only the cells of the form are read. Nothing else in the table counts.",
        "Move the text to the cell of the question that it answers.",
    )
    .with_severity(Severity::Warning),
    entry(
        "form/unreadable",
        "The form cannot be read",
        UNREADABLE,
        "Open it in Excel or LibreOffice and save it again.",
    ),
    entry(
        "pack/hidden-character",
        "A text of the pack holds a character that cannot be shown",
        PACK,
        "Remove it, or type the text anew.",
    ),
    entry(
        "pack/informative-field",
        "A rule reads a field that no rule may read",
        PACK,
        "Ask for a field that is judged.",
    ),
    entry(
        "pack/missing-example",
        "An indicator has no example",
        PACK,
        "Add an example that shows it and one that refutes it.",
    ),
    entry("pack/missing-file", "A file of the pack is missing", PACK, "Add it, or take its name out of the concept."),
    entry("pack/missing-meaning", "A label has no meaning", PACK, "Say which kinds it may mean."),
    entry("pack/not-one-entry", "A condition has not exactly one entry where it must", PACK, "Write one."),
    entry(
        "pack/not-opened",
        "A file of the pack is not opened",
        PACK,
        "Put the file itself into the folder, and nothing that points elsewhere.",
    ),
    entry(
        "pack/not-readable",
        "A file of the pack cannot be understood",
        PACK,
        "Compare it with `mentorcheck schema pack`.",
    ),
    entry(
        "pack/too-large",
        "The pack is far too large",
        "Rules may come from anybody, and nothing they hold may keep the program busy for long.",
        "Leave out what is not needed.",
    ),
    entry("pack/twice", "A name is given twice", PACK, "Give one of them another name."),
    entry("pack/unknown-name", "A name is used that nothing has", PACK, "Take what is suggested, or define it."),
    entry(
        "pack/unknown-value",
        "A condition asks for a value that the field cannot have",
        PACK,
        "Take one of the field's values.",
    ),
    entry(
        "pack/wrong-example",
        "An example does not give what it stands for",
        PACK,
        "Correct the example, or the condition that it tries.",
    ),
    entry(
        "pack/wrong-test",
        "A condition asks of a field what it cannot answer",
        PACK,
        "Ask as the field's sort allows.",
    ),
    entry("schema/empty-list", "A list has no items", VOCABULARY, "Write what you know, or leave the value empty."),
    entry(
        "schema/left-empty",
        "A value is missing that must be there",
        "Only a description may leave values empty: there it means that nothing is stated.",
        "Write the value.",
    ),
    entry("schema/missing", "Something is missing that must be there", VOCABULARY, "Add it."),
    entry("schema/not-a-description", "The file is something else", VOCABULARY, "Check that this is the right file."),
    entry(
        "schema/old-value",
        "A value now belongs to another field",
        "An earlier version had it here. It is read as part of the field that it belongs to now.",
        "Move it to the field that the finding names.",
    )
    .with_severity(Severity::Warning),
    entry("schema/one-value", "A list stands where one value belongs", VOCABULARY, "Write the one that has priority."),
    entry("schema/other", "A value is not as the vocabulary asks", VOCABULARY, "Write it as the finding says."),
    entry("schema/repeated", "An item stands in a list twice", VOCABULARY, "Remove one of them."),
    entry(
        "schema/repeated-programme",
        "A file describes one programme twice",
        "Baselines and comparisons know a programme by its identifier or name, and could not tell the two apart.",
        "Give each strand a name or an identifier of its own, or remove one description.",
    ),
    entry(
        "schema/unknown-field",
        "There is no such field",
        VOCABULARY,
        "Take the field that was meant. Notes of your own go under a key that begins with `x-`.",
    ),
    entry(
        "schema/unknown-value",
        "The field cannot have this value",
        VOCABULARY,
        "Take one of the values that the finding lists.",
    ),
    entry(
        "schema/unnamed",
        "The programme has no name",
        "Readers of a report need to know which programme it is about. It changes nothing about the result.",
        "Write the name.",
    )
    .with_severity(Severity::Note),
    entry("schema/wrong-type", "The value is of another sort", VOCABULARY, "Write it as the finding says."),
    entry(
        "source/duplicate-key",
        "A key stands twice in one place",
        PLAIN_DATA,
        "Keep one, and put together what both say.",
    ),
    entry(
        "source/empty",
        "The file says nothing",
        UNREADABLE,
        "Check that it is the right file, and that it was saved.",
    ),
    entry("source/key-not-text", "A key is no text", PLAIN_DATA, "Write a word, or put it in quotes."),
    entry(
        "source/merge-key",
        "A merge key (`<<`) is used",
        PLAIN_DATA,
        "Write out the entries that it would bring in.",
    ),
    entry(
        "source/not-text",
        "The file belongs to another program",
        "A description is a text file. A document from a word processor or a spreadsheet, a PDF or an image holds more than text.",
        "Describe the programme in a text file.",
    ),
    entry("source/not-utf8", "The file is not text in UTF-8", UNREADABLE, "Save it again with the encoding UTF-8."),
    entry(
        "source/recursive-alias",
        "A reference refers to the part that it stands in",
        PLAIN_DATA,
        "Write out what is meant.",
    ),
    entry(
        "source/syntax",
        "The file is not written as a description is",
        UNREADABLE,
        "Mend the line that the finding shows.",
    ),
    entry("source/tag", "A tag (`!…`) is used", PLAIN_DATA, "Leave it out, or put the text in quotes."),
    entry(
        "source/too-deep",
        "The text is nested far too deep",
        UNREADABLE,
        "Check for brackets or indentation that run away.",
    ),
    entry("source/too-large", "The file is far too large", UNREADABLE, "Check that it is the right file."),
    entry(
        "source/too-many-values",
        "The text has far too many values",
        UNREADABLE,
        "Write out what `*` references repeat, or split the file.",
    ),
    entry(
        "source/unknown-alias",
        "A reference refers to nothing",
        PLAIN_DATA,
        "Mark the place with `&`, or write the value out.",
    ),
    entry(
        "source/unreadable",
        "The file cannot be opened",
        UNREADABLE,
        "Check the path and the permission to read it.",
    ),
];
