<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name></name>
    <message numerus="yes">
        <source>{names} and %n more</source>
        <translation>
            <numerusform>{names} and %n more</numerusform>
            <numerusform>{names} and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not in that: %n source(s) that wait to be read: {names}.</source>
        <translation>
            <numerusform>Not in that: %n source that waits to be read: {names}.</numerusform>
            <numerusform>Not in that: %n sources that wait to be read: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n read to the end</source>
        <translation>
            <numerusform>%n read to the end</numerusform>
            <numerusform>%n read to the end</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not readable</source>
        <translation>
            <numerusform>%n not readable</numerusform>
            <numerusform>%n not readable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not read to the end yet</source>
        <translation>
            <numerusform>%n not read to the end yet</numerusform>
            <numerusform>%n not read to the end yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s): {states}.</source>
        <translation>
            <numerusform>%n source: {states}.</numerusform>
            <numerusform>%n sources: {states}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not in that: %n source(s) of unknown length.</source>
        <translation>
            <numerusform>Not in that: %n source of unknown length.</numerusform>
            <numerusform>Not in that: %n sources of unknown length.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; %n of these showed nothing new since an empty frame, and count as empty</source>
        <translation>
            <numerusform>; %n of these showed nothing new since an empty frame, and count as empty</numerusform>
            <numerusform>; %n of these showed nothing new since an empty frame, and count as empty</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n frame(s) looked at, somebody is less than {pixels} pixels tall; passages that show nobody taller: {passages}. So small, a description tells people apart badly.</source>
        <translation>
            <numerusform>In %n frame looked at, somebody is less than {pixels} pixels tall; passages that show nobody taller: {passages}. So small, a description tells people apart badly.</numerusform>
            <numerusform>In %n frames looked at, somebody is less than {pixels} pixels tall; passages that show nobody taller: {passages}. So small, a description tells people apart badly.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n frame(s) looked at, somebody is less than {pixels} pixels tall as the detector sees the picture: of people so small it misses many. Footage added with `--tiles` or a larger `--detector-size` shows more of them.</source>
        <translation>
            <numerusform>In %n frame looked at, somebody is less than {pixels} pixels tall as the detector sees the picture: of people so small it misses many. Footage added with `--tiles` or a larger `--detector-size` shows more of them.</numerusform>
            <numerusform>In %n frames looked at, somebody is less than {pixels} pixels tall as the detector sees the picture: of people so small it misses many. Footage added with `--tiles` or a larger `--detector-size` shows more of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{spans} and %n more interval(s), {time} in all</source>
        <translation>
            <numerusform>{spans} and %n more interval, {time} in all</numerusform>
            <numerusform>{spans} and %n more intervals, {time} in all</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{words} rule(s) nothing out: the model looks for what is named, after such a word, too. Describe what the person does have.</source>
        <translation>
            <numerusform>{words} rules nothing out: the model looks for what is named, after such a word, too. Describe what the person does have.</numerusform>
            <numerusform>{words} rule nothing out: the model looks for what is named, after such a word, too. Describe what the person does have.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nobody like that was found among the %n passage(s) read; these look most alike.</source>
        <translation>
            <numerusform>Nobody like that was found among the one passage read; these look most alike.</numerusform>
            <numerusform>Nobody like that was found among the %n passages read; these look most alike.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more below the line, which fit weakly</source>
        <translation>
            <numerusform>%n more below the line, which fit weakly</numerusform>
            <numerusform>%n more below the line, which fit weakly</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read as filter(s): {filters}.</source>
        <translation>
            <numerusform>Read as a filter: {filters}.</numerusform>
            <numerusform>Read as filters: {filters}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) were left out, whose recorder&apos;s clock is not known: {names}. State the clock (`cpcl clock`) to have them searched by time.</source>
        <translation>
            <numerusform>%n source was left out, whose recorder&apos;s clock is not known: {names}. State the clock (`cpcl clock`) to have them searched by time.</numerusform>
            <numerusform>%n sources were left out, whose recorder&apos;s clock is not known: {names}. State the clock (`cpcl clock`) to have them searched by time.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{suffixes}, others %n</source>
        <translation>
            <numerusform>{suffixes}, others %n</numerusform>
            <numerusform>{suffixes}, others %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Left out, {why}: %n ({of})</source>
        <translation>
            <numerusform>Left out, {why}: %n ({of})</numerusform>
            <numerusform>Left out, {why}: %n ({of})</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n chosen</numerusform>
            <numerusform>%n chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s)</source>
        <translation>
            <numerusform>%n passage</numerusform>
            <numerusform>%n passages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name} · %n hit(s)</source>
        <translation>
            <numerusform>{name} · %n hit</numerusform>
            <numerusform>{name} · %n hits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hit(s) without a known clock are not shown here.</source>
        <translation>
            <numerusform>%n hit without a known clock is not shown here.</numerusform>
            <numerusform>%n hits without a known clock are not shown here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The ways of {drawn} of %n hit(s).</source>
        <translation>
            <numerusform>The ways of {drawn} of %n hit.</numerusform>
            <numerusform>The ways of {drawn} of %n hits.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The ways of %n hit(s).</source>
        <translation>
            <numerusform>The ways of %n hit.</numerusform>
            <numerusform>The ways of %n hits.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more have none recorded.</source>
        <translation>
            <numerusform>%n more has none recorded.</numerusform>
            <numerusform>%n more have none recorded.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hit(s) side by side. Keys decide about all of them; Esc goes back.</source>
        <translation>
            <numerusform>%n hit by itself. Keys decide about it; Esc goes back.</numerusform>
            <numerusform>%n hits side by side. Keys decide about all of them; Esc goes back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not where it was · %n passage(s) kept</source>
        <translation>
            <numerusform>Not where it was · %n passage kept</numerusform>
            <numerusform>Not where it was · %n passages kept</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reading · %n passage(s) so far</source>
        <translation>
            <numerusform>Reading · %n passage so far</numerusform>
            <numerusform>Reading · %n passages so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) · {time} could not be read</source>
        <translation>
            <numerusform>%n passage · {time} could not be read</numerusform>
            <numerusform>%n passages · {time} could not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) in {time}</source>
        <translation>
            <numerusform>%n passage in {time}</numerusform>
            <numerusform>%n passages in {time}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Found: %n passage(s), {pictures}</source>
        <translation>
            <numerusform>Found: %n passage, {pictures}</numerusform>
            <numerusform>Found: %n passages, {pictures}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read: {time}, %n frame(s), {looked} looked at</source>
        <translation>
            <numerusform>Read: {time}, %n frame, {looked} looked at</numerusform>
            <numerusform>Read: {time}, %n frames, {looked} looked at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s), in the order of the footage</source>
        <translation>
            <numerusform>%n passage, in the order of the footage</numerusform>
            <numerusform>%n passages, in the order of the footage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first {shown} of %n passage(s), in the order of the footage</source>
        <translation>
            <numerusform>The first {shown} of %n passage, in the order of the footage</numerusform>
            <numerusform>The first {shown} of %n passages, in the order of the footage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s), the most alike first.</source>
        <translation>
            <numerusform>%n passage, the most alike first.</numerusform>
            <numerusform>%n passages, the most alike first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The {shown} most alike of %n passage(s).</source>
        <translation>
            <numerusform>The {shown} most alike of %n passage.</numerusform>
            <numerusform>The {shown} most alike of %n passages.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{failed} of %n source(s) could not be read.</source>
        <translation>
            <numerusform>{failed} of %n source could not be read.</numerusform>
            <numerusform>{failed} of %n sources could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more: see the list.</source>
        <translation>
            <numerusform>And %n more: see the list.</numerusform>
            <numerusform>And %n more: see the list.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Left out beside it, no footage: %n (`cpcl coverage` says what).</source>
        <translation>
            <numerusform>Left out beside it, no footage: %n (`cpcl coverage` says what).</numerusform>
            <numerusform>Left out beside it, no footage: %n (`cpcl coverage` says what).</numerusform>
        </translation>
    </message>
</context>
</TS>
