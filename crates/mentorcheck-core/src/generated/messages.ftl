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
document-over-budget-help = Check fewer descriptions at once, or put only the parts that are quoted beside them.

# Findings on a programme: the sentences around the texts that come from the rules. $field is the key that a person
# types, such as “purpose.main”, and stands in code marks.

## A building block that is not understood, not met or contradictory

# $facts is a list of two or more clauses: “mentors are paid, and mentors are volunteers”.
finding-contradicts = The description contradicts itself: { $facts }.
finding-contradicts-help = Find out which of the two is right, and correct the other.
finding-contradicts-for = one says that it is so
finding-contradicts-against = the other that it is not
# $point completes “whether”.
finding-not-understood = What the description says under `{ $field }` is not understood, so it does not show whether { $point }.
finding-not-understood-help = Correct `{ $field }` first.
finding-not-understood-here = not understood
# $fields is a list of keys in code marks.
finding-refuted-help = If the description is wrong, correct { $fields }.
finding-refuted-here = this decides it

## What to write in the description

# $alternatives is made of the messages finding-step, joined by finding-steps-or.
finding-suggestion = If this is how it works now, state { $alternatives }.
finding-step = `{ $field }` ({ $values })
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
finding-label-ruled-out = this rules it out
finding-interpreted-here = this is interpreted

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
# A heading in the table. $group is the title of a kind or one of the messages below.
group-with-count = { $group } ({ $count })
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
count-invalid = with mistakes of form
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

programme-mistakes = The description has mistakes of form.
programme-mistakes-help = Correct them first. What is not understood does not count.
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
expected-unmet = Not as expected.
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
about-definition = The definition of { $rules } that descriptions are compared with: “{ $definition }” ({ $source })
about-spectrum = On the spectrum, { $ends }
about-descriptions = This report is about the descriptions alone.
# The text in code marks is a command.
about-explain = `mentorcheck explain CODE` explains a finding.

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
md-passes-in-part = yes, with mistakes of form
md-fails = no
md-fails-in-part = no, with mistakes of form
md-mistakes = The description has mistakes of form. What is not understood does not count.

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

# Reports on several programmes: the overview, the workbook and the comparison of two rounds. Titles of fields, answers,
# kinds and building blocks come from the rules and the vocabulary.

## The sentences that an overview begins with. $concept is the kind that the reader looks for.

portfolio-wanted =
    { $count ->
        [0] None of the { $total } programmes looks like { $concept }.
        [one] { $count } of { $total } programmes looks like { $concept }.
       *[other] { $count } of { $total } programmes look like { $concept }.
    }
# How many of those have a description that leaves nothing open.
portfolio-full =
    { $count ->
        [0] None of them is fully described yet.
        [one] { $count } is fully described.
       *[other] { $count } are fully described.
    }
portfolio-all-full =
    { $count ->
        [one] It is fully described.
       *[other] All of them are fully described.
    }
portfolio-open =
    { $count ->
        [one] { $count } leaves it open.
       *[other] { $count } leave it open.
    }
portfolio-others-clear =
    { $count ->
        [one] { $count } is clearly something else.
       *[other] { $count } are clearly something else.
    }
portfolio-others-unclear =
    { $count ->
        [one] { $count } is something else, with a question still to answer.
       *[other] { $count } are something else, with questions still to answer.
    }
portfolio-others =
    { $count } are something else: { $clear } clearly, and { $unclear } with { $unclear ->
        [one] a question
       *[other] questions
    } still to answer.
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
portfolio-unreadable =
    { $count ->
        [one] { $count } file could not be read and is not counted.
       *[other] { $count } files could not be read and are not counted.
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
# $point completes “whether”. $total is how many programmes look like the concept or could be it.
portfolio-ask =
    { $count ->
        [one] { $count } of the { $total } does not say whether { $point }.
       *[other] { $count } of the { $total } do not say whether { $point }.
    }
portfolio-ask-all = None of the { $total } says whether { $point }.
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
portfolio-file = { $name } ({ $file })

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
xlsx-hash = SHA-256 of the input
xlsx-rules-version = Rules
xlsx-tool-version = mentorcheck
xlsx-word = Word
xlsx-meaning = What it means
xlsx-limits = Limits

## The workbook: cells

xlsx-unreadable = This file could not be read.
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
xlsx-omitted =
    { $count ->
        [one] { $count } more row does not fit into a sheet. Check fewer programmes at once, or use --format csv.
       *[other] { $count } more rows do not fit into a sheet. Check fewer programmes at once, or use --format csv.
    }

## How certain a verdict is

xlsx-standing-established = Established
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
meaning-hash = A number that identifies exactly the text that was read. If one character of the text changes, so does the number. For a filled-in form, it is that of the description that mentorcheck convert makes of the form.
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
        [one] One file could not be read in full, so it is not compared in full.
       *[other] { $count } files could not be read in full, so they are not compared in full.
    }
# $total counts the facts that changed and decide something.
round-evidence = { $count } of the { $total } changes that decide something carry evidence.
round-renamed = Do { $old } and { $new } describe the same programme? Most of what they state is the same. If so, give both the same identifier and compare again.
round-not-stated = not stated
round-together = together with
round-other-causes = { $causes }; or { $rest } other sets of changes
round-decides-nothing = decides nothing

## What changed between two rounds: headings, lines and columns

round-heading-moved = Another verdict
round-heading-shifted = Same verdict, another answer on a building block
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

# $rest counts the values after the first ones.
values-and-more = { $values } and { $rest } more

# $point completes “whether”, such as “both share and listen”.
missing-point = whether { $point }

# A fact that the command line supposes with --what-if.
supposed-fact = { $fact } (supposed)

## Headings

heading-correct = Correct first
heading-why = Why { $kind }
heading-blocks = The building blocks of { $concept }
heading-kinds = Possible kinds
heading-questions = Ask next
heading-help = What would help

## Lines below the building blocks

line-label = Label
line-spectrum = Spectrum
label-supported = { $label }. The description supports it.
label-refuted = { $label }. The description does not match it.
label-provisional = { $label }. Nothing in the description contradicts it.
label-unclear = { $label }. The description does not say enough to check it.
label-contradictory = { $label }. It can be checked once the contradiction is resolved.
spectrum-range = between { $from } and { $to }

# $kind is the title of the kind. Its criteria do not come from the paper that the rules follow.
criteria-from-elsewhere = The criteria for { $kind } come from other sources, as we read them. --full names them.

## Questions

# Where the answer to the question goes, for a field with few answers.
question-field = Answer under `{ $field }` with { $answers }.
question-explain = Answer under `{ $field }`. For all answers: mentorcheck explain { $field }
questions-more =
    { $count ->
        [one] One more question follows. --full lists it.
       *[other] { $count } more questions follow. --full lists them.
    }
nothing-to-ask = Nothing. The description contains everything that { $kind } requires.

## What an answer would mean. The line begins with the answers.

outcome = { $answers }: { $outcome }
# In the place of the answers, on the last line.
outcome-others = any other answer
outcome-established = it is { $kind }
outcome-provisional = it looks like { $kind }
outcome-unclassified = it is not { $target }
outcome-contradictory = the description contradicts itself
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
limits = Fitting it does not make a programme effective or good.

## The verdict in a word or two, for tables

summary-provisional = looks like { $kind }
summary-open = could be { $kinds }
summary-open-many = could be one of { $count } kinds
summary-unclassified = none of the { $count } kinds
summary-contradictory = contradicts itself
summary-label = { $summary } (the label does not match)

## The whole report: --full, the HTML page

heading-all-questions = Questions to ask, the most decisive first
heading-optional = Also worth asking (these do not decide)
heading-excused = Excused findings
heading-evidence = Evidence
questions-rest = … and { $count } more.
question-under = Under `{ $field }`:
# $sources is a list of works.
sources-elsewhere = The criteria for { $kind } come from other sources, as we read them: { $sources }.
findings-cut = … and { $count } more findings on this file. `--format json` lists all.

fixes-unreachable = No change to the description would make it { $target }.
fixes-missing = What is missing to make it { $target }
fixes-missing-several = What is missing to make it { $target }: the first of { $count } ways, the shortest first
fixes-changes = What would have to change to make it { $target }
fixes-changes-several = What would have to change to make it { $target }: the first of { $count } ways, the shortest first
fixes-rest =
    { $count ->
        [one] One more way is not listed.
       *[other] { $count } more ways are not listed.
    }
# $field is the title of a field and $answers are titles of answers; $key and $values are what to write.
fix-add = { $field }: { $answers } (`{ $key }`: { $values })
fix-replace = { $field }: { $answers } instead of { $from } (`{ $key }`: { $values })
fix-remove = { $field }: no longer { $removed } (`{ $key }` without { $values })
fix-remove-add = { $field }: { $answers }, and no longer { $removed } (`{ $key }`: { $values })
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
        [one] 1 file with mistakes of form
       *[other] { $count } files with mistakes of form
    }
total-unreadable =
    { $count ->
        [one] 1 file that could not be read
       *[other] { $count } files that could not be read
    }
total-skipped =
    { $count ->
        [one] 1 file skipped, because it is not a description
       *[other] { $count } files skipped, because they are not descriptions
    }
configuration-main = configuration: { $path }
configuration-none = configuration: none
configuration-nearer = { $main }; programmes with a nearer one: { $paths }

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
