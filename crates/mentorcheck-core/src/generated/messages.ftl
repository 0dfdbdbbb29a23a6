# What `mentorcheck explain CODE` prints about the codes that do not come from the rules, and what viewers of findings show
# as their help. The id is the code with hyphens: `schema/unknown-field` is code-schema-unknown-field. A message is the
# title, which has no full stop; .why is the reason, and .help says what to do.

-why-unreadable = A file that cannot be read completely is not judged: the rest of it might change the answer.
-why-plain-data = A description is plain data, so that every reader and every computer reads the same in it.
-why-vocabulary = What mentorcheck does not understand is not counted. The rest of the description is judged, and the exit status is 3.
-why-suppression = Suppressing a finding takes a code that exists and a reason, so that readers can judge both.
-why-pack = Inconsistent rules would give wrong answers, so nothing is judged by them.
-why-configuration = A configuration that is not understood might apply to less than its author thinks, so nothing is judged by it.
-why-evidence = Evidence is checked on request, for every deciding fact. It never changes the verdict.
-why-form = An answer is never guessed: what the form does not offer, or offers only instead of another answer, is not counted. The rest is judged, and the exit status is 3.

## Suppressed findings

code-allow-never = A finding that cannot be suppressed
    .why = { -why-suppression }
    .help = Fix the problem itself: what is not understood is not judged.
code-allow-no-reason = A comment suppresses a finding without a reason
    .why = { -why-suppression }
    .help = Write `because` and the reason after the code.
code-allow-not-honoured = A comment asks to suppress a finding, but comments are switched off
    .why = Where comments are switched off, the author of a description does not decide what counts against it.
    .help = Allow the finding in the configuration.
code-allow-not-understood = A comment for mentorcheck is not understood
    .why = { -why-suppression }
    .help = Write `# mentorcheck: allow CODE because REASON`.
code-allow-renamed-code = A code of an earlier version is used
    .why = Old codes are understood for one version only.
    .help = Write the code that the finding names.
code-allow-too-many = More findings are to be suppressed than mentorcheck reads
    .why = The time that one description takes is limited, so that no file can hold up the others.
    .help = Remove comments that are not needed, or allow the findings in the configuration.
code-allow-unknown-code = A comment names a code that does not exist
    .why = { -why-suppression }
    .help = Copy the code from a report.
code-allow-unused = An allowance no longer applies
    .why = Left in place, it could one day hide a new finding.
    .help = Remove it, or move it to the finding.
code-baseline-former-version = The baseline is of an earlier version
    .why = It names programmes by their place in a file, so it applies only as long as no programme moves.
    .help = Write the baseline again with `mentorcheck baseline write`.
code-baseline-gone = A known finding is gone
    .why = If the finding came back, an old baseline would hide it.
    .help = Write the baseline again.

## Configuration

code-config-not-honoured = A setting has no effect where it is
    .why = A configuration in a folder above decides what those below it can set, and some settings apply to a whole run.
    .help = Remove the setting, or write it in the configuration that decides.
code-config-other = The configuration cannot be understood
    .why = { -why-configuration }
    .help = Compare it with `mentorcheck schema config`.
code-config-second-document = The configuration has a second part
    .why = { -why-configuration }
    .help = Put everything together, and remove the line `---`.
code-config-unknown = The configuration names something that does not exist
    .why = { -why-configuration }
    .help = Use the suggested name, or copy the code from a report.

## Evidence

code-evidence-asserted = No evidence is given for a deciding fact
    .why = { -why-evidence }
    .help = Add an entry that names the document, the place in it and its own words.
code-evidence-misquoted = The quoted words are not in the document
    .why = A quotation shows what a document says. Words that are not there, or that are struck out or hidden from readers, prove nothing. This is an error whatever evidence is required.
    .help = Quote one passage word for word, with […] for words that are left out, or correct the document's name.
code-evidence-missing-document = A document is not in the description's folder
    .why = { -why-evidence }
    .help = Put it there, or correct its path.
code-evidence-not-checked = A quotation could not be checked
    .why = Part of the document could not be read, so the words may or may not be there.
    .help = Compare the quotation with the document, or put the passage into the description's folder as a text file.
code-evidence-not-quoted = No words are quoted that can be checked
    .why = { -why-evidence }
    .help = Quote one passage word for word from a document in the description's folder.
code-evidence-refused-path = A document is outside the description's folder
    .why = Nothing outside the folder of a description is opened: the description may come from anyone.
    .help = Put the document into that folder.
code-evidence-too-short = A quotation is too short to prove anything
    .why = One or two short words can be in any document by chance.
    .help = Quote the whole sentence.
code-evidence-unreadable-document = A document cannot be read
    .why = { -why-evidence }
    .help = Save it again as PDF, Word, OpenDocument, HTML, Markdown or plain text.

## Forms

code-form-conflicting-answers = Two answers to a question exclude each other
    .why = { -why-form }
    .help = Keep the answer that applies, and empty the other cell.
code-form-formula = An answer is calculated by a formula
    .why = Nothing is calculated when a form is read. The value that was stored when the file was saved counts.
    .help = Check the answer, and type it in place of the formula.
code-form-formula-without-value = A formula has no stored value
    .why = Nothing is calculated when a form is read, so the answer is not known.
    .help = Type the answer in place of the formula.
code-form-hidden-answer = An answer is in a hidden row or column
    .why = A hidden answer counts, but nobody who looks at the sheet sees it.
    .help = Show all rows and columns, and check the answer.
code-form-merged-cells = Answer cells are merged
    .why = Merged cells hold one answer, and it is not known which row it belongs to.
    .help = Split the cells again, and give each row its own answer.
code-form-missing-row = A row of the form is missing
    .why = A question whose row was deleted counts as unanswered.
    .help = Copy the answers to a new form.
code-form-not-a-form = The table is not a filled-in form
    .why = { -why-unreadable }
    .help = Check that it is the right file, and that it was made by `mentorcheck form`.
code-form-other-version = The form belongs to another version
    .why = Questions or answers may have changed since the form was made. What is still the same is read.
    .help = Check the answers, and use a new form next time.
code-form-repeated-row = A row of the form was copied
    .why = { -why-form }
    .help = Delete the copy whose answer does not apply.
code-form-replaced-submission = A later submission replaces an earlier one
    .why = Several submissions have the same identifier or name, so they are versions of one description.
    .help = Give each programme a name or identifier of its own if they are different programmes.
code-form-unknown-answer = An answer is not one of the answers in the form
    .why = { -why-form }
    .help = Choose one of the answers that the form offers.
code-form-unread-cell = A cell was filled in that holds no answer
    .why = Only the cells of the form are read. Nothing else in the table counts.
    .help = Move the text to the cell of the question that it answers.
code-form-unreadable = The form cannot be read
    .why = { -why-unreadable }
    .help = Open it in Excel or LibreOffice and save it again.

## Rule packs

code-pack-hidden-character = A text of the pack has a character that cannot be shown
    .why = { -why-pack }
    .help = Remove it, or type the text again.
code-pack-informative-field = A rule reads a field that no rule may read
    .why = { -why-pack }
    .help = Use a field that is judged.
code-pack-missing-example = An indicator has no example
    .why = { -why-pack }
    .help = Add an example that shows it and one that refutes it.
code-pack-missing-file = A file of the pack is missing
    .why = { -why-pack }
    .help = Add it, or remove its name from the concept.
code-pack-missing-meaning = A label has no meaning
    .why = { -why-pack }
    .help = Say which kinds it may mean.
code-pack-not-one-entry = A condition must have exactly one entry
    .why = { -why-pack }
    .help = Write one.
code-pack-not-opened = A file of the pack is not opened
    .why = { -why-pack }
    .help = Put the file itself into the folder, not a link to another place.
code-pack-not-readable = A file of the pack cannot be understood
    .why = { -why-pack }
    .help = Compare it with `mentorcheck schema pack`.
code-pack-too-large = The pack is far too large
    .why = Rules may come from anyone, and none of them may keep mentorcheck busy for long.
    .help = Leave out what is not needed.
code-pack-twice = A name is used twice
    .why = { -why-pack }
    .help = Give one of them another name.
code-pack-unknown-name = A name is used that is not defined
    .why = { -why-pack }
    .help = Use the suggested name, or define it.
code-pack-unknown-value = A condition names a value that the field cannot have
    .why = { -why-pack }
    .help = Use one of the field's values.
code-pack-wrong-example = An example does not give the expected answer
    .why = { -why-pack }
    .help = Correct the example, or the condition that it tests.
code-pack-wrong-test = A condition does not suit the type of its field
    .why = { -why-pack }
    .help = Use a test that the field's type allows.

## Descriptions

code-schema-empty-list = A list has no items
    .why = { -why-vocabulary }
    .help = Write what you know, or leave the value empty.
code-schema-left-empty = A required value is empty
    .why = Only a description may leave values empty: there it means that nothing is stated.
    .help = Write the value.
code-schema-missing = Something required is missing
    .why = { -why-vocabulary }
    .help = Add it.
code-schema-not-a-description = The file is something else
    .why = { -why-vocabulary }
    .help = Check that this is the right file.
code-schema-old-value = A value now belongs to another field
    .why = In an earlier version it belonged here. It is read as part of its new field.
    .help = Move it to the field that the finding names.
code-schema-one-value = A list is given where one value belongs
    .why = { -why-vocabulary }
    .help = Write the one that has priority.
code-schema-other = A value does not fit its field
    .why = { -why-vocabulary }
    .help = Write it as the finding says.
code-schema-repeated = An item is in a list twice
    .why = { -why-vocabulary }
    .help = Remove one of them.
code-schema-repeated-programme = A file describes one programme twice
    .why = Baselines and comparisons know a programme by its identifier or name, and could not distinguish these descriptions.
    .help = Give each strand a name or an identifier of its own, or remove one description.
code-schema-unknown-field = There is no such field
    .why = { -why-vocabulary }
    .help = Use the field that was meant. Put notes of your own under a key that begins with `x-`.
code-schema-unknown-value = The field cannot have this value
    .why = { -why-vocabulary }
    .help = Use one of the values that the finding lists.
code-schema-unnamed = The programme has no name
    .why = Readers of a report need to know which programme it is about. It does not affect the verdict.
    .help = Write the name.
code-schema-wrong-type = Wrong type of value
    .why = { -why-vocabulary }
    .help = Write it as the finding says.

## Files

code-source-duplicate-key = The same key appears twice
    .why = { -why-plain-data }
    .help = Keep one, and put the contents of both under it.
code-source-empty = The file is empty
    .why = { -why-unreadable }
    .help = Check that it is the right file, and that it was saved.
code-source-key-not-text = A key is not text
    .why = { -why-plain-data }
    .help = Write a word, or put it in quotes.
code-source-merge-key = A merge key (`<<`) is used
    .why = { -why-plain-data }
    .help = Write out the entries that it would bring in.
code-source-not-text = The file belongs to another application
    .why = A description is a text file. A document from a word processor or a spreadsheet, a PDF or an image holds more than text.
    .help = Describe the programme in a text file.
code-source-not-utf8 = The file is not text in UTF-8
    .why = { -why-unreadable }
    .help = Save it again with the encoding UTF-8.
code-source-recursive-alias = A reference refers to the part that it is in
    .why = { -why-plain-data }
    .help = Write out what is meant.
code-source-syntax = The file does not follow the format of descriptions
    .why = { -why-unreadable }
    .help = Correct the line that the finding shows.
code-source-tag = A tag (`!…`) is used
    .why = { -why-plain-data }
    .help = Leave it out, or put the text in quotes.
code-source-too-deep = The text is nested far too deep
    .why = { -why-unreadable }
    .help = Check for an unclosed bracket or wrong indentation.
code-source-too-large = The file is far too large
    .why = { -why-unreadable }
    .help = Check that it is the right file.
code-source-too-many-values = The text has far too many values
    .why = { -why-unreadable }
    .help = Write out what `*` references repeat, or split the file.
code-source-unknown-alias = A reference refers to nothing
    .why = { -why-plain-data }
    .help = Mark the place with `&`, or write the value out.
code-source-unreadable = The file cannot be opened
    .why = { -why-unreadable }
    .help = Check the path and the permission to read it.

# The text of a comparison of two descriptions, or of what an assumption changes. Lines begin with a sign: + for the new
# description, - for the old one, ~ for a change. Sentences that end with a colon introduce the lines below them.

## The programmes

diff-programme = Programme: { $name }
diff-programme-renamed = Programme: { $name }, before: { $old }
diff-no-name = (no name)
diff-same = The assessment stays the same.
diff-changed = The assessment changes.
diff-only-in = Only in { $path }: { $name }
diff-renaming = Do { $old } and { $new } describe the same programme? Most of what they state is the same. If so, give both the same identifier (`id`), and compare again.
diff-unreadable = { $path }: parts of this file could not be read. They are not compared.
diff-invalid = Parts of { $path } could not be understood. They are not counted:

## Assumptions, which are given with --what-if

diff-assumed = This report assumes facts that the descriptions do not state:
# At the section of the assumed facts, each in code marks.
diff-assumed-here = assumed here: { $facts }
diff-assumed-removed = { $field }: removed
diff-assumption = What the assumption changes
diff-assumption-nothing = Nothing. The description states it already.

## What changed

diff-no-facts = No facts differ.
diff-facts = Changes that can affect the verdict
diff-other-facts = Other changes
diff-verdict = Verdict
diff-blocks = Building blocks
diff-kinds = Kinds affected
diff-spectrum = Spectrum
diff-label = Label

diff-spectrum-none = no point
diff-spectrum-at = at { $point }
diff-spectrum-between = between { $from } and { $to }

diff-no-label = It has no label.
diff-label-supported = Its label is { $label }. The description supports it.
diff-label-ruled-out = Its label is { $label }. The description does not match it.
diff-label-open = Its label is { $label }. The description neither confirms nor contradicts it.

## Why it changed. Each introduces a list of changes.

diff-because = because of:
diff-because-any = because of any one of these:
diff-because-all = because of these together:
diff-or-because-all = or because of these together:
diff-because-others =
    { $count ->
        [one] or because of one other set of changes
       *[other] or because of { $count } other sets of changes
    }
diff-because-incomplete = Other sets of changes may have the same effect; not all were tried.

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

# What `mentorcheck explain NAME` prints, and the pages that `mentorcheck rules doc` makes. Titles, questions and claims
# come from the rules. Headings are nouns, questions, or the beginning of a sentence that the list below them completes.

## A rule

explain-asks = What it asks
explain-necessary = It decides: its building block or kind is met only if this is met, and is not met if this is not met.
explain-supporting = It is reported, but never decisive.
explain-why = Why it matters
explain-shown-when = Met when
explain-refuted-when = Not met when
explain-never-refuted = Never: nothing that a description can state counts against it.
explain-otherwise = Otherwise it is not stated. A missing answer counts neither for nor against a programme.
explain-evidence = What a funder can accept as evidence
explain-traps = What must not mislead you
explain-interpretations = Where this is our interpretation, not the source's
# $note is one or more sentences.
explain-interpretation = Our interpretation: { $note }
explain-example-shows = A description that meets it
explain-example-refutes = A description that does not meet it
explain-example-open = A description that leaves it open
explain-help-refuted = What would help if it is not met
explain-help-open = What to do if it is not stated
explain-help = What would help

## A building block or a kind

explain-block-necessary = Met when every point below is met; not met when any one of them is not
explain-block-supporting = Also asked, but never decisive
explain-kind-requires = What it requires (every point below)
explain-kind-block = building block `{ $block }`: { $question }
# Before a list of conditions.
explain-kind-shown-when = met when
explain-kind-refuted-when = not met when
explain-kind-sources = It also draws on
explain-kind-labels = Labels that such a programme can use

## A claim of the source

explain-claim-protects = It also protects programmes: what it allows must not count against them.
explain-claim-rules = What is based on it
explain-claim-spectrum = the spectrum
# $work is a publication; $author is someone whom it quotes.
citation = { $work }, “{ $heading }”
citation-quoted = { $author }, quoted in { $work }, “{ $heading }”

## Labels

explain-label-title = the programme's label
explain-label-question = Is the programme of a kind that its own label can mean?
explain-label-meanings = What each label can mean
explain-label-no-kind = no particular kind
explain-label-answer = The description supports a label if the verdict is one of its kinds. It does not match the label if all of them are ruled out.

## Conditions. $field is a key such as “mentor.brings”; values are keys with their titles.

explain-condition-any = one of these is stated:
explain-condition-all = all of these are stated:
explain-condition-is = `{ $field }` is { $value }
explain-condition-one-of = `{ $field }` is one of { $values }
# $count is the number of values.
explain-condition-other-than =
    { $count ->
        [one] `{ $field }` is stated, but is not { $values }
       *[other] `{ $field }` is stated, but is none of { $values }
    }
explain-condition-lists = `{ $field }` lists { $value }
explain-condition-any-of = `{ $field }` lists at least one of { $values }
explain-condition-none-of = `{ $field }` ends with `{ $closing }` and lists none of { $values }

## A rule on one description

explain-for = On { $name }
# $point is the title of a rule or a building block; $answer is one of the messages answer-….
explain-for-answer = { $point }: { $answer }.
explain-for-block = Its indicators
explain-for-kind =
    { $answer ->
        [shown] It is { $kind }.
        [refuted] It is not { $kind }.
        [contradictory] The description contradicts itself on whether it is { $kind }.
       *[open] The description does not show whether it is { $kind }.
    }
explain-for-kind-requires = What it requires
explain-for-claim = What is based on the claim
explain-for-builtin = It does not come from the rules. If the file has it, it is shown above.
explain-for-no-label = The description gives no label.
explain-for-label-supported = Its label is `{ $label }`. The description supports it.
explain-for-label-ruled-out = Its label is `{ $label }`. The description does not match it.
explain-for-label-open = Its label is `{ $label }`. The description neither confirms nor contradicts it.
explain-for-fact-line = { $fact }, line { $line }
explain-for-decided = What decided it
explain-for-interpretation = This uses our interpretation
explain-for-shown-if = It would be met if
explain-for-refuted-if = It would not be met if
explain-for-shown-instead = It would be met if the facts above did not apply, and if
explain-for-contradictory = The description contradicts itself here. Find out which statement is right, and correct the other.
explain-for-change = What would change it
explain-for-settles = Any one of these would settle it

# Whether a kind fits a description.
kind-answer-shown = fits
kind-answer-refuted = does not fit
kind-answer-open = not clear yet
kind-answer-contradictory = contradictory

## A field

explain-field-value = This value
explain-field-one-value = State one value.
explain-field-list = State one or more values in a list.
explain-field-free-text = State it in your own words. No rule reads it.
explain-field-values = Values
explain-field-rules = Rules that read it

## Everything that can be explained

explain-index = What can be explained
explain-index-how = Give a name from this list, or a value of a field, to `mentorcheck explain`.
explain-index-blocks = Building blocks
explain-index-kinds = Kinds
explain-index-fields = Fields of a description, by section
explain-index-codes = Codes of findings
explain-index-claims = Claims of the source

## The pages of a rule pack

site-title = The rules of { $pack }
site-generated = This page is made from the rules by `mentorcheck rules doc`. Make changes in the rules.
site-source = The rules are based on { $citation }.
site-definition = The definition, under the heading “{ $heading }”:
site-programme = The definition of a programme, under the heading “{ $heading }”:
site-blocks = Building blocks
site-block-column = block
site-asks-column = what it asks
site-kinds = Kinds
site-kind-column = kind
site-summary-column = what it is
site-spectrum = The spectrum
site-point-column = point
site-meaning-column = what it means
# The addresses of findings on labels end with the name of this heading.
site-labels = What programmes call themselves
site-claims = Claims
site-claims-link = [Every claim]({ $address }), with what is based on it.
site-claims-title = Claims, and what is based on them
site-claim-column = claim
site-says-column = what it says
site-words-column = the source's words
site-rules-column = rules
# The descriptions that the rules refute, or that are of the kind, or that keep clear of the trap.
site-descriptions-column = example descriptions
site-trap = Warns of a trap.

# Findings on a programme: the sentences around the texts that come from the rules. $field is the key that a person
# types, such as “purpose.main”, in code marks, or the message finding-form-question.

## A building block that is not understood, not met or contradictory

# $facts is a list of two or more clauses: “mentors are paid, and mentors are volunteers”.
finding-contradicts = The description contradicts itself: { $facts }.
# $facts is a list such as “mentors are volunteers” or “mentors are paid a fee”, with the quotation marks.
finding-contradicts-help = Find out which statement is right, and correct the other: { $facts }.
# Advice on the programme itself, which begins with a small letter.
finding-contradicts-both = If both are true, { $advice }
# After what is stated. $point completes “whether”.
finding-leaves-open = That leaves open whether { $point }.
# After a list of what is stated that is complete.
finding-not-enough-known = It is not clear whether that is enough.
# $point completes “whether”.
finding-not-understood = What the description says under { $field } is not understood, so it does not show whether { $point }.
finding-not-understood-help = Correct { $field } first.
finding-not-understood-here = not understood
# $fields is a list of fields.
finding-refuted-help = If the description is wrong, correct { $fields }.
finding-refuted-here = this decides it

## What to write in the description

# $alternatives is made of the messages finding-step, joined by finding-steps-or.
finding-suggestion = If this is how it works now, state { $alternatives }.
finding-suggestion-past = If this is how it worked, state { $alternatives }.
# For a form: $alternatives are questions and answers.
finding-suggestion-form = If this is how it works now, answer { $alternatives }.
finding-suggestion-form-past = If this is how it worked, answer { $alternatives }.
finding-step = { $field } ({ $values })
# A field of a form.
finding-form-question = question { $number }
# Between alternatives, as in “a (b), or c (d)”.
finding-steps-or = , or
# The last of a long list of values.
finding-another-value = another that fits
finding-missing-here = this leaves it open
finding-missing-in-section = `{ $key }` is missing here
finding-missing-after-section = `{ $section }:` with `{ $key }:` could follow this part

## Labels and interpretations

finding-label = The label is { $title }.
finding-label-here = the label
# $words are the programme's own, in its own language.
own-words = The programme calls itself “{ $words }”.
finding-label-ruled-out = this rules it out
finding-interpreted-here = our interpretation concerns this

# The HTML page: what it has beside the words of other reports. It is read in a browser and on paper, by people who decide
# on programmes. No keys of descriptions stand in it but where a person who writes descriptions needs them.

## The page

# The title of the window.
page-title = { $heading } – mentorcheck
page-skip = Skip to the report
page-none = No programme was judged
page-several = { $count } programmes, block by block
page-rules = Rules: { $rules }.
page-expected-any = No particular kind of programme was expected.
page-expected-label = Expected: each programme is what it calls itself.
page-expected-label-provisional = Expected: each programme is what it calls itself, or looks like it.
page-expected-kind = Expected: { $kind }.
page-expected-kind-provisional = Expected: { $kind }, or what looks like it.
page-caution = Caution
page-contents = On this page
page-made-with = Made with { $tool }. Rules: { $rules }, after { $source }

## Several programmes

overview-table = All programmes in one table
overview-glance = At a glance
overview-programmes = Programme by programme
overview-scroll = The table, which can be scrolled sideways
overview-caption = Programmes by building block:
# After the legend of the table.
overview-order = The pages on the programmes have the same order and numbers.
column-label = Label
column-spectrum = Spectrum
column-findings = Findings
column-passes = Passes
column-ask-next = Ask next
label-none = none
label-is-supported = matches
label-is-refuted = does not match
label-is-unclear = not clear yet
spectrum-no-place = –
passes-yes = yes
passes-excused = yes, excused
passes-no = no
passes-correct-first = no, correct first
row-correct-first = correct first
# A heading in the table. $group is the title of a kind or of a group without one.
group-with-count = { $group } ({ $count })
# The bars of programmes without a kind.
group-open = Not clear yet
group-unclassified = None of the kinds
group-contradictory = Contradicts itself
back-to-table = Back to the table

count-programmes =
    { $count ->
        [one] programme
       *[other] programmes
    }
count-expected = as expected
count-passing = passing
count-invalid = with mistakes to correct
count-unreadable = could not be read
count-skipped = skipped
count-errors =
    { $count ->
        [one] 1 error
       *[other] { $count } errors
    }
count-warnings =
    { $count ->
        [one] 1 warning
       *[other] { $count } warnings
    }
count-notes =
    { $count ->
        [one] 1 note
       *[other] { $count } notes
    }
# The three counts are messages above.
overview-findings = Findings: { $errors }, { $warnings }, { $notes }.
overview-not-met-most = Not met most often: { $blocks }, in { $count } of { $total } programmes.
overview-not-met-most-each = Not met most often: { $blocks }, in { $count } of { $total } programmes each.

chart-verdicts = Verdicts, by kind
chart-blocks = Answers on the building blocks
chart-table = The same as a table
chart-verdicts-table = Verdicts by kind
chart-blocks-table = Answers by building block
chart-no-kind = no kind
# $count programmes have this answer or verdict.
chart-part = { $count } { $word }
column-standing = How certain
column-programmes = Programmes
column-block = Building block

## The filter of the table

filter-label = Filter the table
filter-search = Search
filter-standing = Verdict
filter-kind = Possible kind
filter-block = Building block
filter-answer = Answer
filter-any = any
filter-any-block = any building block
filter-any-answer = any answer
filter-clear = Show all
# The placeholders stay as they are: the page fills them in. What is not shown is not printed either.
filter-status = { $shown } of { $total } programmes are shown, and will be printed.
filter-sort = Sort by { $column }

## One programme

programme-mistakes = The description has mistakes to correct.
programme-mistakes-help = Correct them first. What is not understood does not count.
programme-warnings = Look at what was sent in.
programme-mistakes-left =
    { $count ->
        [one] There is 1 more.
       *[other] There are { $count } more.
    }
# Below the first questions of a brief page.
questions-left =
    { $count ->
        [one] There is 1 more question. The workbook has all of them.
       *[other] There are { $count } more questions. The workbook has all of them.
    }
programme-supposed = As supposed:
programme-blocks = The building blocks
programme-reasons = What decides
programme-reasons-caption = What decides each building block of { $name }, or what is missing
column-indicator = Building block, point
column-answer = Answer
column-reason = What decides it, or what to ask
indicator-supporting = does not decide
indicator-ask = Ask:
programme-spectrum = Spectrum
programme-place = Place on the spectrum
programme-label = Label
programme-criteria = Criteria
programme-kinds = Kinds
# Before a list of kinds.
kinds-shown = It is:
kinds-open = Possible:
kinds-contradictory = Contradictory:
kinds-refuted = Ruled out:
programme-findings = Findings
programme-excused = These findings are correct, but do not count.
# $source is one of the messages source-…; $place is a file.
finding-excused = Excused by { $source }, { $place }.
finding-excused-reason = Excused by { $source }, { $place }. Reason given:
finding-why = Why it matters ({ $claim }):
finding-help = What would help:
column-fact = Deciding fact
column-line = Line
column-evidence = Evidence
column-document = Document
severity-error = Error
severity-warning = Warning
severity-note = Note
expected-met = As expected.
expected-excused = Not as expected, but every finding against it is excused.
expected-unmet = What was expected is not shown.
expected-correct-first = It does not pass before the mistakes are corrected.
expected-no-label = The programme does not say what it calls itself.

standing-established = certain
standing-provisional = provisional
standing-open = open
standing-unclassified = none of the kinds
standing-contradictory = contradictory

## A supposition

supposed-intro = This is a supposition, not what the files say.
supposed-facts = Judged as if this were stated:
supposed-removed = not stated
difference-heading = What the supposition changes
difference-nothing = Nothing. The description states it already.
difference-same = The assessment stays the same.
difference-changed = The assessment changes.
difference-before = As described: { $sentence }
difference-supposition = The supposition
difference-effects = What changes with it
column-field = Field
column-stated = Stated
column-supposed = Supposed
column-what = What
column-as-described = As described
column-as-supposed = As supposed
column-changed-by = Changed by
difference-together = { $one } together with { $other }
difference-or = { $one }; or { $other }
difference-perhaps = perhaps others; not all were tried
difference-others = { $count } other sets of changes
label-as-supported = { $label }, which the description supports
label-as-refuted = { $label }, which the description does not match
label-as-unclear = { $label }, which cannot be checked yet

## Files that are no programmes

files-unreadable = Could not be read
files-unreadable-note = What could not be read was not judged. It changes nothing in the rest of the report.
files-outdated = The configuration
files-outdated-note = These entries of the configuration have no effect.
files-skipped = Skipped
files-skipped-note = These files are not descriptions.
skipped-file = { $path }: { $reason }

## What the words mean

about-heading = What the words mean
about-shown = The description says so.
about-open = The description does not say. This does not mean that it is missing.
about-contradictory = The description says both.
about-refuted = The description says that it is not so.
about-established = Everything that one kind requires is met.
about-provisional = Only one kind is still possible. Some of what it requires is not stated yet.
about-open-verdict = More than one kind is still possible.
about-unclassified = No kind is possible.
about-contradictory-verdict = The description contradicts itself.
about-passes = “yes” if the description shows that the programme is what was expected. A programme that only looks like it does not pass yet: answers are missing. “no” is not a decision.
about-passes-provisional = “yes” if the programme is what was expected, or looks like it. “no” is not a decision.
about-correct-first = A description with mistakes does not pass before they are corrected.
about-label = What the programme calls itself, and whether the description supports that name. “–” under Spectrum: the spectrum does not apply.
about-definition = The definition of { $rules } that descriptions are compared with: “{ $definition }” ({ $source })
about-spectrum = On the spectrum, { $ends }
about-descriptions = This report is about the descriptions alone.
# The text in code marks is a command.
about-explain = `mentorcheck explain CODE` explains a finding.

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

# Letters to applicants, boards and designers. The messages are Markdown: ** marks bold text. $name is the programme's
# name, $concept what the rules are about, such as “mentoring to work”, and $kind and $target are kinds, without article
# or with one. A placeholder in square brackets is for the sender to fill in.

## The frame of every letter

letter-from = [Name and address of sender]
letter-sender = [Name of sender]
letter-date = [Date]
letter-reference = Reference: { $reference }
letter-reference-open = [reference]
letter-reply-by-open = [date]
letter-dear-applicant = Dear applicant
letter-dear-designer = Dear colleague
letter-regards = Kind regards
# In the place of the name of a programme that has none.
letter-unnamed = this programme
letter-quality = This letter is about the kind of programme. It says nothing about the quality of your work.
letter-source = The definition is by { $source }.
# $sources is a list of works.
letter-source-kind = The criteria for { $kind } are an interpretation, which draws on: { $sources }.

## Applicant: questions

letter-questions-title =
    { $count ->
        [one] One question about { $name }
       *[other] { $words } questions about { $name }
    }
# $blocks and $clear are numbers in words.
letter-compared = Thank you for your description of { $name }. We compared it with a published definition of { $concept }, which { $call } uses.
letter-points-some = The definition has { $blocks } points. Your description is clear on { $clear } of them.
letter-points-none = The definition has { $blocks } points. Your description is not clear on any of them yet.
# Some of the points are clear because the description differs from the definition.
letter-points-differ = On { $differs } of these, it differs from the definition, so as described it is not { $target }.
letter-points-all = The definition has { $blocks } points. Your description is clear on all of them, but something else is open.
letter-call = our call
letter-call-named = the call “{ $call }”
letter-please-reply = Please reply by { $date }.
letter-tick-true =
    { $count ->
        [one] The question is about the kind of programme this is. It is not about its quality. Please tick what is true.
       *[other] The questions are about the kind of programme this is. They are not about its quality. Please tick what is true.
    }
letter-form = If a form came with this letter, you may answer there instead.
letter-ended = { $name } has ended, so please answer for the time when it ran.
letter-tick-one = Tick one.
letter-tick-all = Tick all that apply.
letter-answer-none = none of these
letter-answer-nothing-else = nothing else
letter-answer-unknown = not decided, or not known
letter-answer-both = both are right
letter-answer-otherwise = neither is right

# $topic completes “depends on”. It must not give away which answer is the right one.
letter-why = Why we ask: as we read the definition, one point depends on { $topic }, and your description leaves it open.
# $known is a list of answers.
letter-why-known = Why we ask: as we read the definition, one point depends on { $topic }, and your description mentions only this: { $known }.
letter-why-misread = Why we ask: as we read the definition, one point depends on { $topic }, and we did not understand what your description says about it.
letter-why-kind = Why we ask: kinds of programme differ in { $topic }, and your description leaves it open.
letter-why-kind-known = Why we ask: kinds of programme differ in { $topic }, and your description mentions only this: { $known }.
letter-why-kind-misread = Why we ask: kinds of programme differ in { $topic }, and we did not understand what your description says about it.
letter-conflict = Which of these is right?
letter-why-conflict =
    { $count ->
        [2] Why we ask: your description says both. As we read the definition, they point in different directions.
       *[other] Why we ask: your description says all of this. As we read the definition, it points in different directions.
    }
letter-quoted = You wrote: “{ $words }” ({ $document }).
letter-quoted-place = You wrote: “{ $words }” ({ $document }, { $place }).

# $documents is a list joined by “or”.
letter-attach =
    { $count ->
        [one] If you can, send us a page that supports your answer. This could be { $documents }.
       *[other] If you can, send us a page that supports each answer. This could be { $documents }.
    }
letter-more-questions =
    { $count ->
        [one] When we have your answers, we may ask one more question.
       *[other] When we have your answers, we may ask { $words } more questions.
    }
letter-next-page-all = The next page shows how we read your description. Please correct anything that is wrong.
letter-next-page = The next page shows how we read the rest. Please correct anything that is wrong.

## Applicant: nothing to ask

letter-clear-title = Your description of { $name }
# No answer is missing, and still one kind is not certain.
letter-clear-open = No answer is missing from the description, so we have no questions. Whether what it says is enough is for us to judge.
letter-clear = The description says everything that { $kind } requires, so we have no questions.
letter-no-decision = This letter is not a decision on your application. You will hear about the decision separately.

## Applicant: another kind

letter-other-title = { $name } and { $call }
letter-other-kind = We read { $name } as { $kind }. That is a different kind of programme. A different kind of programme is not a lesser one.
letter-other-kind-likely = { $name } looks like { $kind }. That is a different kind of programme. A different kind of programme is not a lesser one.
# It is not yet clear which kind it is.
letter-other-kind-open = { $name } is not { $target }. Which other kind of programme it is does not matter for this call. A different kind of programme is not a lesser one.
letter-description-says = What your description says
letter-how-differs = How this differs from { $target }
# $quote is in quotation marks; $meaning and $summary begin with a small letter.
letter-differs = The paper that defines { $concept } says: { $quote } In our words: { $meaning }
letter-differs-kind = By { $kind } we mean: { $summary }
letter-means = What this means for the call
letter-means-text = The call is for { $target }. As you describe it, { $name } is not that kind of programme.
letter-can-do = What you can do
letter-can-do-text = You do not need to reply. If we have read something wrongly, please write to us by { $date }. Tell us which point is different. If a document shows it, name the page. We will gladly look at it again.

## Applicant: the enclosure

letter-enclosure = Enclosure: how we read your description of { $name }
letter-point = Point
letter-read = What we read
letter-read-nothing = We found nothing about this.
# $missing is a list joined by “and” whose items are the message whether.
letter-read-open = The description leaves open { $missing }.
letter-read-question =
    { $state ->
        [alone] See question { $number }.
        [conflict] The description contradicts itself here. See the questions.
        [conflict-one] The description contradicts itself here. See question 1.
        [several] See questions { $number }.
        [rest-several] The rest is questions { $number }.
       *[rest] The rest is question { $number }.
    }
letter-read-refuted = This differs from the definition.
# $facts are one or more sentences on what does not decide.
letter-read-supporting = { $facts } The definition asks for more here, but this does not change the result.

## Board

letter-board-from = From: { $from }
letter-board-date = Date: { $date }
letter-board-title = { $name }: note for the board
letter-board-compared = We compared the description with one definition of { $concept }.
letter-board-established = The description says everything that { $kind } requires.
letter-board-provisional = Every other kind is ruled out. Further answers can confirm { $kind } or rule it out. They cannot make this another kind.
# Another kind is still possible; the sentence on the verdict names it.
letter-board-provisional-except = Apart from the case that is named above, every other kind is ruled out. Further answers can confirm { $kind } or rule it out.
# $kinds is a list joined by “or”.
letter-board-open = These kinds are still possible: { $kinds }.
letter-board-unclassified = It is none of the kinds that we compare.
letter-board-contradictory = Until this is resolved, the kind cannot be given.
letter-board-ended = The programme has ended.
letter-board-mistakes =
    { $count ->
        [one] One answer in the description was not understood. The table leaves it out.
       *[other] { $count } answers in the description were not understood. The table leaves them out.
    }
letter-board-block = Building block
letter-board-answer = Answer
letter-board-says = What the description says
letter-board-missing = It is not clear { $points }.
letter-board-why = **Why { $kind }.** { $reasons }
letter-board-why-sources = The criteria are an interpretation, which draws on: { $sources }.
letter-board-unmet = **Why not { $target }.** { $reasons }
letter-board-evidence = **Evidence.** The description quotes: { $quotes }
letter-board-quote = “{ $words }” ({ $document })
letter-board-quote-place = “{ $words }” ({ $document }, { $place })
letter-board-evidence-more = Its { $count } other quotations are in the full report.
letter-board-evidence-none = **Evidence.** The description quotes no document, so these facts could not be checked.
letter-board-asked =
    { $count ->
        [one] **What the applicant is asked.** The letter to the applicant asks one question.
       *[other] **What the applicant is asked.** The letter to the applicant asks { $words } questions.
    }
letter-board-asked-more =
    { $count ->
        [one] One more question may follow.
       *[other] { $words } more may follow.
    }
letter-board-asked-nothing = **What the applicant is asked.** The letter to the applicant asks nothing. It explains what this means for the call.
letter-board-asked-clear = **What the applicant is asked.** The letter to the applicant asks nothing.
letter-board-conflict-asked = Which of the statements that contradict each other is right?
letter-board-limits = **What this note does not say.** Fitting the definition does not make a programme effective. Being effective does not by itself make it good.
letter-board-recommendation = Recommendation:
letter-board-decision = Decision:
letter-board-signature = Signature:
letter-board-sign-date = Date:
letter-board-digest = SHA-256 of the file: { $digest }.
letter-board-versions = Rules: { $rules }, version { $rules_version }. Software: mentorcheck { $version }.
letter-board-definition = “{ $quote }” { $source }. All footnotes quote this paper.
letter-board-note = “{ $quote }”

## Designer

letter-designer-title-clear = { $name }: what would make it clear
letter-designer-title-change = { $name }: what would make it { $target }
letter-designer-title-met = { $name }: nothing to add
letter-designer-title-supporting = { $name }: what could be closer to the definition
letter-designer-title-ended = { $name }: what the description leaves open
letter-designer-compared = We compared the description with one definition of { $concept }, by { $source }. Every building block of it is necessary.
letter-designer-now = The description leaves some points open. If { $name } already works as described below, you only need to write it down.
letter-designer-open = The description leaves this open.
# $facts are sentences on what is stated.
letter-designer-open-partly = { $facts } That leaves this open.
letter-designer-conflict = The description contradicts itself here. { $facts }
letter-designer-supporting = The following does not change that. The paper speaks of it all the same.
letter-designer-differs = Some of what the description says differs from { $target }. Change it only if you want this to be { $target }. A different kind of programme is not a lesser one.
letter-designer-met = The description says everything that { $target } requires.
letter-designer-ended = { $name } has ended, so this letter gives no advice on its design. It only says what the description leaves open.
# $facts are sentences on what differs.
letter-designer-ended-differs = Why it is not { $target }: { $facts } Nothing below changes that.
letter-designer-ended-open = If you know how it was, add it to the description. State only what is true.
letter-designer-ended-heading = What the description does not say
letter-designer-contradiction = Resolve the contradiction first. Find out which statement is right, and correct the other.
letter-designer-unreachable = Nothing that could be added or changed would make it { $target }.
letter-designer-quote = The paper says: { $quote } In our words: { $meaning }
letter-designer-fine = What to keep in mind
letter-designer-write = What to write in the description
letter-designer-only-true = State only what is true.
# $field is the title of a question, $values a list of answers joined by “or”.
letter-designer-state = { $field }: { $values }.
# A fact that the description states otherwise now; $now is what it states.
letter-designer-now-stated = { $field }: { $values } (now: { $now }).
# The answers are added to those that are stated now.
letter-designer-also = { $field }: also { $values } (now: { $now }).
letter-designer-without = { $field }: no longer { $values }.
letter-designer-ways = This is one of several ways.
letter-designer-show = What could show it

# The summary for a merge request, in Markdown. It is read by people who write descriptions as files.

# $tool is the name of the program; $kind is what is expected.
md-headline = { $tool }: { $result }
md-headline-label = { $tool }, against what each programme calls itself: { $result }
md-headline-kind = { $tool }, against { $kind }: { $result }
md-none-judged = no programme was judged
md-one-passes = the programme passes
md-one-fails = the programme does not pass
md-some-pass =
    { $count ->
        [one] 1 of { $total } programmes passes
       *[other] { $count } of { $total } programmes pass
    }
# $facts is a list of assumptions in code marks.
md-supposed = As if this were stated: { $facts }.

md-column-passes = Passes
md-passes = yes
md-passes-excused = yes, with findings excused
md-passes-in-part = yes, with mistakes to correct
md-fails = no
md-fails-in-part = no, with mistakes to correct
md-mistakes = The description has mistakes to correct. What is not understood does not count.

# Before a list of findings; $file is a path in code marks.
md-file-unreadable = { $file } could not be read:
md-file-outdated = { $file } has entries that are no longer needed:
# $source is one of the three messages below; $reason is the reason in the words of whoever excused it, or empty.
md-excused = { $code } in { $file }, by { $source }
md-excused-reason = { $code } in { $file }, by { $source }: { $reason }
source-comment = a comment in the description
source-configuration = the configuration
source-baseline = the baseline
md-excused-count =
    { $count ->
        [one] One finding is excused
       *[other] { $count } findings are excused
    }

## What there is no room for

md-more-files = … and { $count } more files that could not be read, for which there is no room here.
md-more-programmes = … and { $count } more programmes, for which there is no room here.
md-more-failing = … and { $count } more programmes that do not pass, for which there is no room here.
md-more-configurations = … and { $count } more files of the configuration, for which there is no room here.
md-more-findings = … and { $count } more findings, for which there is no room here.

# Mistakes of form in a description, a configuration or a rule pack, and what to write instead. Arguments in code marks are
# keys and values as people type them. A message of which the first word is an argument begins with a capital in reports.

## What a mistake is about

mistake-this-file = this file
mistake-item-of = an item of `{ $field }`
mistake-a-list = a list
mistake-a-section = a section with keys of its own
mistake-list-or-section = a list or a section with keys of its own
mistake-text-or-list = a text or a list of texts
mistake-text = text
mistake-boolean = `true` or `false`
mistake-number = a number

## Mistakes. $subject, $found and $expected are of the messages above; $holder is one of them or a key in code marks.

mistake-no-description = This is not a description: it has no section `{ $key }:`.
mistake-no-configuration = This is not a configuration: it has no keys.
mistake-no-pack-file = This is not a file of a rule pack: it has no `{ $key }:`.
mistake-no-field = `{ $key }` is not a field of { $holder }.
mistake-no-section = `{ $key }` is not a section.
mistake-no-entry = `{ $key }` is not an entry of { $holder }.
mistake-no-value = `{ $field }` cannot be `{ $value }`.
mistake-several-values = `{ $field }` takes one value, not { $found }.
mistake-missing-key = { $holder } has no `{ $key }`.
mistake-missing-section = `{ $key }` is missing.
mistake-wrong-type = { $subject } must be { $expected }, not { $found }.
mistake-empty-list = `{ $field }` is an empty list.
mistake-empty-closable = `{ $field }` is an empty list, which says neither “none” nor “not known”.
mistake-twice = `{ $value }` appears twice in `{ $field }`.
mistake-twice-same = `{ $value }` appears twice in `{ $field }`: it means the same as `{ $same }`.
mistake-empty = { $subject } is empty.
mistake-moved = `{ $value }` now belongs under `{ $field }`.
mistake-unnamed = The description does not give the programme's name.
mistake-characters = `{ $field }` can only have small letters, digits and single hyphens.
# $reason comes from a library, in English.
mistake-other = `{ $field }` does not fit: { $reason }.
# $line is a number.
mistake-repeated-programme = The description at line { $line } of this file describes the same programme.

# Begins the sentence on the verdict in the place of the name. $places is a list of places in a form.
subject-uncorrected-in-form =
    { $count ->
        [one] { $name } cannot be classified until { $places } is corrected. As it is, it
       *[other] { $name } cannot be classified until { $places } are corrected. As it is, it
    }
# $question is such as “question 11”, $cells such as “E17 and E22”.
place-with-cells =
    { $count ->
        [one] { $question } (cell { $cells })
       *[other] { $question } (cells { $cells })
    }

## At the line with the mistake

mistake-here = here
mistake-here-no-field = no such field
mistake-here-no-value = no such value
mistake-here-no-section = no such section
mistake-here-incomplete = something is missing here
mistake-here-before = it belongs before this line
mistake-here-again = again
mistake-here-first = first described here

## What to write. $entry is one of the messages entry-….

entry-line = `{ $key }: …`{ $title }
# $title is in brackets, or empty, with a space before it: “ (Name of the programme)”.
entry-lines = `{ $key }:` and, on the next line, two spaces further in, `{ $first }: …`{ $title }
entry-title = { " " }({ $title })

advice-begin = Begin with { $entry }.
advice-check-file = Check that this is the right file. Begin with { $entry }.
# $keys is a list of keys in code marks.
advice-keys = Write one of these keys on each line: { $keys }.
advice-list-of-programmes = Write each programme as a document of its own, without a `-` or a bracket around it. Begin with { $entry }. Put a line `---` between two documents.
advice-add = Add { $entry }.
advice-required = It cannot be left out. Write { $entry }.
advice-write = Write `{ $text }`.
advice-item = Write the item, or remove it.
# $command is a command of mentorcheck.
advice-schema-says = `{ $command }` says what belongs there.
advice-compare = Compare it with the output of `{ $command }`.
advice-no-items = If there is none, write `{ $closed }`. If you do not know, write `{ $key }:` and nothing after it.
advice-unknown-items = Write what you know. If you do not know, write `{ $key }:` and nothing after it.
advice-one-item = Write at least one item.
advice-one-value = Write only the value that has priority, without brackets and `-`. A second strand of the programme can be a document of its own, after a line `---`.
advice-several-values = These are several values. Put a comma between them, as in `{ $values }`.
advice-did-you-mean = Did you mean `{ $suggestion }`?
advice-see-also = { $title } belongs under `{ $name }`.
advice-no-break-spaces = The line begins with non-breaking spaces, which only look like spaces. Remove them and type spaces again.
advice-own-section = `{ $key }` is a section of its own. Begin its line without spaces before it.
# $sections is a section in code marks, or several joined by advice-or.
advice-belongs-to = `{ $key }` belongs to the section { $sections }. Move it there.
advice-belongs-to-further-in = `{ $key }` belongs to the section { $sections }. Move it there, two spaces further in.
advice-or = { $first } or { $second }
advice-boolean = Write `true` or `false`, without quotes.
advice-number = Write digits only.
# $line is a line of a description, or a part of one.
advice-one-text = Write it as one text, in quotes: `{ $line }`.
advice-quotes = Put it in quotes: `{ $line }`.
advice-brackets = Put the values in square brackets: `{ $line }`.
advice-list-values = List the values: `{ $line }`.
advice-dash = Begin each item with `-` and a space.
advice-remove-dashes = Remove each `-` before what belongs to `{ $key }`, or the brackets around it.
advice-write-item = Write `- { $first }: …`.
# $others is a list of keys in code marks.
advice-write-item-with = Write `- { $first }: …` and, below it, { $others }.
advice-write-section = Write `{ $key }:` and, on the next line, two spaces further in, `{ $first }: { $text }`.
advice-twice = Remove one of them.
advice-unnamed = Write it under `{ $field }`, so that readers know which programme this is.
advice-moved = It was read as part of `{ $field }`. Move it there: `{ $field }: [{ $value }]`.
advice-repeated-programme = Give each strand of the programme a name or an identifier of its own, or remove one description.
# Begins another line of the advice on a lone question mark. $others is a list such as “unknown or n.a.”.
advice-question-mark =
    { $count ->
        [one] It means that the answer is not stated. You can also write { $others }.
       *[other] Both mean that the answer is not stated. You can also write { $others }.
    }

# $names is a list.
advice-allowed = Allowed here: { $names }.
# Before lines with a value and its title each.
advice-allowed-below = Allowed here:
# A line of that list: the kind of key that is allowed, and what it is.
advice-any-field = section.field: any field of a description, with its section before it
advice-own-keys = Keys that begin with `x-` are free for notes of your own.

## Corrections that `mentorcheck check --fix` makes, as clauses

fix-spelling = { $old } is now { $new }
fix-moved = { $value } moved to { $field }

## Why a file that was found in a folder is skipped, after its name

skipped-no-programme = it describes no programme
skipped-other-syntax = it is written for another tool
skipped-empty = it is empty
skipped-no-form = it is a table, but not a filled-in form
skipped-configuration = it is a configuration of mentorcheck
skipped-link = it is a symbolic link

# Reports on several programmes: the overview, the workbook and the comparison of two rounds. Titles of fields, answers,
# kinds and building blocks come from the rules and the vocabulary.

## The sentences that an overview begins with. $concept is the kind that the reader looks for.

portfolio-wanted =
    { $total ->
        [1] { $count ->
            [0] The only programme does not look like { $concept }.
           *[other] The only programme looks like { $concept }.
        }
        [2] { $count ->
            [0] Neither of the 2 programmes looks like { $concept }.
            [1] 1 of 2 programmes looks like { $concept }.
           *[other] Both programmes look like { $concept }.
        }
       *[other] { $count ->
            [0] None of the { $total } programmes looks like { $concept }.
            [1] 1 of { $total } programmes looks like { $concept }.
           *[other] { $count } of { $total } programmes look like { $concept }.
        }
    }
# How many of those have a description that leaves nothing open.
portfolio-full =
    { $count ->
        [0] None of them is fully described yet.
        [one] { $count } of them is fully described.
       *[other] { $count } of them are fully described.
    }
portfolio-all-full =
    { $count ->
        [one] It is fully described.
       *[other] All of them are fully described.
    }
# Of those that are not fully described: how many building blocks are met in each. $blocks is how many there are.
portfolio-met =
    { $most ->
        [0] Where answers are missing, none of the { $blocks } blocks is met yet.
        [1] Where answers are missing, 1 of the { $blocks } blocks is met.
       *[other] Where answers are missing, { $most } of the { $blocks } blocks are met.
    }
portfolio-met-range = Where answers are missing, { $least } to { $most } of the { $blocks } blocks are met.
portfolio-open =
    { $count ->
        [one] { $count } could be { $concept } or something else. Its description does not say enough.
       *[other] { $count } could be { $concept } or something else. Their descriptions do not say enough.
    }
portfolio-others-clear =
    { $count ->
        [one] { $count } is clearly something else.
       *[other] { $count } are clearly something else.
    }
portfolio-others-unclear =
    { $count ->
        [one] { $count } is something else, with questions still to answer.
       *[other] { $count } are something else, with questions still to answer.
    }
portfolio-others =
    { $count } are something else: { $clear } clearly, and { $unclear } with questions still to answer.
portfolio-contradictory =
    { $count ->
        [one] { $count } cannot be classified, because its description contradicts itself.
       *[other] { $count } cannot be classified, because their descriptions contradict themselves.
    }
portfolio-mistakes =
    { $count ->
        [one] { $count } description has mistakes to correct first.
       *[other] { $count } descriptions have mistakes to correct first.
    }
# The text in code marks is an option of the command.
portfolio-warnings =
    { $count ->
        [one] { $count } form has something to look at. The workbook says what, and so does `--full`.
       *[other] { $count } forms have something to look at. The workbook says what, and so does `--full`.
    }
portfolio-unreadable =
    { $count ->
        [one] { $count } file could not be read and is not counted.
       *[other] { $count } files could not be read and are not counted.
    }

# $files is a list of files.
portfolio-namesakes = { $count } programmes are called { $name }: { $files }. Check that none came in twice.
portfolio-more-files =
    { $count ->
        [one] one more
       *[other] { $count } more
    }
portfolio-more-namesakes =
    { $count ->
        [one] One more name belongs to several programmes.
       *[other] { $count } more names belong to several programmes.
    }

## Headings of groups without a kind of their own

portfolio-group-open = Could be { $concept }
portfolio-group-otherwise = Open, but not { $concept }
portfolio-group-none = None of the kinds
portfolio-group-contradictory = Description contradicts itself

## Columns of the overview. The words below are at most 13 characters long.

portfolio-column-verdict = verdict
portfolio-column-next = next, or what decides
portfolio-is = is it
portfolio-looks = looks like it
portfolio-is-open = open
portfolio-no-kind = no kind fits
portfolio-conflict = contradictory
portfolio-questions =
    { $count ->
        [one] { $count } question to ask
       *[other] { $count } questions to ask
    }
portfolio-nothing-to-ask = nothing to ask
# $field and $value are titles in running text, such as “main aim” and “company and friendship”.
portfolio-fact = { $field }: { $value }

## Below the overview

portfolio-line-ask = Ask first
# $point completes “whether”. $total is how many programmes look like the concept or could be it, $count how many of
# them leave the point open.
portfolio-ask =
    { $total ->
        [1] The only programme that could be { $concept } does not say whether { $point }.
        [2] { $count ->
            [1] Of the 2 that could be { $concept }, 1 does not say whether { $point }.
           *[other] Neither of the 2 that could be { $concept } says whether { $point }.
        }
       *[other] { $count ->
            [1] Of the { $total } that could be { $concept }, 1 does not say whether { $point }.
           *[other] Of the { $total } that could be { $concept }, { $count } do not say whether { $point }.
        }
    }
portfolio-ask-all = None of the { $total } that could be { $concept } says whether { $point }.
portfolio-line-labels = Labels
# $names is a list of programmes.
portfolio-labels =
    { $count ->
        [one] { $count } does not match the description: { $names }.
       *[other] { $count } do not match their descriptions: { $names }.
    }
# The end of a list of which only the first items are printed.
portfolio-and-more = { $names } and { $rest } more
portfolio-more = Every finding: add --full.
# The heading above the mistakes of one file.
name-with-file = { $name } ({ $file })

## The workbook: names of its sheets, at most 31 characters

xlsx-sheet-programmes = Programmes
xlsx-sheet-questions = Questions
xlsx-sheet-evidence = Evidence
xlsx-sheet-grid = Grid
xlsx-sheet-decisions = Decisions
xlsx-sheet-words = Words

## The workbook: titles of columns

xlsx-programme = Programme
xlsx-verdict = In a sentence
xlsx-first-question = First question to ask
xlsx-question-count = Questions to ask
xlsx-kind = Kind
xlsx-standing = How certain
xlsx-label = Calls itself
xlsx-label-fit = Does the label match?
xlsx-first-mistake = Correct first
xlsx-file = File
xlsx-number = No.
xlsx-question = Question
xlsx-answers = Possible answers
xlsx-field = Field of the form
xlsx-reply = Reply
xlsx-fact = Fact
xlsx-level = Evidence
xlsx-source = Document
xlsx-place = Place
xlsx-quote = Quotation
xlsx-check = Was it found?
xlsx-block = Building block
xlsx-weight = Weight
xlsx-answer = Answer
xlsx-facts = What the description says
xlsx-places = Where it says so
xlsx-remark = Remark
xlsx-recommendation = Recommendation
xlsx-decision = Decision
xlsx-date = Date
xlsx-by = By
xlsx-reason = Reason
xlsx-identifier = Identifier
xlsx-organisations = Organisations
xlsx-hash = SHA-256 of the input
xlsx-rules-version = Rules
xlsx-tool-version = mentorcheck
xlsx-word = Word
xlsx-meaning = What it means
xlsx-limits = Limits

## The workbook: decisions that the sheet offers. Together at most 250 characters.

xlsx-decision-fund = fund
xlsx-decision-ask = ask first
xlsx-decision-reject = do not fund
xlsx-decision-later = decide later

## The workbook: cells

# Of an open verdict with many kinds.
xlsx-kinds = { $count } kinds are possible
# $first is some sentences.
xlsx-corrections = { $first } And { $rest } more.
xlsx-unreadable = This file could not be read.
# $files is a list of other files.
xlsx-namesakes = A programme of the same name is in { $files }. Check that it did not come in twice.
xlsx-label-matches = yes
xlsx-label-wrong = no
xlsx-label-open = not clear yet
xlsx-found = yes
xlsx-not-found = no
xlsx-not-checked = could not be checked
xlsx-no-evidence = The evidence was not looked up. To see it here, run check with --evidence.
# $title is the title of the rules.
xlsx-rules = { $title }, version { $version }
xlsx-page = Page { $page } of { $pages }
# At the head of the first sheet, if there are more programmes than a workbook has room for.
xlsx-left-out =
    { $count ->
        [one] { $count } more programme is not in this workbook, which has room for { $limit }. Check fewer at once, or use --format csv.
       *[other] { $count } more programmes are not in this workbook, which has room for { $limit }. Check fewer at once, or use --format csv.
    }
xlsx-omitted =
    { $count ->
        [one] { $count } more row does not fit into a sheet. Check fewer programmes at once, or use --format csv.
       *[other] { $count } more rows do not fit into a sheet. Check fewer programmes at once, or use --format csv.
    }

## How certain a verdict is

xlsx-standing-established = Is it
xlsx-standing-provisional = Looks like it
xlsx-standing-open = Open
xlsx-standing-unclassified = No kind fits
xlsx-standing-contradictory = Contradictory

## How well a fact is supported

level-asserted = Stated only
level-cited = Names a document
level-quoted = Quoted from a document

## What the words mean

meaning-not-understood = The description has a value here that mentorcheck does not know. Correct it first.
meaning-asserted = The description states the fact and gives no evidence for it.
meaning-cited = The description names a document for the fact, but the words were not looked up in it.
meaning-quoted = The words quoted for the fact are in the document, where a reader sees them.
meaning-hash = A number that identifies exactly the file that was read: a filled-in form, or a description. If anything in the file changes, so does the number.
meaning-decides = A building block is met only if this point is.
meaning-supports = This point is useful to know. It does not decide about the building block.
meaning-rules = { $rules }, based on: { $source }

## What changed between two rounds of descriptions: sentences

round-title = What changed between two rounds
round-both =
    { $count ->
        [0] No programme is in both rounds.
        [one] One programme is in both rounds.
       *[other] { $count } programmes are in both rounds.
    }
round-moved =
    { $count ->
        [one] The verdict changed for one of them.
       *[other] The verdict changed for { $count } of them.
    }
round-shifted =
    { $count ->
        [one] One has the same verdict, but a different answer on a building block.
       *[other] { $count } have the same verdict, but a different answer on a building block.
    }
round-reworded =
    { $count ->
        [one] One states something else, with the same result.
       *[other] { $count } state something else, with the same result.
    }
round-same =
    { $count ->
        [one] Nothing changed in one of them.
       *[other] Nothing changed in { $count } of them.
    }
round-only-old =
    { $count ->
        [one] One programme is only in the old round.
       *[other] { $count } programmes are only in the old round.
    }
round-only-new =
    { $count ->
        [one] One programme is only in the new round.
       *[other] { $count } programmes are only in the new round.
    }
round-unreadable =
    { $count ->
        [one] One file could not be read, in full or at all. What could not be read is not compared.
       *[other] { $count } files could not be read, in full or at all. What could not be read is not compared.
    }
# $total counts the facts that changed and decide something.
# $files is a list of files or programmes.
round-not-understood =
    { $count ->
        [one] Some answers are not understood in { $files }. They count as not stated: check the file, and correct it.
       *[other] Some answers are not understood in { $files }. They count as not stated: check these files, and correct them.
    }
round-evidence = { $count } of the { $total } changes that decide something carry evidence.
round-renamed = Do { $old } and { $new } describe the same programme? Most of what they state is the same. If so, give both the same identifier and compare again.
round-not-stated = not stated
round-together = together with
round-other-causes = { $causes }; or { $rest } other sets of changes
round-decides-nothing = decides nothing

## What changed between two rounds: headings, lines and columns

round-heading-moved = Another verdict
round-heading-shifted = Same kind, another answer on a building block
round-heading-reworded = Other facts, same result
round-heading-same = Nothing changed
round-heading-only = Only in { $path }
round-heading-only-old = Only in the old round
round-heading-only-new = Only in the new round
round-heading-unreadable = Could not be read in full
round-line-before = Before: { $text }
round-line-now = Now: { $text }
round-line-because = Because of: { $text }
round-line-block = { $title }: { $before } → { $now }
round-line-change = { $field }: { $before } → { $now }
round-column-what = What changed
round-column-before = Before
round-column-now = Now
round-column-because = Because of
round-column-blocks = Building blocks
round-column-fact = Fact
round-column-judged = Can it decide?
round-sheet-changes = Changes
round-moved-word = the verdict
round-shifted-word = a building block
round-reworded-word = facts only
round-same-word = nothing
round-only-old-word = only in the old round
round-only-new-word = only in the new round
round-yes = yes
round-no = no

# Reports on one programme: text, Markdown and the HTML page. Titles of fields, answers, kinds and building blocks come from the rules and the
# vocabulary, which have files of their own. A line of the report is about 90 characters long, but long lines are
# wrapped.

## Answers on a building block. At most 14 characters.

answer-shown = met
answer-refuted = not met
answer-open = not stated
answer-contradictory = contradictory

# After the answer, where a value of the description is not one that mentorcheck knows. At most 14 characters.
answer-not-understood = not understood

## What decides a building block

# $field and $values are titles in running text, such as “main aim” and “finding paid work”.
# $place is “line 14”, or a place in a filled-in form, such as “Question 14, cell C31”.
deciding-fact = { $field }: { $values } ({ $place })

# $reason is a sentence without its full stop, such as “Mentor and mentee meet more than once”.
reason = { $reason } ({ $place }).

# $rest counts the values after the first ones.
values-and-more = { $values } and { $rest } more

# The answers of a list that says that it is complete: “only company and friendship”.
values-only = only { $values }

# $point completes “whether”, such as “both share and listen”.
missing-point = whether { $point }

# A fact that the command line supposes with --what-if.
supposed-fact = { $fact } (assumed)

## Headings

heading-correct = Correct first
heading-why = Why { $kind }
# Every building block is met, and still the programme is not of that kind.
heading-why-not = Why not { $kind }
heading-blocks = The building blocks of { $concept }
heading-kinds = Possible kinds
heading-questions = Ask next
heading-help = What would help
# Points that do not decide.
heading-supporting = Also not met (this does not change the verdict)

## Lines below the building blocks

line-label = Label
line-spectrum = Spectrum
label-supported = { $label }. The description supports it.
# The label is the name of another kind than $kind.
label-also = { $label }. The word is also used for { $kind }.
label-refuted = { $label }. The description does not match it.
label-provisional = { $label }. Nothing in the description contradicts it.
label-unclear = { $label }. The description does not say enough to check it.
label-contradictory = { $label }. It can be checked once the contradiction is resolved.
spectrum-range = between { $from } and { $to }
# $low and $high say what the ends of the spectrum mean, such as “working on agreed objectives only”.
spectrum-ends-short = { $first }: { $low }. { $last }: { $high }.
# $from and $to are neighbours.
spectrum-either = { $from } or { $to }

# $kind is the title of the kind. Its criteria do not come from the paper that the rules follow.
criteria-from-elsewhere = The criteria for { $kind } are our own interpretation, which draws on other sources. --full names them.
criteria-own = The criteria for { $kind } are our own interpretation.

## Questions

# Where the answer to the question goes, for a field with few answers.
question-field = Answer under `{ $field }` with { $answers }.
# For a description that was made from a form.
question-in-form = It is question { $number } in the form.
question-explain = Answer under `{ $field }`. What to write for each answer:
# A command; it is not translated.
question-explain-command = mentorcheck explain { $field }
questions-more =
    { $count ->
        [one] Then there is one more question: add --full.
       *[other] Then there are { $count } more questions: add --full.
    }
nothing-to-ask = Nothing. The description contains everything that { $kind } requires.

## What an answer would mean. The line begins with the answers.

outcome = { $answers }: { $outcome }
# In the place of the answers, for a list: what is the only answer.
outcome-alone = only { $answers }
outcome-or-alone = { $answers }, or only { $alone }
# In the place of the answers, on the last line.
outcome-others = any other answer
outcome-established = it is { $kind }
outcome-provisional = it looks like { $kind }
# The verdict stays as it is.
outcome-still = it still looks like { $kind }
outcome-unclassified = it is not { $target }
# It is clear already that it is not the kind in question.
outcome-not-either = it is not { $kind } either
outcome-none = it fits none of the kinds
outcome-contradictory = this would contradict something else in the description
# $kinds is a list of two or three kinds.
outcome-open = it could be { $kinds }
outcome-open-with = it could be one of { $count } kinds, { $target } among them
outcome-open-without = it could be one of { $count } kinds, but not { $target }

## The end

findings-more =
    { $count ->
        [one] One finding has details: add --full.
       *[other] { $count } findings have details: add --full.
    }
findings-excused =
    { $count ->
        [one] One finding is excused: --full names it.
       *[other] { $count } findings are excused: --full names them.
    }
limits = Fitting it does not make a programme effective or good, and not fitting it does not make one bad.

## The verdict in a word or two, for tables

summary-provisional = looks like { $kind }
summary-open = could be { $kinds }
summary-open-many = could be one of { $count } kinds
summary-unclassified = none of the { $count } kinds
summary-contradictory = contradicts itself
summary-label = { $summary } (the label does not match)

## The whole report: --full, the HTML page

heading-all-questions = Questions to ask (most decisive first)
heading-optional = Also worth asking (these do not decide)
heading-excused = Excused findings
heading-evidence = Evidence
# $place is a key in code marks, or the message question-place.
question-under = Under { $place }:
# One of several fields that answer a question, with its own question.
question-of = { $question } ({ $place })
question-place = question { $number }
# $sources is a list of works.
sources-elsewhere = The criteria for { $kind } are our own interpretation, which draws on: { $sources }.
findings-cut = … and { $count } more findings on this file. `--format json` lists all.

# Part of a finding. $from is where in the paper the quotation is.
finding-quotation = “{ $quote }” ({ $from })
# For screen readers. $label says what is there, such as “no such value”.
finding-place = Line { $line }, column { $column }
finding-place-labelled = Line { $line }, column { $column } ({ $label })

fixes-unreachable = No change to the description would make it { $target }.
fixes-missing = What is missing to make it { $target }
fixes-changes = What to change to make it { $target }
fixes-changes-and-additions = What to change and add to make it { $target }
# $heading is one of the three above. Each way is a list of things to write; one of them is enough.
fixes-ways-all = { $heading } ({ $count } ways)
fixes-ways = { $heading } ({ $shown } of { $count } ways)
fixes-rest =
    { $count ->
        [one] One more way is not listed.
       *[other] { $count } more ways are not listed.
    }
# $field is the title of a field and $answers are titles of answers.
fix-add = { $field }: { $answers }
fix-replace = { $field }: { $answers }, now: { $from }
# The answers are added to those that are stated now.
fix-extend = { $field }: also { $answers }, now: { $from }
fix-remove = { $field }: no longer { $removed }
fix-remove-add = { $field }: { $answers }, and no longer { $removed }
# After one of these: where to write it.
fix-place = (`{ $key }`: { $values })
fix-place-without = (`{ $key }` without { $values })
fix-place-in-form = (question { $number })
answers-more = { $answers } or one of { $count } more

## The spectrum

spectrum-none = No place on the spectrum follows from the description.
spectrum-point = at { $point }: { $title }
spectrum-between = between { $from } and { $to }
spectrum-ends = { $low } is where { $low_means }; { $high } is { $high_means }.

## Evidence

evidence-no-facts = The description contains no deciding facts yet.
# $counts is a list such as “3 quoted, 1 cited”.
evidence-levels =
    { $count ->
        [one] One fact decides: { $counts }.
       *[other] { $count } facts decide: { $counts }.
    }
evidence-level-quoted = quoted
evidence-level-cited = cited
evidence-level-asserted = asserted
fact-with-line = { $fact } (line { $line })
# For screen readers. $level is one of the words above.
fact-has-level = { $fact } is { $level }.
fact-has-level-by = { $fact } is { $level }: { $sources }.
# $source is the name of a document, with the place in it.
source-misquoted = { $source } (the words are not in it)
source-unseen = { $source } (a reader does not see the words)
source-too-short = { $source } (the quotation is too short)
source-not-checked = { $source } (could not be checked)

## Findings that are excused

# $place is “, line 3” or nothing; $reason is the message excused-reason or nothing.
excused-by-comment = allowed in the description{ $place }{ $reason }
excused-by-configuration = allowed by { $path }{ $place }{ $reason }
excused-by-baseline = already in { $path }
excused-reason = , because { $reason }
excused-line = , line { $line }
# Totals: $count findings, $sources is a list of the messages below.
excused-total =
    { $count ->
        [one] One finding is excused: { $sources }
       *[other] { $count } findings are excused: { $sources }
    }
excused-count-comment = { $count } allowed in descriptions
excused-count-configuration = { $count } allowed by the configuration
excused-count-baseline = { $count } already in the baseline

## Several programmes and files

file-unreadable = { $path } could not be read.
file-outdated = { $path } has entries that are no longer needed.
document-of-file = { $path }, document { $number }
column-programme = Programme
column-verdict = Verdict
total-programmes = { $count } programmes
total-label =
    { $count ->
        [one] 1 of { $total } programmes is what it calls itself
       *[other] { $count } of { $total } programmes are what they call themselves
    }
total-kind =
    { $count ->
        [one] 1 of { $total } programmes is { $kind }
       *[other] { $count } of { $total } programmes are { $kind }
    }
total-kind-provisional =
    { $count ->
        [one] 1 of { $total } programmes is or looks like { $kind }
       *[other] { $count } of { $total } programmes are or look like { $kind }
    }
total-passing =
    { $total ->
        [one] the programme passes with what is excused
       *[other] { $count } of { $total } programmes pass with what is excused
    }
total-invalid =
    { $count ->
        [one] 1 file has mistakes to correct
       *[other] { $count } files have mistakes to correct
    }
total-unreadable =
    { $count ->
        [one] 1 file could not be read
       *[other] { $count } files could not be read
    }
total-skipped =
    { $count ->
        [one] 1 file skipped, because it is not a description
       *[other] { $count } files skipped, because they are not descriptions
    }
configuration-main = configuration: { $path }
configuration-none = configuration: none
configuration-nearer = { $main }; programmes with a nearer one: { $paths }

# Findings on what is suppressed: by a comment in a description, by the configuration, or by a baseline of known findings.
# $code is the code of a finding, such as voluntariness/mentor-is-volunteer.

suppression-here = here

## Comments in a description

suppression-too-many = This file has more than { $count } comments or codes that suppress findings. Those from here on are not read.
suppression-too-many-help = Remove those that are not needed, or allow the findings in the configuration.
suppression-not-honoured = This comment asks to allow a finding. Comments in descriptions are not honoured here.
suppression-not-honoured-help = Ask the people who decide on the programme to allow the finding in the configuration.
suppression-not-understood = This comment to mentorcheck is not understood.
suppression-not-understood-help = Write `# mentorcheck: allow CODE because REASON`, with the code as the finding gives it.
suppression-no-reason = This comment allows a finding without saying why, so it does nothing.
suppression-no-reason-help = Write the reason after the code: `# mentorcheck: allow { $codes } because …`.
suppression-never = `{ $code }` cannot be allowed: what is not understood is not judged.
suppression-never-help = Fix the problem itself, and remove the comment.
suppression-unused = This comment allows `{ $code }`, but there is no such finding on its line or below it.
suppression-unused-help = Remove it: there is nothing to allow.
# $lines is a list of numbers: “12 or 14”.
suppression-elsewhere-help = Put it on line { $lines }, or on a line of its own above.
suppression-unknown-code = There is no finding with the code `{ $code }`.
suppression-unknown-interpretation = There is no interpretation with the code `{ $code }`.
suppression-did-you-mean = Did you mean `{ $suggestion }`?
suppression-unknown-code-help = Copy the code from a report; `mentorcheck rules list` lists them too.
suppression-renamed-code = `{ $old }` is now called `{ $new }`.
suppression-renamed-code-help = Write `{ $new }` instead. The old code is understood until the next version.

## The configuration

suppression-rule-unused = The configuration allows `{ $code }`, but no programme that was checked has such a finding there.
suppression-rule-unused-help = Remove it, or correct its `path` or `field`.
# A reason for suppressing an interpretation, after “because”.
suppression-accepted = it is one of the accepted interpretations
suppression-decide-help = Decide whether you accept this interpretation. If so, add `{ $code }` to `interpretations` in { $file }.

## The baseline

baseline-gone = { $path }: `{ $code }` on `{ $field }` was known and is gone.
baseline-gone-file =
    { $count ->
        [one] { $path } is no longer there; one of its findings was known.
       *[other] { $path } is no longer there; { $count } of its findings were known.
    }
baseline-gone-help = Write the baseline again with `mentorcheck baseline write`, so that it does not come back unseen.
baseline-rewrite-help = Write the baseline again with `mentorcheck baseline write`.
baseline-former-version = An earlier version of mentorcheck wrote this baseline. It knows programmes by their place in a file, so one programme can take another's place.
baseline-renamed-codes =
    { $count ->
        [one] One finding has the code of an earlier version.
       *[other] { $count } findings have the codes of an earlier version.
    }

# The verdict on a programme: the first and last sentences of every report. $name is the programme's name, and a kind's
# title is a noun phrase without article or with one, such as “mentoring to work” or “a one-off activity”.

## Established, provisional and open verdicts

verdict-established = { $name } is { $kind }.
verdict-established-unexpected = { $name } is { $kind }, not { $expected }.
# $subject is the programme's name, or the message subject-uncorrected with it.
verdict-provisional = { $subject } looks like { $kind }.
verdict-provisional-unexpected = { $subject } looks like { $kind }, not { $expected }.
# $kinds is a list of up to three kinds: “befriending, coaching or peer support”.
verdict-open = { $subject } could be { $kinds }.
verdict-open-unexpected = { $subject } is not { $expected }. It could be { $kinds }.
# $count is a number in words, from four on.
verdict-open-many = { $subject } could be one of { $count } kinds.
verdict-open-many-with = { $subject } could be one of { $count } kinds. { $kind } is among them.
verdict-open-many-unexpected = { $subject } is not { $expected }. It could be one of { $count } kinds.
verdict-says-too-little = The description does not say enough yet.

# Begins the sentences above in the place of the name, where mistakes of form come first.
subject-uncorrected =
    { $count ->
        [one] { $name } cannot be classified until line { $lines } is corrected. As it is, it
       *[other] { $name } cannot be classified until lines { $lines } are corrected. As it is, it
    }

# $points is a list of clauses with “whether”, such as “whether both share and listen”.
not-clear-yet = Not clear yet: { $points }.
also-not-clear-yet = Also not clear yet: { $points }.
whether = whether { $point }

# $fact is a clause, such as “they meet only once”; $kind is the kind that it would make of the programme.
verdict-if = If { $fact }, it is { $kind }.

## No kind

verdict-unclassified = { $name } is not { $expected }.
verdict-unclassified-close = { $name } is not { $expected }, although it comes close.
# $count is the number of kinds in words.
verdict-no-kind = { $name } is none of the { $count } kinds.
verdict-closest = It comes closest to { $kinds }.

## Building blocks. $total is their number in words; $titles lists those that are meant.

blocks-one-not-clear = One of the { $total } building blocks is not clear yet: { $titles }.
blocks-some-not-clear = { $count } of the { $total } building blocks are not clear yet: { $titles }.
blocks-none-clear = None of the { $total } building blocks is clear yet.
blocks-one-not-met = One of the { $total } building blocks is not met: { $titles }.
blocks-some-not-met = { $count } of the { $total } building blocks are not met: { $titles }.
blocks-none-met = None of the { $total } building blocks is met.

## Contradictions

verdict-contradictory = { $name } cannot be classified, because its description contradicts itself.
# Both facts are clauses with “that”, made by the message that-clause.
verdict-contradictory-facts = It says { $facts }.
that-clause = that { $clause }
that-clause-line = that { $clause } (line { $line })
verdict-several-kinds = { $name } cannot be classified: it is { $kinds } at once.

## Lists

# Joins the last two items of a list: “a, b and c”, “a, b or c”.
list-and = and
list-or = or
# The end of a list of which only the first two items are printed.
list-two-and-more = { $first }, { $second } and { $count } more

## Numbers in words

number-0 = no
number-1 = one
number-2 = two
number-3 = three
number-4 = four
number-5 = five
number-6 = six
number-7 = seven
number-8 = eight
number-9 = nine
number-10 = ten
