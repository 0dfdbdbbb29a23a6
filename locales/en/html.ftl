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
