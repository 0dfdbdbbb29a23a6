# Mistakes in the text of a file, before anything in it is understood, and what to write instead. Arguments in code marks are
# parts of the file as people typed them.

## Files that cannot be read

input-unreadable = The file cannot be read: { $reason }.
input-unreadable-help = Check the path and the permission to read it.
# $type is one of the messages below.
input-not-a-file = There is nothing to read: it is { $type }.
input-not-a-file-help = Name the file that holds the description, or give its text by standard input, as `-`.
input-not-a-file-auxiliary-help = Name the file that is meant.
input-type-folder = a folder
input-type-device = a device
input-type-socket = a socket, which cannot be opened
input-type-pipe = a pipe
input-type-silent-pipe = a pipe into which nobody writes
# $limit is a number.
input-too-large = The file is larger than { $limit } MB, far more than a description needs.
input-too-large-auxiliary = The file is larger than { $limit } MB, far more than is needed here.
input-too-large-auxiliary-help = Check that this is the right file.
input-split-help = Check that this is the right file, and split it if it holds many programmes.
input-not-utf8 = The file is not text in UTF-8 from here on.
input-not-utf8-help = Save the file again with the encoding UTF-8 (most editors offer it under “Save as”).
# $name is the name of the file and $format one of the messages below.
input-binary = { $name } is { $format }. A description is a text file or a filled-in form.
input-binary-help = Fill in a form for the programme: `mentorcheck form --as xlsx -o form.xlsx`. Or describe it in a text file whose name ends in .yaml; `mentorcheck schema` says what it can contain.
input-binary-auxiliary = { $name } is { $format }. What is read here is a text file.
input-binary-auxiliary-help = Name the text file that is meant.
input-format-pdf = a PDF file
input-format-old-office = a file from an older version of Word, Excel or PowerPoint
input-format-rtf = an RTF file from a word processor
input-format-image = an image
input-format-compressed = a compressed file
input-format-word = a Word file
input-format-excel = an Excel file
input-format-powerpoint = a PowerPoint file
input-format-opendocument = an OpenDocument file
input-format-zip = a ZIP file
input-not-a-form = The file is not a filled-in form.
input-not-a-form-help = A form is made by `mentorcheck form`. A table is read if the first row has the names of its questions.
input-empty = The file is empty, or holds nothing but comments.
input-empty-help = Check that this is the right file, and that it was saved.
# $limit is a number of documents, levels or values.
input-too-many-documents = The file holds more than { $limit } documents. From here on they are not read.
input-too-many-documents-help = Put the other programmes into a file of their own.
input-too-deep = The text is nested more than { $limit } levels deep.
input-too-deep-auxiliary-help = Check for an unclosed bracket or for indentation that grows.
input-too-deep-help = A description needs no more than five levels. Check for an unclosed bracket or for indentation that grows.
input-too-many-values = The text has more than { $limit } values.
input-too-many-values-referred = With its `*` references written out, the text has more than { $limit } values.
input-expanded-too-large = With its `*` references written out, the text is larger than { $limit } MB.
input-referred-help = Write the values out instead of repeating `*` references to references.

## Keys and references

input-duplicate-key = `{ $key }` appears twice.
input-duplicate-key-help = Keep one `{ $key }`. If both say something different, write all of it under that one.
input-key-empty = There is nothing before this `:`.
input-key-empty-help = Write a name before the `:`.
input-key-not-text = This key is not text.
input-key-scalar-help = Put the key in quotes, or write a word.
input-key-collection-help = A text that begins with `[` or `{"{"}` needs quotes. If no text is meant, write one word before each `:`.
input-merge-key = `<<` (a merge key) is not read here.
input-merge-key-help = Write out the entries that it would bring in.
input-tag = `{ $tag }` (a tag) is not read here.
input-tag-help = A text that begins with `!` needs quotes. If a tag is meant, leave it out: text in quotes is read as text.
input-unknown-alias = `*{ $name }` refers to nothing: there is no `&{ $name }` before it.
input-unknown-alias-help =
    A text that begins with `*` needs quotes. If a reference is meant, mark the place that it refers to with `&{ $name }`, or write the value out.
input-recursive-alias = `{ $alias }` refers to the very part that it is in.
input-recursive-alias-help = Write out what is meant instead of the reference.

## A question mark in the place of an answer

input-question-mark = YAML cannot read a question mark on its own.
# An example follows.
input-question-mark-help = If the answer is still to come, put the mark in quotation marks:
input-question-mark-key-help = If the answer is still to come, leave it empty or put the mark in quotation marks:

## Syntax. What to write instead follows as a message of its own.

syntax-control-character = There is a character here that cannot be shown.
syntax-retype-help = Remove it, or type the line again.
syntax-first-character = A text cannot begin with `{ $character }`.
syntax-first-question-mark = A text cannot begin with `?` and a space.
syntax-first-block-mark = A text cannot begin with `>` or `|`.
syntax-first-reference-mark = A text cannot begin with `&` or `*`.
syntax-quote-help = Put the text in quotes.
syntax-bracket-of-other-sort = This `{ $open }` is closed by `{ $close }`.
syntax-bracket-of-other-sort-help = Close it with `{ $expected }`.
syntax-colon = A `:` cannot be here.
syntax-colon-help =
    If it belongs to the text, put the whole text in quotes. If it begins a new entry, check the end of the line above: each key ends with `:` and a space, and each bracket is closed.
syntax-colon-in-bracket = A `:` cannot be here: a `{ $bracket }` before it is not closed.
syntax-colon-in-bracket-help = Close the bracket at the end of what belongs in it. If the `:` belongs to a text, put the text in quotes.
syntax-tab = There is a tab where only spaces may be.
syntax-tab-help = Indent with spaces, two for each level.
syntax-quote-not-closed = A quotation mark opens here and is not closed.
syntax-quote-not-closed-help = Close it at the end of the text.
syntax-text-after-quote = The text goes on after its closing quotation mark.
syntax-text-after-quote-brackets-help = Between two texts in brackets put a comma.
syntax-text-after-single-help = An apostrophe inside '…' is written twice (''); or put the text in "…".
syntax-text-after-double-help = A quotation mark inside "…" is written \"; or put the text in '…'.
syntax-bracket-not-closed = A bracket is opened and not closed, or a comma is missing.
syntax-bracket-not-closed-help = Close each `[` with `]` and each `{"{"}` with `{"}"}`, and put commas between what is inside.
syntax-bracket-closes-nothing = This bracket closes nothing.
syntax-bracket-closes-nothing-help = Remove it, or open it first.
syntax-indentation = This line is not indented like those around it.
syntax-indentation-help = Give entries of the same section the same number of spaces.
syntax-indentation-of-text = A text in quotes goes on in this line, which is not indented far enough.
syntax-indentation-in-brackets = What is in brackets goes on in this line, which is not indented far enough.
syntax-indentation-more-help = Begin the line with more spaces than the entry that it belongs to.
syntax-key-expected = A key is expected here, with `:` and a space after it.
syntax-key-expected-help = Write `key: value`. An item of a list begins with `-` and a space.
syntax-dash = Either a `-` is missing here, or the `-` that is here does not belong.
syntax-dash-help =
    Put each item of a list on a line of its own, beginning with `-` and a space. Inside brackets put commas and no `-`.
syntax-escape = This `\` sequence means nothing.
syntax-escape-help = Write `\\` for a backslash, or put the text in '…', where a backslash is just that.
syntax-byte-order-mark = There is an invisible byte-order mark inside the text.
syntax-comment-too-near = There is a `#` here without a space before it.
syntax-comment-too-near-help = Put a space before the `#` if a comment begins here. If it belongs to the text, put the text in quotes.
syntax-document-end = A line that begins with `...` ends the document, and this one goes on.
syntax-document-end-help =
    If the dots belong to the text above, put spaces before them as on the lines around. If not, remove them.
# $description comes from a library, in English.
syntax-other = This is not valid YAML ({ $description }).
syntax-other-help = Compare the line with those around it, or put its text in quotes.

## Beside places in the file

input-here = here
input-here-open-bracket = this bracket is open
input-here-first-key = first here
input-here-aliased-value = it is written here
input-here-alias = it is used here
input-here-referent = the part that it refers to begins here
