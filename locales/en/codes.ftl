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
