# Findings on evidence. $facts names the facts that the evidence is for, each in quotation marks: “main aim: finding paid
# work”. $document is the name of a document, as the description gives it.

## Not enough evidence

evidence-none = No evidence is given for { $facts }.
# All arguments but $field are keys of the description.
evidence-none-help = Add an entry to `{ $section }` with `{ $key }: { $field }`, the document under `{ $document }`, the place in it under `{ $place }` and its own words under `{ $quotation }`.
evidence-none-help-folder = Put the document into the description's folder.
evidence-stated-here = stated here
evidence-no-words = No words are quoted for { $facts }: the entry only names `{ $document }`.
evidence-no-words-help = Add the document's own words under `{ $quotation }`.
evidence-no-words-here = named without its words
evidence-no-file = The quotation for { $facts } cannot be checked: `{ $document }` is a title or an address, not a file.
evidence-no-file-help = Put the document into the description's folder, and give its path from there.
evidence-no-file-here = not a file
evidence-no-folder = The quotation for { $facts } could not be checked: a description from standard input has no folder in which `{ $document }` could be.
evidence-no-folder-help = Save the description as a file in the folder of its documents, and check that file.
evidence-no-folder-here = no folder

## Quotations that prove nothing

evidence-too-short = The quotation for { $facts } is too short to prove anything. Such words can be in any document.
evidence-too-short-help = Quote the whole sentence: at least { $words } words or { $letters } letters, also before and behind words that are left out.
evidence-too-short-here = too short
evidence-too-long-to-search = The quotation for { $facts } could not be checked: searching for it in `{ $document }` would take too long.
evidence-too-long-to-search-help = Quote less, or put only the part that is quoted into the description's folder.
evidence-not-checked-here = not checked
# $gaps lists the parts that cannot be read.
evidence-gaps = The quotation for { $facts } could not be checked: parts of `{ $document }` cannot be read ({ $gaps }).
# $where is a list of the messages seen-….
evidence-gaps-unseen = In the other parts, the words are only { $where }.
evidence-gaps-help = Compare the quotation with the document yourself, or put the passage into the description's folder as a text file.

## Wrong quotations

evidence-unseen = The words quoted for { $facts } are not in what a reader of `{ $document }` sees. They are only { $where }.
evidence-unseen-help = Quote what the document says to its readers, or remove the quotation.
evidence-unseen-here = not what a reader sees
seen-struck-out = in text that is struck out
seen-deleted = in text that was deleted (a tracked change)
seen-comment = in a comment on the text
seen-hidden = in hidden text
evidence-misquoted = The words quoted for { $facts } are not in `{ $document }`.
evidence-misquoted-help = Quote one passage word for word, in the document's own language, with […] for words that you leave out; or correct `{ $key }`.
evidence-misquoted-here = not in the document
# $place is in brackets, or empty, with a space before it: “ (page 3)”.
evidence-nearest = The nearest passage{ $place } is “{ $text }”
evidence-nearest-left-out = The quotation leaves out “{ $words }”.
evidence-nearest-added = The document does not have “{ $words }” there.
evidence-nearest-changed = The quotation has “{ $quoted }”; the document has “{ $words }”.

## Parts of a document that cannot be read

gap-font = text in a font that cannot be decoded
gap-malformed = a part that breaks the rules of its format
gap-limit = a part that is larger than mentorcheck reads
gap-picture = a picture without text
gap-page = page { $page }: { $gap }
# The end of a list of gaps.
gap-more = and { $count } more

## Places in a document

place-page = page { $page }
place-paragraph = paragraph { $paragraph }
place-paragraph-heading = paragraph { $paragraph }, under “{ $heading }”

## Documents that cannot be used

# $error is one of the messages document-….
evidence-unusable = The document given for { $facts } { $error }: `{ $document }`.
evidence-unusable-here = this document
evidence-not-opened-here = not opened
document-outside = is outside the description's folder, and was not opened
document-outside-help = Put the document into the description's folder, or a folder in it, and give its path from there.
document-missing = was not found in the description's folder
document-missing-help = Put the document there, or correct its path, which starts at the description's folder. If you cannot put it there, give its title instead of a path.
document-not-a-file = is not a file
document-not-a-file-help = Give the path of the document itself.
document-unreadable = cannot be read ({ $reason })
document-unreadable-help = Check the permission to read it.
document-no-text = has no text
document-over-budget = was not read, because the documents of this run have more than { $megabytes } MB
document-over-budget-help = Check fewer descriptions at once, or put only the parts that are quoted next to them.
