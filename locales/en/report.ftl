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
