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
